//! A program that plays files, started for each sound.

use std::env;
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hound::WavWriter;

use super::{Output, OutputEnd};
use crate::audio::RATE;
use crate::audio::file::{SPEC, io_error};
use crate::audio::mixer::Channel;
use crate::audio::scheduler::{Ending, Scheduler};
use crate::audio::tone::to_sample;
use crate::{programs, text};

/// The programs, the best one first.
const PROGRAMS: &[&str] = if cfg!(target_os = "macos") { &["afplay"] } else { &["pw-play", "paplay", "aplay"] };

/// A program that has played silence without complaint.
pub(super) struct Player {
    program: &'static str,
    folder: Folder,
    playing: Vec<PlayerProcess>,
}

/// A sound that is heard.
struct PlayerProcess {
    channel: Channel,
    child: Child,
    file: PathBuf,
    /// It has failed if it goes on after that.
    until: Duration,
}

/// A folder of our own for a short time.
struct Folder {
    folder: PathBuf,
    /// How many files it has had.
    files: u32,
}

/// How long a program takes to start: 5 to 20 ms on a machine of today.
const START: Duration = Duration::from_millis(15);

/// The sound with which a program is tried, and how long that may take.
const SILENCE: [i16; RATE as usize / 100] = [0; RATE as usize / 100];
const TRIAL: Duration = Duration::from_secs(2);

/// A program that goes on for this long after its sound is stuck.
const STUCK: Duration = Duration::from_secs(3);

/// How often a program that runs is looked at.
const LOOK: Duration = Duration::from_millis(50);

impl Player {
    /// Finds the first program that works.
    ///
    /// # Errors
    ///
    /// Why none does.
    pub(super) fn open(scheduler: &mut Scheduler) -> Result<Self, String> {
        let folder = Folder::create().map_err(|error| format!("no folder for sounds: {}", text::io_error(&error)))?;
        let mut player = Self { program: "", folder, playing: Vec::new() };
        let mut reasons = Vec::new();
        for program in PROGRAMS {
            player.program = program;
            match player.try_out(scheduler) {
                Ok(()) => return Ok(player),
                Err(why) => reasons.push(format!("{program}: {why}")),
            }
        }
        Err(if reasons.is_empty() { "this system has none".to_owned() } else { reasons.join("; ") })
    }

    /// Plays a moment of silence.
    fn try_out(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        self.start(Channel::Tone, &SILENCE, 1.0, scheduler.now()).map_err(|error| match error.kind() {
            ErrorKind::NotFound => "not found".to_owned(),
            _ => text::io_error(&error),
        })?;
        let until = scheduler.now() + TRIAL;
        while !self.playing.is_empty() {
            if scheduler.now() >= until || scheduler.ending().is_some() {
                self.stop(|_| true);
                return Err("it does not end".to_owned());
            }
            scheduler.wait(scheduler.now() + LOOK);
            self.look(scheduler.now())?;
        }
        Ok(())
    }

    fn play(&mut self, scheduler: &mut Scheduler) -> Result<(), String> {
        loop {
            if scheduler.take_cut() {
                self.stop(|_| true);
            }
            for placed in scheduler.take_due(START) {
                if placed.channel == Channel::Voice {
                    self.stop(|playing| playing.channel == Channel::Voice);
                }
                let started = self.start(placed.channel, &placed.clip, scheduler.volume(), scheduler.now());
                started.map_err(|error| text::io_error(&error))?;
            }
            self.look(scheduler.now())?;
            let is_over = self.playing.is_empty() && scheduler.next_due().is_none();
            match scheduler.ending() {
                Some(Ending::HeardOut) if !is_over => {}
                None => {}
                Some(_) => return Ok(()),
            }
            let next = scheduler.next_due().map(|due| due.saturating_sub(START));
            let look = (!self.playing.is_empty()).then(|| scheduler.now() + LOOK);
            scheduler.wait(next.into_iter().chain(look).min().unwrap_or(Duration::MAX));
        }
    }

    /// Starts the program with a sound.
    fn start(&mut self, channel: Channel, samples: &[i16], volume: f32, now: Duration) -> io::Result<()> {
        if volume <= 0.0 {
            return Ok(());
        }
        let file = self.folder.next_file();
        let mut writer = WavWriter::create(&file, SPEC).map_err(io_error)?;
        for sample in samples {
            writer.write_sample(to_sample(f32::from(*sample) / f32::from(i16::MAX) * volume)).map_err(io_error)?;
        }
        writer.finalize().map_err(io_error)?;
        let mut command = Command::new(self.program);
        command.arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = programs::start(&mut command)?;
        let length = Duration::from_secs(samples.len() as u64) / RATE;
        self.playing.push(PlayerProcess { channel, child, file, until: now + length + STUCK });
        Ok(())
    }

    /// Puts away what has come to its end. One that failed is an error, and so is one that does not end.
    fn look(&mut self, now: Duration) -> Result<(), String> {
        let mut failed = None;
        self.playing.retain_mut(|playing| {
            match playing.child.try_wait() {
                Ok(None) if now < playing.until => return true,
                Ok(Some(status)) if status.success() => {}
                Ok(Some(status)) => failed = Some(format!("it ends with an error ({status})")),
                Ok(None) => failed = Some("it does not end".to_owned()),
                Err(error) => failed = Some(text::io_error(&error)),
            }
            playing.stop();
            false
        });
        failed.map_or(Ok(()), Err)
    }

    fn stop(&mut self, which: impl Fn(&PlayerProcess) -> bool) {
        self.playing.extract_if(.., |playing| which(playing)).for_each(|mut playing| playing.stop());
    }
}

impl PlayerProcess {
    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_file(&self.file);
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.stop(|_| true);
    }
}

impl Output for Player {
    fn words(&self) -> String {
        format!("the program {}", self.program)
    }

    fn run(&mut self, scheduler: &mut Scheduler) -> OutputEnd {
        self.play(scheduler).map_or_else(OutputEnd::Lost, |()| OutputEnd::Closed)
    }
}

impl Folder {
    /// Creates a folder that nobody else can look into.
    fn create() -> io::Result<Self> {
        let name = getrandom::u64().map_err(io::Error::other)?;
        let folder = env::temp_dir().join(format!("calfguide-{name:016x}"));
        #[allow(unused_mut, reason = "only Unix has modes")]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Self { folder, files: 0 })
    }

    fn next_file(&mut self) -> PathBuf {
        self.files += 1;
        self.folder.join(format!("{}.wav", self.files))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
