//! `paths`: the user's files and folders.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::{Failure, write_json};
use crate::ui::printer::Printer;
use crate::{cli, paths, text};

pub(super) fn paths(args: &cli::PathsArgs, mut printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let shown = |path: Option<PathBuf>| path.map(|path| text::line(&path.to_string_lossy()).into_owned());
    let all = [
        ("settings", shown(paths::config())),
        ("data", shown(paths::data())),
        ("routines", shown(paths::routines())),
        ("figures", shown(paths::figures())),
        ("sessions", shown(paths::sessions())),
    ];
    if args.json {
        let folders: serde_json::Map<_, _> =
            all.into_iter().map(|(name, path)| (name.to_owned(), json!(path))).collect();
        return write_json(out, &json!({ "format": 1, "paths": folders }));
    }
    for (name, path) in all {
        let path = path.unwrap_or_else(|| "none, because there is no home folder".to_owned());
        printer.link(0, &format!("{name:<8} "), &path);
    }
    out.write_all(printer.into_text().as_bytes())?;
    Ok(())
}
