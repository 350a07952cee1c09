//! `doctor`: examines every line of the record, and mends torn ends.

use std::io::Write;

use serde_json::json;

use super::{Failure, write_json};
use crate::cli;
use crate::history;
use crate::paths;
use crate::text;
use crate::words::count;

pub(super) fn doctor(args: &cli::DoctorArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let (sessions, findings) = paths::sessions().map(|folder| history::doctor(&folder)).unwrap_or_default();
    let number = |repaired| {
        let alike = findings.iter().filter(|finding| finding.repaired == repaired);
        alike.map(|finding| finding.fault.count()).sum::<usize>()
    };
    let (mended, open) = (number(true), number(false));
    if args.json {
        let faults: Vec<_> = findings
            .iter()
            .map(|finding| {
                json!({
                    "file": text::line(&finding.fault.path.to_string_lossy()),
                    "line": finding.fault.line,
                    "message": text::line(&finding.fault.kind.to_string()),
                    "mended": finding.repaired,
                })
            })
            .collect();
        write_json(out, &json!({ "format": 1, "sessions": sessions, "faults": faults }))?;
    } else {
        for finding in &findings {
            let mended = if finding.repaired { "; mended: it is laid aside in a `.torn` file" } else { "" };
            writeln!(out, "{}{mended}", text::line(&finding.fault.to_string()))?;
        }
        let summary = match mended + open {
            0 => "nothing is wrong".to_owned(),
            all => format!("{}, {mended} mended", count(all, "fault")),
        };
        writeln!(out, "{}: {summary}", count(sessions, "session"))?;
    }
    if open == 0 { Ok(()) } else { Err(Failure::Reported(1)) }
}
