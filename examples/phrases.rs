//! Writes what the voice says in the built-in routines: `cargo run --release --locked --example phrases -- FOLDER`.
//!
//! Each wording becomes a WAV file, and `phrases.txt` has them line by line. `tests/voice.sh` has them recognised.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use calfguide::audio::Voice;
use calfguide::model::Today;
use calfguide::plan::{self, Plan};
use calfguide::reader;
use calfguide::session::{Mono, Session};
use calfguide::settings::Settings;
use calfguide::words::spoken::{self, Reasons};
use hound::{SampleFormat, WavSpec, WavWriter};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Longer than any session.
const END: Mono = Mono(Duration::from_hours(24));

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    let mut phrases = BTreeSet::new();
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/routines"))?;
    // The figures are in a folder beside the routines.
    for file in files.map_while(std::result::Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()) {
        let routine = reader::open(&file).map_err(|_| "a built-in routine has problems")?;
        for today in [Today::FIRST, Today::WRITTEN] {
            phrases.extend(said_in(plan::build(&routine, &today, &Settings::default())?));
        }
    }
    fs::create_dir_all(folder)?;
    let spec = WavSpec { channels: 1, sample_rate: 48_000, bits_per_sample: 16, sample_format: SampleFormat::Int };
    for (number, phrase) in phrases.iter().enumerate() {
        let mut writer = WavWriter::create(folder.join(format!("{number}.wav")), spec)?;
        for sample in Voice::BuiltIn.render(phrase)? {
            writer.write_sample(sample)?;
        }
        writer.finalize()?;
    }
    let lines: Vec<_> = phrases.into_iter().collect();
    Ok(fs::write(folder.join("phrases.txt"), lines.join("\n") + "\n")?)
}

/// All wordings of all that is said in a session.
fn said_in(plan: Plan) -> Vec<String> {
    let (session, began) = Session::start(Mono::default(), plan, true);
    let events = began.into_iter().chain(session.ahead(END));
    events.flat_map(|event| spoken::wordings(session.plan(), &event, &Reasons::new())).collect()
}
