//! Asking and answering. A question pauses work; a gap runs on under it and stops at its end.

use super::engine::{Progress, Session, Watch, Way};
use super::keys::DOUBLE_PRESS;
use super::timing::Mark;
use super::{Answer, Cue, Event, Fact, Key, Mono, Outcome, Question};
use crate::model::Level;

/// The question that is open.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) opened: Mono,
    /// Whether time runs on after it.
    pub(super) resumes: bool,
    /// Whether it interrupted work: not a gap, a get-ready or a pause.
    pub(super) in_work: bool,
    /// What has to be answered all the same when this one is answered with no: what becomes of work after a gap.
    under: Option<Question>,
    /// What was typed.
    pub(super) entry: String,
}

/// Characters of a note.
const LONGEST_NOTE: usize = 500;

impl Session {
    /// Opens a question; hands-free takes its default at once.
    pub(super) fn ask(&mut self, now: Mono, question: Question, out: &mut Vec<Event>) {
        let before = self.asked.take();
        let work = !self.step().is_gap();
        let (resumes, in_work) = match before {
            Some(before) => (before.resumes, before.in_work),
            None => (self.watch != Watch::Stopped, work && matches!(self.watch, Watch::Running(_))),
        };
        if work && self.progress == Progress::Steps {
            self.set(now, Watch::Stopped);
        }
        self.asked = Some(Asked { question, opened: now, resumes, in_work, under: None, entry: String::new() });
        if self.hands_free {
            self.assume(now, question, out);
        } else {
            out.push(self.cue(now, Cue::Asked(question)));
        }
    }

    /// Takes the default of a question that nobody is there to answer, and says so.
    pub(super) fn assume(&mut self, now: Mono, question: Question, out: &mut Vec<Event>) {
        out.push(self.cue(now, Cue::Assumed(question)));
        self.take_entry(now, question, "", out);
    }

    pub(super) fn answer_key(&mut self, now: Mono, key: Key, out: &mut Vec<Event>) {
        let Some(asked) = &mut self.asked else { return };
        let question = asked.question;
        match key {
            Key::Enter => {
                let double = asked.entry.is_empty() && now.since(asked.opened) < DOUBLE_PRESS;
                if !double {
                    let entry = std::mem::take(&mut asked.entry);
                    self.take_entry(now, question, &entry, out);
                }
            }
            Key::Escape => self.take_harmless(now, question, out),
            Key::Answer(answer) if question.options().contains(&answer) => {
                self.take_answer(now, question, answer, out);
            }
            Key::Digit(digit) if question.takes_number() => {
                let longer = format!("{}{}", asked.entry, digit.min(9));
                if longer.parse::<Level>().is_ok() && longer != "00" {
                    asked.entry = longer;
                }
                // Pain in mid-session is one key; only a 1 may still become a ten.
                if question == Question::PainNow && asked.entry != "1" {
                    let entry = std::mem::take(&mut asked.entry);
                    self.take_entry(now, question, &entry, out);
                }
            }
            Key::Digit(digit) => {
                self.answer_key(now, Key::Char(char::from(b'0' + digit.min(9))), out);
            }
            Key::Char(c) if question.takes_text() => {
                let fits = asked.entry.chars().count() < LONGEST_NOTE && crate::text::is_harmless(c);
                asked.entry.extend(fits.then_some(c));
            }
            Key::Backspace => {
                asked.entry.pop();
            }
            Key::Hold => {
                // Suspended under a question: a gap must not run on either.
                self.set(now, Watch::Stopped);
            }
            Key::Quit if question == Question::End => self.finish(now, false, out),
            Key::Quit if question.is_closing() => self.close(now, out),
            Key::Quit => {
                self.ask(now, Question::End, out);
                if let Some(asked) = &mut self.asked {
                    let needs_answer = matches!(question, Question::AfterGap(_) | Question::StopAfterGap(_));
                    asked.under = needs_answer.then_some(question);
                }
            }
            _ => {}
        }
    }

    /// What was typed, confirmed; nothing is the default.
    fn take_entry(&mut self, now: Mono, question: Question, entry: &str, out: &mut Vec<Event>) {
        match question {
            Question::End | Question::StopAfterGap(_) | Question::AfterGap(_) | Question::StopForPain(_) => {
                self.take_answer(now, question, question.options()[0], out);
            }
            Question::PainNow => match entry.parse() {
                Ok(pain) => {
                    out.push(self.fact(now, Fact::Pain(pain)));
                    if pain >= self.plan.pain_back {
                        self.ask(now, Question::StopForPain(pain), out);
                    } else {
                        self.dismiss(now, out);
                    }
                }
                Err(_) => self.dismiss(now, out),
            },
            Question::Effort => {
                self.answers.effort = entry.parse().ok();
                self.ask(now, Question::WorstPain, out);
            }
            Question::WorstPain => {
                self.answers.pain = entry.parse().ok();
                self.ask(now, Question::Note, out);
            }
            Question::Note => {
                let note = entry.trim();
                self.answers.note = (!note.is_empty()).then(|| note.to_owned());
                self.close(now, out);
            }
        }
    }

    fn take_answer(&mut self, now: Mono, question: Question, answer: Answer, out: &mut Vec<Event>) {
        match (question, answer) {
            (_, Answer::Yes) => self.finish(now, false, out),
            (Question::StopAfterGap(length), Answer::No) if self.asked.as_ref().is_some_and(|asked| asked.in_work) => {
                self.ask(now, Question::AfterGap(length), out);
            }
            (_, Answer::No) => match self.asked.as_ref().and_then(|asked| asked.under) {
                Some(under) => self.ask(now, under, out),
                None => self.dismiss(now, out),
            },
            (_, Answer::Redo) => {
                self.resume_time(now);
                self.move_to(now, self.cursor, out);
            }
            (_, Answer::Count | Answer::Skip) => {
                let outcome = if answer == Answer::Count { Outcome::Done } else { Outcome::Skipped };
                let to = self.following(self.run(now), self.cursor);
                self.resume_time(now);
                self.leave(now, outcome, out);
                self.go(now, to, Way::Key, out);
            }
        }
    }

    fn take_harmless(&mut self, now: Mono, question: Question, out: &mut Vec<Event>) {
        match question {
            Question::End | Question::StopAfterGap(_) | Question::StopForPain(_) => {
                self.take_answer(now, question, Answer::No, out);
            }
            Question::AfterGap(_) => self.take_answer(now, question, Answer::Redo, out),
            Question::PainNow => self.dismiss(now, out),
            Question::Effort | Question::WorstPain | Question::Note => {
                self.take_entry(now, question, "", out);
            }
        }
    }

    /// Closes the question, and the session goes on where it stood.
    fn dismiss(&mut self, now: Mono, out: &mut Vec<Event>) {
        let Some(asked) = self.asked.take() else { return };
        self.block.opened = now;
        let ended = matches!(self.block.passed, Some((_, Mark::End)));
        if ended {
            self.set(now, Watch::Running(now));
            self.complete(now, Way::Key, out);
        } else if asked.resumes && self.cap_at().is_some_and(|cap| self.run(now) >= cap) {
            self.set(now, Watch::Running(now));
            self.cap(now, Way::Key, out);
        } else if asked.resumes && self.watch == Watch::Stopped {
            self.go_on(now, out);
        }
    }

    /// Closes the question; time runs again if it did before.
    fn resume_time(&mut self, now: Mono) {
        if self.asked.take().is_some_and(|asked| asked.resumes) {
            self.set(now, Watch::Running(now));
        }
    }
}
