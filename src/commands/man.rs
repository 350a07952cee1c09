//! `man`: the manual, a page for each command.

use std::fs;
use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::Failure;
use crate::cli::{Cli, EXAMPLES, ManArgs, SECTIONS};
use crate::host::files;
use crate::text;

pub(super) fn man(args: &ManArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let pages = pages()?;
    fs::create_dir_all(&args.dir).map_err(|error| Failure::at(&args.dir, &error))?;
    for (name, page) in &pages {
        let path = args.dir.join(name);
        files::replace(&path, page.as_bytes()).map_err(|error| Failure::at(&path, &error))?;
    }
    Ok(writeln!(out, "{} pages in {}", pages.len(), text::line(&args.dir.to_string_lossy()))?)
}

/// The names of the files and what is in them.
fn pages() -> io::Result<Vec<(String, String)>> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let mut pages = vec![program_page(&program)?];
    let mut parents = vec![program];
    while let Some(parent) = parents.pop() {
        for command in parent.get_subcommands() {
            pages.push(command_page(command, &name(&parent))?);
            parents.push(command.clone());
        }
    }
    Ok(pages)
}

/// The page of the program, with what applies to all commands.
fn program_page(program: &Command) -> io::Result<(String, String)> {
    let mut more = Roff::new();
    for (title, text) in SECTIONS {
        more.control("SH", [&*title.to_uppercase()]);
        for line in text.lines() {
            more.text([roman(line)]);
        }
    }
    verbatim(&mut more, "EXAMPLES", EXAMPLES);
    page(program, &more)
}

fn command_page(command: &Command, parent: &str) -> io::Result<(String, String)> {
    let mut more = Roff::new();
    if let Some(notes) = command.get_after_help() {
        verbatim(&mut more, "NOTES", &notes.to_string());
    }
    more.control("SH", ["SEE ALSO"]).text([roman(format!("{parent}(1)"))]);
    page(command, &more)
}

/// A page about the arguments of a command, and more.
fn page(command: &Command, more: &Roff) -> io::Result<(String, String)> {
    let man = Man::new(command.clone().after_help(None).after_long_help(None).version(None))
        .title(name(command).to_uppercase())
        // No date, in the quotes without which the next argument would be taken for one.
        .date("\"\"")
        .source(concat!("calfguide ", env!("CARGO_PKG_VERSION")))
        .manual("calfguide");
    let mut page = Vec::new();
    man.render(&mut page)?;
    more.to_writer(&mut page)?;
    // Two breaks around an empty line are one too many for `mandoc`.
    let page = String::from_utf8_lossy(&page).replace("\n.br\n\n.br\n", "\n.br\n");
    Ok((man.get_filename(), page))
}

/// A section that is shown as it is written.
fn verbatim(roff: &mut Roff, title: &str, text: &str) {
    roff.control("SH", [title]).control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual() {
        let pages = pages().unwrap().into_iter().map(|(name, page)| {
            let version = concat!("calfguide ", env!("CARGO_PKG_VERSION"));
            format!("{name}:\n{}", page.replace(version, "calfguide VERSION"))
        });
        insta::assert_snapshot!(pages.collect::<Vec<_>>().join("\n"));
    }
}
