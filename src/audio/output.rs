//! The ways for sound to get out of the machine. Each is in a file, and in the table here in the order in which they are
//! tried.

#[cfg(any(target_os = "macos", windows))]
mod device;
mod player;
#[cfg(all(unix, not(target_os = "macos")))]
mod pulse;

use std::time::Duration;

use super::scheduler::Scheduler;
use crate::settings::AudioOutput;

/// An output that is open.
pub(super) trait Output {
    /// What it is, such as `sound server at /run/user/1000/pulse/native`.
    fn words(&self) -> String;

    /// Plays what is due until it is asked to end.
    fn run(&mut self, scheduler: &mut Scheduler) -> OutputEnd;
}

/// Why an output plays no more.
pub(super) enum OutputEnd {
    Closed,
    /// It works no more, and why.
    Lost(String),
}

/// How often an output looks which frame of its stream is heard when.
const CHECK_EVERY: Duration = Duration::from_secs(1);

/// The name of an output, and why it is not used.
pub(super) type RefusedOutput = (&'static str, String);

type Open = fn(&mut Scheduler) -> Result<Box<dyn Output>, String>;

/// The table of outputs: for which choice each is taken besides `auto`, and how it is opened.
const OUTPUTS: &[(Option<AudioOutput>, &str, Open)] = &[
    #[cfg(all(unix, not(target_os = "macos")))]
    (Some(AudioOutput::Pulse), "pulse", |scheduler| Ok(Box::new(pulse::Pulse::open(scheduler)?))),
    #[cfg(any(target_os = "macos", windows))]
    (None, "device", |scheduler| Ok(Box::new(device::Device::open(scheduler)?))),
    (Some(AudioOutput::Player), "player", |scheduler| Ok(Box::new(player::Player::open(scheduler)?))),
];

/// Opens the first output that works, if there is one, and says why those before it do not.
pub(super) fn open(choice: AudioOutput, scheduler: &mut Scheduler) -> (Option<Box<dyn Output>>, Vec<RefusedOutput>) {
    let mut refused = Vec::new();
    let is_chosen = |word: Option<AudioOutput>| choice == AudioOutput::Auto || word == Some(choice);
    for (_, name, open) in OUTPUTS.iter().filter(|(word, ..)| is_chosen(*word)) {
        match open(scheduler) {
            Ok(output) => return (Some(output), refused),
            Err(why) => refused.push((*name, why)),
        }
    }
    if refused.is_empty() {
        refused.push((crate::settings::Choice::word(choice), "this system has none".to_owned()));
    }
    (None, refused)
}
