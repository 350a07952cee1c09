//! Nushell, which the engine does not know: what completes its commands is a closure that returns a table.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::{CompletionCandidate, complete};
use clap_complete::env::EnvCompleter;
use serde_json::{Value, json};

/// Completes in Nushell.
pub(super) struct Nushell;

impl EnvCompleter for Nushell {
    fn name(&self) -> &'static str {
        "nushell"
    }

    fn is(&self, name: &str) -> bool {
        matches!(name, "nushell" | "nu")
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let script = r#"
# There is one closure for all commands: the one that was there before keeps the others.
let before = $env.config.completions.external.completer?
$env.config.completions.external.completer = {|words|
    if $words.0 == "BIN" {
        with-env { VAR: nushell } { ^COMPLETER -- ...$words } | from json
    } else if $before != null {
        do $before $words
    }
}"#;
        writeln!(out, "{}", script.replace("BIN", bin).replace("COMPLETER", completer).replace("VAR", var))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        current_dir: Option<&Path>,
        out: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let last = words.len().saturating_sub(1);
        let rows: Vec<Value> = complete(command, words, last, current_dir)?.iter().map(row).collect();
        Ok(serde_json::to_writer(out, &rows)?)
    }
}

fn row(candidate: &CompletionCandidate) -> Value {
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    json!({
        "value": candidate.get_value().to_string_lossy(),
        "description": help.lines().next().unwrap_or_default(),
    })
}
