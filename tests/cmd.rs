//! Transcripts of the commands: what is typed and all that it prints, as files.
//!
//! After a change that is meant: `TRYCMD=overwrite cargo test --test cmd`, then look at each difference.

use std::path::Path;

use trycmd::TestCases;

/// Transcripts for somebody whose settings are in this folder.
fn transcripts_at(home: &str) -> TestCases {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let cases = TestCases::new();
    cases
        .env("NO_COLOR", "1")
        .env("XDG_DATA_HOME", folder.join("home").to_string_lossy())
        .env("XDG_CONFIG_HOME", folder.join(home).to_string_lossy());
    cases
}

#[test]
fn transcripts() {
    transcripts_at("home").case("tests/cmd/*.trycmd").case("README.md").run();
}

#[test]
fn transcripts_with_settings() {
    transcripts_at("settings").case("tests/cmd/settings/*.trycmd").run();
}

#[test]
fn transcripts_with_bad_settings() {
    transcripts_at("bad-settings").case("tests/cmd/bad-settings/*.trycmd").run();
}
