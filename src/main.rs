//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    calfguide::commands::main()
}
