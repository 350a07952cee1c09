//! What a word on the command line names: an id, or any part of an id or a name that only one of them has.

use super::Failure;
use crate::cli::PartArgs;
use crate::model::{Exercise, Routine};
use crate::settings::Settings;
use crate::text;
use crate::words::nearest::nearest;

/// What a word may name: its id, and what it is called.
pub(super) type IdAndName<'a> = (&'a str, &'a str);

/// The exercises of a routine.
pub(super) fn exercises(routine: &Routine) -> Vec<IdAndName<'_>> {
    routine.exercises().map(named).collect()
}

/// The exercises of a routine that grow.
pub(super) fn growing(routine: &Routine) -> Vec<IdAndName<'_>> {
    routine.exercises().filter(|exercise| exercise.progression.is_some()).map(named).collect()
}

fn named(exercise: &Exercise) -> IdAndName<'_> {
    (&exercise.id, &exercise.name)
}

/// The phases of a routine.
pub(super) fn phases(routine: &Routine) -> Vec<IdAndName<'_>> {
    routine.phases.iter().map(|phase| (&*phase.id, &*phase.name)).collect()
}

/// The settings that choose a part of a routine, with the ids of what was typed.
pub(super) fn part(routine: &Routine, args: &PartArgs) -> Result<Settings, Failure> {
    let (exercises, phases) = (exercises(routine), phases(routine));
    let exercise = |typed: &String| require("exercise", typed, &exercises).map(str::to_owned);
    let phase = |typed: &String| require("phase", typed, &phases).map(str::to_owned);
    Ok(Settings {
        phase: args.phase.as_ref().map(phase).transpose()?,
        from: args.from.as_ref().map(exercise).transpose()?,
        skip: args.skip.iter().map(exercise).collect::<Result<_, _>>()?,
        ..Settings::default()
    })
}

/// What a word names among these.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match<'a> {
    One(&'a str),
    /// It is a part of several ids or names; the ids.
    Several(Vec<&'a str>),
    None,
}

/// Finds the id that was typed, in full or in part. Names are compared as the ids that are made of them.
pub(super) fn find<'a>(typed: &str, all: &[IdAndName<'a>]) -> Match<'a> {
    if let Some((id, _)) = all.iter().find(|(id, _)| *id == typed) {
        return Match::One(id);
    }
    let Some(part) = text::slug(typed) else { return Match::None };
    let is_named = |(id, name): &&IdAndName<'a>| [text::slug(id), text::slug(name)].contains(&Some(part.clone()));
    let has_part = |(id, name): &&IdAndName<'a>| {
        [text::slug(id), text::slug(name)].into_iter().flatten().any(|slug| slug.contains(&part))
    };
    let whole: Vec<&str> = all.iter().filter(is_named).map(|(id, _)| *id).collect();
    let parts: Vec<&str> = all.iter().filter(has_part).map(|(id, _)| *id).collect();
    match (whole.as_slice(), parts.as_slice()) {
        ([one], _) | ([], [one]) => Match::One(one),
        ([], []) => Match::None,
        _ => Match::Several(parts),
    }
}

/// The id of what was typed among these, or a failure that leads on.
pub(super) fn require<'a>(what: &str, typed: &str, all: &[IdAndName<'a>]) -> Result<&'a str, Failure> {
    match find(typed, all) {
        Match::One(id) => Ok(id),
        Match::Several(ids) => Err(several(typed, &ids)),
        Match::None => Err(missing(what, typed).help(offered(&format!("{what}s"), typed, all))),
    }
}

/// The id of the exercise that was typed, of those that grow, or a failure that leads on.
pub(super) fn require_growing<'a>(routine: &'a Routine, typed: &str) -> Result<&'a str, Failure> {
    let (growing, all) = (growing(routine), exercises(routine));
    let failure = match (find(typed, &growing), find(typed, &all)) {
        (Match::One(id), _) => return Ok(id),
        (Match::Several(ids), _) => return Err(several(typed, &ids)),
        (Match::None, Match::One(id)) => Failure::usage(format!("`{id}` does not grow")),
        (Match::None, _) => missing("exercise", typed),
    };
    Err(failure.help(match growing.as_slice() {
        [] => "no exercise of this routine grows".to_owned(),
        growing => offered("exercises that grow", typed, growing),
    }))
}

fn missing(what: &str, typed: &str) -> Failure {
    Failure::usage(format!("there is no {what} `{typed}` in this routine"))
}

/// What may be typed instead.
fn offered(what: &str, typed: &str, all: &[IdAndName<'_>]) -> String {
    match nearest(typed, all.iter().map(|(id, _)| *id)) {
        Some(id) => format!("did you mean `{id}`?"),
        None => format!("the {what} are {}", all.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ")),
    }
}

/// The failure that a word is a part of several names.
pub(super) fn several(typed: &str, ids: &[&str]) -> Failure {
    let help = format!("write more of one of them: {}", ids.join(", "));
    Failure::usage(format!("`{typed}` is a part of several names")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [IdAndName<'_>; 5] = [
        ("single-leg-hops", "Single-leg hops"),
        ("4-way-pogos", "4-way pogos"),
        ("pogos-2", "Slow pogos"),
        ("lunge", "Reverse lunge to knee drive"),
        ("side-lunge", "Side lunge"),
    ];

    #[test]
    fn a_part_that_only_one_has_names_it() {
        for (typed, id) in [
            ("single-leg-hops", "single-leg-hops"),
            ("hops", "single-leg-hops"),
            ("Hops", "single-leg-hops"),
            ("single leg", "single-leg-hops"),
            ("Reverse lunge to knee drive", "lunge"),
            ("knee", "lunge"),
            ("4", "4-way-pogos"),
            ("slow", "pogos-2"),
        ] {
            assert_eq!(find(typed, &ALL), Match::One(id), "{typed}");
        }
        assert_eq!(find("lunge", &ALL), Match::One("lunge"), "a whole id is meant before a part of another");
    }

    #[test]
    fn other_parts_name_nothing_alone() {
        assert_eq!(find("pogos", &ALL), Match::Several(vec!["4-way-pogos", "pogos-2"]));
        for typed in ["squat", "", "-", "hopss"] {
            assert_eq!(find(typed, &ALL), Match::None, "{typed}");
        }
    }
}
