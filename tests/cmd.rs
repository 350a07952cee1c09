//! Transcripts of the commands: what is typed and all that it prints, as files.
//!
//! After a change that is meant: `TRYCMD=overwrite cargo test --test cmd`, then look at each difference.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.trycmd")
        .case("README.md")
        .env("NO_COLOR", "1")
        .env("XDG_DATA_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/home"))
        .run();
}
