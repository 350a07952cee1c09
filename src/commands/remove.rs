//! `remove`: a routine of the user's own goes to the trash.

use std::io::Write;

use super::catalogue::{self, RoutineOrigin};
use super::{Failure, own};
use crate::{cli, reader, text};

pub(super) fn remove(args: &cli::RemoveArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let typed = &*args.routine;
    if catalogue::is_path(typed) {
        return Err(Failure::usage("only a routine in your folder is removed").help("give its name, not a path"));
    }
    let path = own::routine(typed)?;
    if path.symlink_metadata().is_err() {
        return Err(match catalogue::find_own(typed)? {
            RoutineOrigin::BuiltIn { name, .. } => {
                Failure::usage(format!("`{name}` is built in, and cannot be removed"))
            }
            RoutineOrigin::File(path) => Failure::usage(format!("no routine of yours is called `{typed}`"))
                .help(format!("write its name in full: `{}`", reader::stem(&path))),
        });
    }
    own::to_trash(&path)?;
    writeln!(out, "In the trash: {}", text::line(&path.to_string_lossy()))?;
    writeln!(out, "The sessions that you did with it stay in the record.")?;
    Ok(())
}
