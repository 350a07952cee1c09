//! Completion in Bash, which splits words at `=`: `--skip=hops` arrives as three words, of which only the last is replaced.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::complete;
use clap_complete::env::{Bash as Script, EnvCompleter};

/// Completes in Bash.
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        Script.name()
    }

    fn is(&self, name: &str) -> bool {
        Script.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let mut script = Vec::new();
        Script.write_registration(var, name, bin, completer, &mut script)?;
        // Right after a `=`, `$2` is empty although the current word is the `=` itself: it must not be overwritten.
        let is_new = "\"${BASH_VERSINFO[0]}\" -ge 4 ]]; then";
        let is_word = "\"${BASH_VERSINFO[0]}\" -ge 4 && \"${words[COMP_CWORD]}\" != \"=\" ]]; then";
        write!(out, "{}", String::from_utf8_lossy(&script).replacen(is_new, is_word, 1))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        mut words: Vec<OsString>,
        current_dir: Option<&Path>,
        out: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let number = |name| env::var(name).ok().and_then(|number| number.parse::<usize>().ok());
        words.truncate(number("_CLAP_COMPLETE_INDEX").unwrap_or_default() + 1);
        let words = joined(words.into_iter());
        let typed = words.last().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        // Bash replaces only what follows the last `=`.
        let kept = typed.rfind('=').map_or("", |end| &typed[..=end]);
        let last = words.len().saturating_sub(1);
        let candidates = complete(command, words, last, current_dir)?;
        let values = candidates.iter().map(|candidate| candidate.get_value().to_string_lossy());
        let values = values.map(|value| value.strip_prefix(kept).unwrap_or(&value).to_owned());
        let separator = env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        write!(out, "{}", values.collect::<Vec<_>>().join(&separator))
    }
}

/// Joins the words that Bash split at `=`, so that they are as in other shells.
pub(super) fn joined(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    let mut is_open = false;
    for word in words {
        let is_joint = word == "=";
        match joined.last_mut() {
            Some(before) if is_joint || is_open => before.push(word),
            _ => joined.push(word),
        }
        is_open = is_joint;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_an_equals_sign_is_one() {
        for (split, words) in [
            (&["run", "--skip", "=", "ho", "core"][..], &["run", "--skip=ho", "core"][..]),
            (&["run", "--skip", "="], &["run", "--skip="]),
            (&["run", "--rung", "=", "hops", "=", "3"], &["run", "--rung=hops=3"]),
            (&["run", "--skip=ho"], &["run", "--skip=ho"]),
        ] {
            assert_eq!(joined(split.iter().map(OsString::from)), words);
        }
    }
}
