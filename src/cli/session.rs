//! The arguments of a session: how it is run, shown, heard and answered.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Args};

use super::{number, rung, word};
use crate::settings::{AudioOutput, AudioTarget, Choice, FigureChoice, FirstSide, Theme, VoiceChoice};

#[derive(Debug, Args)]
#[command(mut_args = switch)]
pub struct RunArgs {
    /// Name of a routine, or path of a file
    pub routine: Option<String>,
    #[command(flatten)]
    pub display: DisplayArgs,
    /// Use the low end of every range: the least that is asked
    #[arg(long, conflicts_with = "full")]
    pub short: Option<bool>,
    /// Use the high end of every range
    #[arg(long)]
    pub full: Option<bool>,
    /// Write every event as a line of JSON to a new file or to a pipe, or with `-` to stdout instead of anything else
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    #[command(flatten)]
    pub part: PartArgs,
    /// Take another rung of an exercise that grows, as in `single-leg-hops=3` (can be given more than once)
    #[arg(long, value_name = "EXERCISE=N", value_parser = rung)]
    pub rung: Vec<(String, u32)>,
    /// Do everything as last time: nothing goes up
    #[arg(long)]
    pub hold: bool,
    /// Which side goes first; the left by default
    #[arg(long, value_parser = word::<FirstSide>(), value_name = "SIDE")]
    pub first_side: Option<FirstSide>,
    /// Do not record the session
    #[arg(long)]
    pub no_record: bool,
    /// Print the whole session at once, without waiting or recording
    #[arg(long, conflicts_with = "speed")]
    pub dry_run: bool,
    /// Rehearse at N times normal speed, without recording
    #[arg(long, value_name = "N", value_parser = |word: &str| number(word, 1..=1000, "give a number from 1 to 1000"))]
    pub speed: Option<u32>,
}

// The groups of arguments below are shared by flattening. Their comments are not documentation: as such they would
// take the place of what the help says of the whole command.

// Which part of a routine.
#[derive(Debug, Args)]
pub struct PartArgs {
    /// Do only this phase
    #[arg(long, value_name = "PHASE")]
    pub phase: Option<String>,
    /// Start at this exercise and leave out everything before it
    #[arg(long, value_name = "EXERCISE")]
    pub from: Option<String>,
    /// Leave out this exercise (can be given more than once)
    #[arg(long, value_name = "EXERCISE")]
    pub skip: Vec<String>,
}

// How a session is shown and answered.
#[derive(Debug, Args)]
pub struct DisplayArgs {
    /// Print plain lines instead of using the full screen
    #[arg(long)]
    pub plain: Option<bool>,
    /// Colour theme of the full screen
    #[arg(long, value_parser = word::<Theme>(), value_name = "THEME")]
    pub theme: Option<Theme>,
    /// Turn off animation; `NO_MOTION=1` does the same
    #[arg(long)]
    pub calm: Option<bool>,
    /// How figures are drawn; `quarters` is for a font without dots
    #[arg(long, value_parser = word::<FigureChoice>(), value_name = "CHOICE")]
    pub figures: Option<FigureChoice>,
    /// Send a terminal notification when a rest or the session is over
    #[arg(long)]
    pub notify: Option<bool>,
    /// Wait for no key once the session has begun: reps that you count yourself end at their pace
    #[arg(long)]
    pub hands_free: Option<bool>,
    /// Take the media keys of the desktop and the buttons of a headset, which a music player then does not get
    #[arg(long)]
    pub media_keys: Option<bool>,
    /// Turn off the sound
    #[arg(long)]
    pub mute: Option<bool>,
    /// Where the sound goes: auto, pulse, player, bell, off, or a new WAV file as in `file:calves.wav`
    #[arg(long, value_parser = audio_target, value_name = "OUTPUT")]
    pub audio: Option<AudioTarget>,
    /// How loud it is, 0 to 100
    #[arg(long, value_parser = |word: &str| number(word, 0..=100, "give a number from 0 to 100"), value_name = "PERCENT")]
    pub volume: Option<u32>,
    #[command(flatten)]
    pub voice: VoiceArgs,
    /// Start at once, without the page before the session
    #[arg(long)]
    pub yes: Option<bool>,
}

// The voice.
#[derive(Debug, Clone, Args)]
pub struct VoiceArgs {
    /// Say what comes next: `--voice` with the voice of the program, `--voice system` with that of the system, `--voice off`
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = VoiceChoice::BuiltIn.word(),
        value_parser = voice, value_name = "VOICE")]
    pub voice: Option<VoiceChoice>,
    /// For `--voice system`: a command that reads a sentence on its input and writes a WAV file to its output
    #[arg(long, value_name = "COMMAND")]
    pub voice_command: Option<String>,
    /// For `--voice system`: the language that it speaks, such as `de`; the sentences stay English
    #[arg(long, value_name = "LANGUAGE")]
    pub voice_language: Option<String>,
}

#[derive(Debug, Args)]
#[command(mut_args = switch)]
pub struct ResumeArgs {
    #[command(flatten)]
    pub display: DisplayArgs,
    /// Close it instead: it ends where it stopped
    #[arg(long)]
    pub end: bool,
}

#[derive(Debug, Args)]
pub struct SoundCheckArgs {
    /// Try this output only: pulse, player, bell, or a new WAV file as in `file:sounds.wav`
    #[arg(long, value_parser = audio_target, value_name = "OUTPUT")]
    pub audio: Option<AudioTarget>,
    #[command(flatten)]
    pub voice: VoiceArgs,
}

/// The words of a command line in which a choice that stands behind its flag is joined to it: `--voice system` is
/// `--voice=system`, and `--voice calves` is still a flag and a routine.
pub fn with_joined_choices(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    for word in words {
        let choice = word.to_str().and_then(VoiceChoice::parse);
        match (joined.last_mut(), choice) {
            (Some(flag), Some(choice)) if flag == "--voice" => flag.push(format!("={}", choice.word())),
            _ => joined.push(word),
        }
    }
    joined
}

fn voice(word: &str) -> Result<VoiceChoice, &'static str> {
    VoiceChoice::parse(word).ok_or("write `built-in`, `system` or `off`")
}

fn audio_target(word: &str) -> Result<AudioTarget, &'static str> {
    match word.strip_prefix("file:") {
        Some("") => None,
        Some(path) => Some(AudioTarget::File(path.into())),
        None => AudioOutput::parse(word).map(AudioTarget::Output),
    }
    .ok_or("write `auto`, `pulse`, `player`, `bell`, `off`, or a file as `file:calves.wav`")
}

/// Makes a boolean flag a switch: `--mute` and `--mute=true` turn it on, `--mute=false` turns it off.
fn switch(arg: Arg) -> Arg {
    if !matches!(arg.get_action(), ArgAction::Set) || arg.get_value_parser().type_id() != TypeId::of::<bool>() {
        return arg;
    }
    arg.num_args(0..=1).require_equals(true).default_missing_value("true").value_name("BOOL").hide_possible_values(true)
}
