//! `paths`: where everything of the user is.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::Failure;
use crate::ui::printer::Printer;
use crate::{cli, paths, text};

pub(super) fn paths(args: &cli::PathsArgs, mut printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let told = |path: Option<PathBuf>| path.map(|path| text::line(&path.to_string_lossy()).into_owned());
    let all = [
        ("settings", told(paths::config())),
        ("data", told(paths::data())),
        ("routines", told(paths::routines())),
        ("sessions", told(paths::sessions())),
    ];
    if args.json {
        let folders: serde_json::Map<_, _> =
            all.into_iter().map(|(what, path)| (what.to_owned(), json!(path))).collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "format": 1, "paths": folders }))?;
        writeln!(out)?;
        return Ok(());
    }
    for (what, path) in all {
        let path = path.unwrap_or_else(|| "nowhere: there is no home folder".to_owned());
        printer.link(0, &format!("{what:<8} "), &path);
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}
