//! What `new` asks in a terminal. An answer is checked as a file is, and asked for again in the words of the reader.

use std::io::{self, BufRead, Write};

use super::template::{self, NewExercise, NewMeasure};
use crate::{reader, text};

/// Asks for exercises until there are no more; Enter alone takes the defaults. `None` where nobody answers any more.
pub(super) fn exercises(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    id: &str,
    name: &str,
) -> io::Result<Option<Vec<NewExercise>>> {
    let mut done: Vec<NewExercise> = Vec::new();
    loop {
        let problem = |exercise: NewExercise| {
            let exercises: Vec<_> = done.iter().cloned().chain([exercise]).collect();
            problem_of(id, &template::text(id, name, &exercises))
        };
        let example = NewExercise::example();
        let (question, default) = match done.len() {
            0 => ("Exercise", &*example.name),
            _ => ("Another exercise, or Enter to end", ""),
        };
        let named = |typed: &str| NewExercise { name: typed.to_owned(), ..example.clone() };
        let is_end = |typed: &str| typed.is_empty() && !done.is_empty();
        let is_taken = |typed: &str| done.iter().any(|other| text::slug(&other.name) == text::slug(typed));
        let problem_of_name = |typed: &str| match () {
            () if is_end(typed) => None,
            () if text::slug(typed).is_none() => Some("a name has a letter or a digit".to_owned()),
            () if is_taken(typed) => Some(format!("there is `{typed}` already: give another name")),
            () => problem(named(typed)),
        };
        let name = ask(question, default, problem_of_name, input, out)?;
        let Some(name) = name else { return Ok(None) };
        if is_end(&name) {
            return Ok(Some(done));
        }
        let measured = |typed: &str| NewExercise { measure: NewMeasure::of(typed), ..named(&name) };
        let measure =
            ask("  Reps or time, as in 10, 8-12 or 45s", "8-12", |typed| problem(measured(typed)), input, out)?;
        let Some(measure) = measure else { return Ok(None) };
        let is_choice = |typed: &str| ["y", "yes", "n", "no"].contains(&&*typed.to_lowercase());
        let choice = |typed: &str| (!is_choice(typed)).then(|| "type y or n".to_owned());
        let Some(side) = ask("  Each side on its own, y or n", "n", choice, input, out)? else { return Ok(None) };
        let sided = NewExercise { each_side: side.to_lowercase().starts_with('y'), ..measured(&measure) };
        let with_sets =
            |typed: &str| NewExercise { sets: template::value_of("sets", typed).to_owned(), ..sided.clone() };
        let Some(sets) = ask("  Sets", "3", |typed| problem(with_sets(typed)), input, out)? else { return Ok(None) };
        let exercise = with_sets(&sets);
        done.push(exercise);
    }
}

/// What is wrong with the text of a routine, and how to write it.
fn problem_of(id: &str, text: &str) -> Option<String> {
    let problems = reader::read("new", id, text).err()?;
    let first = problems.list.into_iter().next()?;
    Some([Some(first.message), first.help].into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// Asks until there is no problem with the answer.
fn ask(
    question: &str,
    default: &str,
    problem: impl Fn(&str) -> Option<String>,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<Option<String>> {
    loop {
        let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        write!(out, "{question}{shown}: ")?;
        out.flush()?;
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            writeln!(out)?;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let typed = line.trim();
        let answer = if typed.is_empty() { default } else { typed };
        match problem(answer) {
            None => return Ok(Some(answer.to_owned())),
            Some(problem) => writeln!(out, "  {}", text::line(&problem))?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(typed: &str) -> (Option<String>, String) {
        let mut out = Vec::new();
        let exercises = exercises(&mut typed.as_bytes(), &mut out, "calves", "Calves").unwrap();
        (exercises.map(|list| template::text("calves", "Calves", &list)), String::from_utf8(out).unwrap())
    }

    fn lines(text: &str) -> Vec<String> {
        let code = text.lines().map(|line| line.split(" #").next().unwrap().trim().to_owned());
        code.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    }

    #[test]
    fn what_is_answered_is_written() {
        let (text, _) = answer("Hops\n6-8\ny\n2-4\nWall sit\n45s\n\n1\n\n");
        let hops = ["[[phase.exercise]]", "name = \"Hops\"", "reps = \"6-8\"", "sides = \"each\"", "sets = \"2-4\""];
        let sit = ["[[phase.exercise]]", "name = \"Wall sit\"", "time = \"45s\"", "sets = 1"];
        assert_eq!(lines(&text.unwrap())[5..], [&hops[..], &sit[..]].concat());
    }

    #[test]
    fn what_cannot_be_read_is_asked_again_in_the_words_of_the_reader() {
        let (text, said) = answer("?\nHops\n1:30\n1m30s\nmaybe\n\n0\n\nHops\n\n");
        assert!(text.unwrap().contains("time = \"1m30s\""));
        for words in [
            "a letter or a digit",
            "write it as `time = \"1m30s\"`",
            "type y or n",
            "`sets`",
            "there is `Hops` already",
        ] {
            assert!(said.contains(words), "{words} is not in {said}");
        }
    }

    #[test]
    fn what_is_offered_is_taken() {
        for (typed, taken) in [
            ("10 reps\nreps = 10", "reps = 10"),
            ("AMRAP\nreps = \"max\"", "reps = \"max\""),
            ("Max\nmax", "reps = \"max\""),
            ("30 s\ntime = \"30s\"", "time = \"30s\""),
            ("3x10\nreps = 10", "reps = 10"),
        ] {
            let (text, said) = answer(&format!("Hops\n{typed}\nY\n3x\nsets = 3\n\n"));
            let text = text.unwrap();
            for line in [taken, "sets = 3", "sides = \"each\""] {
                assert!(lines(&text).contains(&line.to_owned()), "{line} is not in {text}");
            }
            assert!(said.contains(&format!("`{taken}`")), "{taken} is not in {said}");
        }
    }

    #[test]
    fn without_an_end_nothing_is_written() {
        for typed in ["", "Hops", "Hops\n8\ny\n", "Hops\n8\ny\n2\n"] {
            assert_eq!(answer(typed).0, None, "{typed}");
        }
    }

    #[test]
    fn whatever_is_written_is_good_and_has_no_remark() {
        for measure in ["8", "8-12", "12+", "max", "45s", "30s-1m30s"] {
            for rest in ["y\n1\n", "n\n2-4\n", "\n3\nSecond \"one\"\n10\ny\n2\n"] {
                let text = answer(&format!("\n{measure}\n{rest}\n")).0.unwrap();
                let found = reader::check_text("new", "calves", &text, |_| reader::FigureState::Good);
                assert_eq!(found.list, [], "{text}");
            }
        }
    }

    #[test]
    fn whatever_is_offered_in_a_comment_can_be_written() {
        let text = answer("\n\n\n\n\n").0.unwrap();
        let is_offer = |line: &&str| line.trim_start().starts_with("# ") && line.contains(" = ");
        assert_eq!(text.lines().filter(is_offer).count(), 8);
        for offer in text.lines().filter(is_offer) {
            let with = text.replace(offer, &offer.replacen("# ", "", 1));
            assert!(reader::read("new", "calves", &with).is_ok(), "{offer}");
        }
    }
}
