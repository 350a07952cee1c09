//! calfguide turns a routine file into a guided workout session.
//!
//! Data flows one way: text → [`model::Routine`] → [`plan::Plan`] → [`session::Session`] → events, which are shown and
//! recorded. The modules form layers: each may use only the modules above it here and its own children.
//! `docs/architecture.md` describes them, `tests/layers.rs` checks them.

// Layer 0, values.
pub mod diagnostic;
pub mod figure;
pub mod model;
pub mod settings;
pub mod text;

// Layer 1, the pure core: no file, clock, environment or printing.
pub mod export;
pub mod plan;
pub mod pose;
pub mod progression;
pub mod record;
pub mod session;
pub mod stats;
pub mod words;

// Layer 2, what edges share.
pub mod programs;

// Layer 3, the edges, which never use each other.
pub mod audio;
pub mod history;
pub mod host;
pub mod paths;
pub mod reader;

// Layer 4, the shell.
pub mod runner;
pub mod ui;

// Layer 5, the application.
pub mod cli;
pub mod commands;
