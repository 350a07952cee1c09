//! Transcripts of sessions.

use super::*;
use crate::model::Level;
use crate::session::{Input, Session};
use crate::ui::fit;
use crate::ui::fixture::{at, millis, plan, secs};
use crate::ui::page::{PageChoice, Section, SectionBody, ShownWhen};

/// A session, its plain face, and the lines so far.
struct Talk {
    session: Session,
    face: Plain,
    now: Mono,
    output: Vec<u8>,
    unattended: bool,
    /// The columns of the terminal; `None` without one.
    columns: Option<u16>,
}

impl Talk {
    fn start(hands_free: bool) -> Self {
        let (session, events) = Session::start(Mono::default(), plan(), hands_free);
        let (face, output) = (Plain::new(), Vec::new());
        let mut talk = Self { session, face, now: Mono::default(), output, unattended: false, columns: None };
        talk.show(&events);
        talk
    }

    fn show(&mut self, events: &[Event]) {
        let view = self.session.view(self.now);
        let scene = Scene::Session {
            view: &view,
            wall: None,
            muted: false,
            speed: 1,
            unattended: self.unattended,
            trouble: None,
            news: &[],
        };
        self.face.show(scene, events, self.columns.map(|columns| (columns, 24)), &mut self.output);
    }

    /// Time passes, with a wake at each instant that is due.
    fn wait(mut self, time: Duration) -> Self {
        let until = self.now + time;
        while let Some(due) = self.session.deadline().filter(|due| *due <= until) {
            self.now = due;
            let events = self.session.handle(due, Input::Tick);
            self.show(&events);
        }
        self.now = until;
        self
    }

    /// Somebody types a line.
    fn line(mut self, line: &str) -> Self {
        self.output.extend(format!("[{line}]\n").bytes());
        let view = self.session.view(self.now);
        let scene = Scene::Session {
            view: &view,
            wall: None,
            muted: false,
            speed: 1,
            unattended: self.unattended,
            trouble: None,
            news: &[],
        };
        let commands = self.face.line(scene, line);
        let mut events = Vec::new();
        for command in commands {
            if let Action::Session(key) = command {
                events.extend(self.session.handle(self.now, Input::Key(key)));
            }
        }
        self.show(&events);
        self
    }

    /// The input ends.
    fn alone(mut self) -> Self {
        self.unattended = true;
        let events = self.session.continue_hands_free(self.now);
        self.show(&events);
        self
    }

    fn gap(mut self, length: Duration) -> Self {
        let events = self.session.handle(self.now, Input::Gap(length));
        self.show(&events);
        self
    }

    fn on_terminal(mut self, columns: u16) -> Self {
        self.columns = Some(columns);
        self
    }

    fn output(self) -> String {
        String::from_utf8(self.output).unwrap()
    }
}

#[test]
fn a_session_without_input_says_so_once() {
    let output = Talk::start(false).wait(secs(2)).alone().wait(secs(60)).output();
    let notices = output.lines().filter(|line| line.contains("no terminal to answer on")).collect::<Vec<_>>();
    assert_eq!(notices.len(), 1, "{output}");
    assert!(notices[0].contains("hands-free, about") && notices[0].contains("--dry-run"), "{notices:?}");
}

#[test]
fn a_session_that_runs_by_itself() {
    insta::assert_snapshot!(Talk::start(true).wait(secs(1_000)).output());
}

#[test]
fn a_session_with_somebody_at_the_keys() {
    let talk = Talk::start(false)
        .wait(secs(10))
        .line("")
        .wait(secs(5))
        .line("") // partial
        .wait(secs(2))
        .line("s")
        .wait(secs(60))
        .line("s")
        .wait(secs(4))
        .line("+")
        .wait(secs(45))
        .line("") // done
        .line("7")
        .wait(secs(10))
        .line("7") // the set was seven
        .line("p 6")
        .line("n")
        .line("hello")
        .line("j 99")
        .wait(secs(6))
        .line("b")
        .wait(secs(1))
        .line("q")
        .line("n")
        .line("q")
        .wait(secs(1))
        .line("y")
        .wait(secs(1))
        .line("6 - left calf tight");
    insta::assert_snapshot!(talk.output());
}

#[test]
fn a_machine_that_slept() {
    let talk = Talk::start(false).wait(secs(20)).gap(secs(150)).line("c").gap(secs(4_500)).wait(secs(1)).line("y");
    insta::assert_snapshot!(talk.output());
}

#[test]
fn what_can_be_asked_for() {
    let jump = format!("j {}", at::REPS.0 + 1);
    let talk = Talk::start(false).line("?").line("t").line("j").line(&jump).wait(millis(3_000)).line("t");
    insta::assert_snapshot!(talk.output());
}

#[test]
fn a_terminal_gets_the_same_words_and_none_is_broken() {
    let all = |talk: Talk| talk.line("?").line("t").line("j").wait(secs(1_000)).output();
    let (log, narrow) = (all(Talk::start(true)), all(Talk::start(true).on_terminal(30)));
    let mut later = narrow.lines().skip_while(|line| *line != "[?]");
    assert!(later.all(|line| fit::width(line) <= 30), "{narrow}");
    assert_eq!(narrow.split_whitespace().collect::<Vec<_>>(), log.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn a_page_is_printed_once_with_its_keys() {
    let section = |heading, body| Section { heading, body, shown: ShownWhen::Always };
    let page = Page {
        title: "Strong, happy calves".to_owned(),
        sections: vec![
            section(None, SectionBody::Paragraphs(vec!["about 17-34 min".to_owned()])),
            section(Some("You need"), SectionBody::List(vec!["ball".to_owned()])),
        ],
        enter: "starts",
        on_enter: None,
        choices: Vec::new(),
        prompt: None,
        can_answer: true,
        voice: None,
        figure: None,
    };
    let mut face = Plain::new();
    let mut out = Vec::new();
    face.show(Scene::Page(&page), &[], None, &mut out);
    face.show(Scene::Page(&page), &[], None, &mut out);
    let output = String::from_utf8(out).unwrap();
    assert_eq!(output, "Strong, happy calves\n\nabout 17-34 min\n\nYou need:\n- ball\n\nEnter starts, q leaves\n");
    assert_eq!(face.line(Scene::Page(&page), ""), [Action::Start]);
    assert_eq!(face.line(Scene::Page(&page), "q"), [Action::Session(Key::Quit)]);
}

#[test]
fn a_page_that_changes_prints_what_is_new_of_it() {
    let section = |text: &str| Section {
        heading: None,
        body: SectionBody::Paragraphs(vec![text.to_owned()]),
        shown: ShownWhen::Always,
    };
    let morning = PageChoice::Morning;
    let asked = Page {
        title: "Strong, happy calves".to_owned(),
        sections: vec![section("about 17-34 min"), section("As last time.")],
        enter: "starts",
        on_enter: None,
        choices: vec![(PageChoice::FirstPhase, "phase 1 alone")],
        prompt: Some(Prompt::Question("Pain the morning after Tue 10 Nov?".to_owned())),
        can_answer: true,
        voice: None,
        figure: None,
    };
    let told = Page {
        sections: vec![section("about 17-34 min"), section("One rep more.")],
        prompt: Some(Prompt::Notice("Saved.".to_owned())),
        ..asked.clone()
    };
    let mut face = Plain::new();
    let mut shown = |page: &Page| {
        let mut out = Vec::new();
        face.show(Scene::Page(page), &[], None, &mut out);
        String::from_utf8(out).unwrap()
    };
    let keys = "Enter starts, 0-10 answers, - no answer, q leaves";
    assert!(shown(&asked).ends_with(&format!("As last time.\n\nPain the morning after Tue 10 Nov?\n\n{keys}\n")));
    assert_eq!(shown(&told), "\nOne rep more.\n\nSaved.\n\nEnter starts, 1 phase 1 alone, q leaves\n");
    let voiced = |voice| Page { voice: Some(voice), ..told.clone() };
    let hints = |voice| format!("\nEnter starts, 1 phase 1 alone, q leaves, v turns the voice {voice}\n");
    assert_eq!((shown(&voiced(false)), shown(&voiced(true))), (hints("on"), hints("off")));
    let mut choice = |page: &Page, line: &str| face.line(Scene::Page(page), line);
    assert_eq!(choice(&asked, "10"), [Action::Choose(morning(Level::new(10)))]);
    assert_eq!(choice(&asked, "1"), [Action::Choose(morning(Level::new(1)))]);
    assert_eq!(choice(&asked, "-"), [Action::Choose(morning(None))]);
    assert_eq!(choice(&told, "1"), [Action::Choose(PageChoice::FirstPhase)]);
    assert_eq!(choice(&voiced(false), "v"), [Action::Voice]);
}
