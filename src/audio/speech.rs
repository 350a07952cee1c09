//! The voice: sentences become clips, ahead of the time at which they are said.

mod built_in;
mod program;
mod wave;

pub use program::Program;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::timeline::Sentence;
use super::tone::Clip;

/// Whose voice it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// That of the program itself, which speaks English.
    BuiltIn,
    Program(Program),
}

/// Turns a sentence into a clip, or says why it cannot.
type Render = Box<dyn FnMut(&str) -> Result<Clip, String> + Send>;

/// Called, by a thread, when a clip is ready.
pub(super) type WakeFn = Arc<dyn Fn() + Send + Sync>;

/// A voice with what it has rendered.
pub(super) struct Speaker {
    rendering: Rendering,
    /// `None` while it is being rendered, and an error where it cannot be.
    clips: HashMap<String, Option<Result<Clip, ()>>>,
    /// Why it was silent first, until somebody asks.
    trouble: Option<String>,
    is_reported: bool,
}

/// Where sentences are rendered.
enum Rendering {
    /// At once, by the caller: where time is virtual.
    Here(Render),
    Thread(RenderThread),
}

struct RenderThread {
    requests: Option<Sender<String>>,
    results: Receiver<(String, Result<Clip, String>)>,
    is_stopped: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
    is_slow: bool,
}

/// After this many sentences in a row that could not be rendered, a program is not asked again.
const TRIES: u32 = 3;

impl Voice {
    /// The samples of a sentence, of one channel at 48 kHz.
    ///
    /// # Errors
    ///
    /// Why it cannot be said.
    pub fn render(self, sentence: &str) -> Result<Vec<i16>, String> {
        self.renderer(Arc::default())(sentence).map(|clip| clip.to_vec())
    }

    fn renderer(self, is_stopped: Arc<AtomicBool>) -> Render {
        match self {
            Self::BuiltIn => built_in::renderer(),
            Self::Program(program) => {
                let mut failures = 0;
                Box::new(move |text| {
                    if failures == TRIES {
                        return Err("it gave too many errors".to_owned());
                    }
                    let clip = program.speak(text, &is_stopped);
                    failures = if clip.is_ok() { 0 } else { failures + 1 };
                    clip
                })
            }
        }
    }
}

impl Speaker {
    /// A voice that renders at once.
    pub(super) fn here(voice: Voice) -> Self {
        Self::new(Rendering::Here(voice.renderer(Arc::default())))
    }

    /// A voice that renders on a thread of its own, which has this name.
    pub(super) fn on_thread(voice: Voice, thread: &str, wake: WakeFn) -> Self {
        Self::new(Rendering::Thread(RenderThread::start(voice, thread, wake)))
    }

    fn new(rendering: Rendering) -> Self {
        Self { rendering, clips: HashMap::new(), trouble: None, is_reported: false }
    }

    /// The clip of the first wording that is not too long, once it is known which that is.
    pub(super) fn say(&mut self, sentence: &Sentence, speed: u32) -> Option<Clip> {
        for wording in &sentence.wordings {
            match self.clip(wording)? {
                Ok(clip) if sentence.has_room_for(clip.len(), speed) => return Some(clip),
                _ => {}
            }
        }
        None
    }

    /// The clip of a sentence, once it is rendered.
    pub(super) fn one(&mut self, sentence: &str) -> Option<Result<Clip, ()>> {
        self.take_results();
        self.clip(sentence)
    }

    /// Has all of this rendered, in this order, and forgets all else.
    pub(super) fn prepare(&mut self, wordings: &[String]) {
        self.forget_all_but(wordings);
        for text in wordings {
            self.clip(text);
        }
    }

    pub(super) fn forget_all_but(&mut self, wordings: &[String]) {
        self.take_results();
        self.clips.retain(|text, clip| clip.is_none() || wordings.contains(text));
    }

    /// Whether it is so slow that what may be said is rendered in advance too.
    pub(super) fn is_slow(&self) -> bool {
        matches!(&self.rendering, Rendering::Thread(thread) if thread.is_slow)
    }

    /// Why it is silent, once.
    pub(super) fn trouble(&mut self) -> Option<String> {
        self.take_results();
        self.is_reported |= self.trouble.is_some();
        self.trouble.take()
    }

    /// A clip; `None` while it is being rendered.
    fn clip(&mut self, text: &str) -> Option<Result<Clip, ()>> {
        if let Some(clip) = self.clips.get(text) {
            return clip.clone();
        }
        let clip = match &mut self.rendering {
            Rendering::Here(render) => {
                let result = render(text);
                Some(self.noted(result))
            }
            Rendering::Thread(thread) => {
                thread.request(text);
                None
            }
        };
        self.clips.insert(text.to_owned(), clip.clone());
        clip
    }

    fn take_results(&mut self) {
        while let Rendering::Thread(thread) = &self.rendering
            && let Ok((text, result)) = thread.results.try_recv()
        {
            let clip = self.noted(result);
            self.clips.insert(text, Some(clip));
        }
    }

    fn noted(&mut self, result: Result<Clip, String>) -> Result<Clip, ()> {
        result.map_err(|why| {
            if !self.is_reported {
                self.trouble.get_or_insert(why);
            }
        })
    }
}

impl RenderThread {
    fn start(voice: Voice, thread: &str, wake: WakeFn) -> Self {
        let is_slow = matches!(voice, Voice::Program(_));
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (requests, waiting) = mpsc::channel::<String>();
        let (done, results) = mpsc::channel();
        let mut render = voice.renderer(Arc::clone(&is_stopped));
        let stopped = Arc::clone(&is_stopped);
        let run = move || {
            for text in waiting {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let result = render(&text);
                if done.send((text, result)).is_err() {
                    return;
                }
                wake();
            }
        };
        // Where there can be no thread, there is no voice.
        let handle = thread::Builder::new().name(thread.to_owned()).spawn(run).ok();
        Self { requests: Some(requests), results, is_stopped, handle, is_slow }
    }

    fn request(&self, text: &str) {
        if let Some(requests) = &self.requests {
            let _ = requests.send(text.to_owned());
        }
    }
}

impl Drop for RenderThread {
    /// Ends the thread and the program that it waits for, which takes no longer than a look at the flag.
    fn drop(&mut self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        self.requests = None;
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::session::Mono;

    /// A sentence for which there is so much time.
    fn sentence(wordings: &[&str], millis: u64) -> Sentence {
        let wordings = wordings.iter().map(|wording| (*wording).to_owned()).collect();
        Sentence { at: Mono::default(), until: Mono(Duration::from_millis(millis)), wordings }
    }

    #[test]
    fn the_first_wording_is_said_for_which_there_is_time() {
        let mut speaker = Speaker::here(Voice::BuiltIn);
        let wordings = ["Next: single-leg hops, left, six reps", "left"];
        let mut seconds = |millis| speaker.say(&sentence(&wordings, millis), 1).map(|clip| clip.len() / 48_000);
        assert_eq!((seconds(9_000), seconds(1_000), seconds(100)), (Some(4), Some(0), None));
    }

    #[test]
    fn a_wording_is_said_once_it_is_rendered_and_no_shorter_one_before() {
        let (wake, woken) = mpsc::channel();
        let wake: WakeFn = Arc::new(move || wake.send(()).unwrap_or_default());
        let mut speaker = Speaker::on_thread(Voice::BuiltIn, "voice", wake);
        let sentences = [sentence(&["Next: hops", "hops"], 9_000)];
        speaker.prepare(&sentences[0].wordings);
        assert!(speaker.say(&sentences[0], 1).is_none());
        woken.recv().unwrap();
        speaker.forget_all_but(&sentences[0].wordings);
        let said = speaker.say(&sentences[0], 1).unwrap();
        assert_eq!(*said, *Voice::BuiltIn.render("Next: hops").unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_voice_that_fails_is_silent_and_says_why_once() {
        let (wake, woken) = mpsc::channel();
        let wake: WakeFn = Arc::new(move || wake.send(()).unwrap_or_default());
        let mut speaker = Speaker::on_thread(Voice::Program(Program::command("exit 1")), "voice", wake);
        let texts: Vec<String> = (0..5).map(|number| number.to_string()).collect();
        speaker.prepare(&texts);
        for _ in &texts {
            woken.recv().unwrap();
        }
        assert_eq!(speaker.trouble().as_deref(), Some("`exit 1`: it wrote nothing"));
        speaker.prepare(&["another".to_owned()]);
        woken.recv().unwrap();
        assert_eq!(speaker.trouble(), None);
        let wordings: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert!(speaker.say(&sentence(&wordings, 9_000), 1).is_none());
    }
}
