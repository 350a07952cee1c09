//! The key poses of the built-in figures, side by side, as a terminal shows them in the smallest place in which a figure
//! is good.
//!
//! After an intended change: `INSTA_UPDATE=always cargo test --test key_poses`, then look at each.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use calfguide::pose::{Drawing, Size};
use calfguide::reader;
use calfguide::ui::figure::{Glyphs, lines};

const SIZE: Size = Size { columns: 34, rows: 9 };

#[test]
fn key_poses() {
    insta::glob!("../routines/figures", "*.toml", |file| {
        insta::with_settings!({
            omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "key-poses",
        }, {
            insta::assert_snapshot!("key_poses", side_by_side(file));
        });
    });
}

fn side_by_side(file: &Path) -> String {
    let figure = reader::open_figure(file).unwrap();
    let drawing = Drawing::new(&figure, SIZE, false).unwrap();
    let poses: Vec<_> =
        figure.key_poses().iter().map(|key| lines(&drawing.frame(&figure, key.at), Glyphs::Mixed)).collect();
    let row = |at: usize| {
        let padded: Vec<_> = poses.iter().map(|pose| format!("{:<1$}", pose[at], SIZE.columns.into())).collect();
        padded.join(" ").trim_end().to_owned()
    };
    (0..SIZE.rows.into()).map(row).collect::<Vec<_>>().join("\n")
}
