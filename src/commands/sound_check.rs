//! `sound-check`: plays every sound, and shows which output is used and why others are not.

use std::io::{self, ErrorKind};
use std::time::Duration;

use super::Failure;
use super::world::{self, Speed};
use crate::audio::{Audio, OutputStatus};
use crate::host::{Console, Rehearsal, Signal, Wake, World};
use crate::runner;
use crate::session::{Mono, Sound};
use crate::settings::{AudioTarget, Config};
use crate::words;

/// From one sound to the next: the longest takes a second.
const SPACING: Duration = Duration::from_millis(1_300);

/// What the voice says.
const SENTENCE: &str = "Next: single-leg hops, left, six reps";

/// How long the outputs are given to be opened or to fail.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn sound_check(config: &Config) -> Result<(), Failure> {
    let mut audio = world::audio(Speed::Times(1), &Config { mute: Some(false), ..config.clone() })?;
    let is_file = matches!(config.audio, Some(AudioTarget::File(_)));
    let mut world: Box<dyn World> = if is_file {
        Box::new(Rehearsal::new(io::stdout()))
    } else {
        Box::new(Console::lines(1).map_err(|error| Failure::system(&error))?)
    };
    let checked = check(&mut *world, &mut audio, is_file);
    match checked {
        Ok(()) => audio.finish().map_err(|error| world::incomplete(&error)),
        Err(failure) => audio.break_off().map_err(Failure::from).and(Err(failure)),
    }
}

fn check(world: &mut dyn World, audio: &mut Audio, is_file: bool) -> Result<(), Failure> {
    if let Some(surroundings) = runner::surroundings(world) {
        audio.enter(surroundings);
    }
    let has_output = is_file || opened(world, audio)?;
    if !has_output {
        return Err(Failure::failed("there is nothing to hear"));
    }
    for sound in Sound::ALL {
        world.write(format!("{}\n", words::sound::sound(sound)).as_bytes());
        let now = world.now();
        audio.play_sound(now, sound);
        if audio.status().bell && sound.rings() {
            world.write(&[runner::BELL]);
        }
        wait(world, now + SPACING)?;
        tell_news(world, audio);
    }
    if audio.speaks() == Some(true) {
        world.write(format!("the voice: \"{SENTENCE}\"\n").as_bytes());
        say(world, audio)?;
        tell_news(world, audio);
    }
    Ok(())
}

fn tell_news(world: &mut dyn World, audio: &mut Audio) {
    for news in audio.news() {
        world.write(format!("{news}\n").as_bytes());
    }
}

/// Says the sentence to its end.
fn say(world: &mut dyn World, audio: &mut Audio) -> Result<(), Failure> {
    let until = world.now() + PATIENCE;
    loop {
        let now = world.now();
        match audio.say(now, SENTENCE) {
            Some(length) => return wait(world, now + length),
            None if now >= until => return Ok(()),
            None => wait(world, until)?,
        }
    }
}

/// Waits for an output, and prints which it is and why others are not used. Returns whether there is one.
fn opened(world: &mut dyn World, audio: &mut Audio) -> Result<bool, Failure> {
    let until = world.now() + PATIENCE;
    audio.start(world.now());
    let mut status = audio.status();
    while status == OutputStatus::default() && audio.looks_ahead() && world.now() < until {
        wait(world, until)?;
        status = audio.status();
    }
    // Its news is printed here.
    drop(audio.news());
    let OutputStatus { open, bell, refused } = status;
    for (name, why) in refused {
        world.write(format!("not {name}: {why}\n").as_bytes());
    }
    let has_bell = bell && world.has_bell();
    let output = open.or_else(|| has_bell.then(|| "the bell of the terminal, at the turns of a session".to_owned()));
    if let Some(output) = &output {
        world.write(format!("output: {output}\n\n").as_bytes());
    }
    Ok(output.is_some())
}

/// Lets time pass until then, or until there is news.
fn wait(world: &mut dyn World, until: Mono) -> Result<(), Failure> {
    loop {
        match world.wait(Some(until)) {
            Wake::Due => return Ok(()),
            Wake::Interrupt => return Err(Failure::Signal(Signal::INTERRUPT)),
            Wake::Signal(signal) => return Err(Failure::Signal(signal)),
            Wake::OutputGone(ErrorKind::BrokenPipe) => return Err(Failure::Reported(0)),
            Wake::OutputGone(why) => return Err(io::Error::from(why).into()),
            Wake::Suspend => world.suspend(),
            _ => {}
        }
    }
}
