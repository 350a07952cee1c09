//! The figures that can be named: the user's own and the built-in ones.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::Failure;
use super::naming::{self, Match};
use super::own::is_own;
use crate::diagnostic::Problems;
use crate::figure::{Figure, Figures};
use crate::plan::Plan;
use crate::reader::FigureState;
use crate::words::nearest::nearest;
use crate::{paths, reader, text};

/// Id and text.
const BUILT_IN: [(&str, &str); 58] = [
    ("ankle-rock", include_str!("../../routines/figures/ankle-rock.toml")),
    ("back-to-front-pogo", include_str!("../../routines/figures/back-to-front-pogo.toml")),
    ("ball-roll", include_str!("../../routines/figures/ball-roll.toml")),
    ("bent-knee-heel-raise", include_str!("../../routines/figures/bent-knee-heel-raise.toml")),
    ("bird-dog", include_str!("../../routines/figures/bird-dog.toml")),
    ("chin-to-chest", include_str!("../../routines/figures/chin-to-chest.toml")),
    ("crunch", include_str!("../../routines/figures/crunch.toml")),
    ("curl-up", include_str!("../../routines/figures/curl-up.toml")),
    ("desk-stretch", include_str!("../../routines/figures/desk-stretch.toml")),
    ("double-leg-pogo", include_str!("../../routines/figures/double-leg-pogo.toml")),
    ("downward-dog-pedal", include_str!("../../routines/figures/downward-dog-pedal.toml")),
    ("ear-to-shoulder", include_str!("../../routines/figures/ear-to-shoulder.toml")),
    ("forearm-stretch", include_str!("../../routines/figures/forearm-stretch.toml")),
    ("goblet-squat", include_str!("../../routines/figures/goblet-squat.toml")),
    ("half-kneeling-ankle-stretch", include_str!("../../routines/figures/half-kneeling-ankle-stretch.toml")),
    ("hamstring-stretch", include_str!("../../routines/figures/hamstring-stretch.toml")),
    ("hands-behind-back", include_str!("../../routines/figures/hands-behind-back.toml")),
    ("hands-behind-head", include_str!("../../routines/figures/hands-behind-head.toml")),
    ("heel-dig", include_str!("../../routines/figures/heel-dig.toml")),
    ("heel-raise", include_str!("../../routines/figures/heel-raise.toml")),
    ("heel-raise-on-step", include_str!("../../routines/figures/heel-raise-on-step.toml")),
    ("heel-walk", include_str!("../../routines/figures/heel-walk.toml")),
    ("hip-flexor-stretch", include_str!("../../routines/figures/hip-flexor-stretch.toml")),
    ("jog", include_str!("../../routines/figures/jog.toml")),
    ("jog-on-the-spot", include_str!("../../routines/figures/jog-on-the-spot.toml")),
    ("jumping-jack", include_str!("../../routines/figures/jumping-jack.toml")),
    ("knee-bend", include_str!("../../routines/figures/knee-bend.toml")),
    ("knee-lift", include_str!("../../routines/figures/knee-lift.toml")),
    ("knee-to-wall", include_str!("../../routines/figures/knee-to-wall.toml")),
    ("leg-swing", include_str!("../../routines/figures/leg-swing.toml")),
    ("lunge", include_str!("../../routines/figures/lunge.toml")),
    ("march", include_str!("../../routines/figures/march.toml")),
    ("mountain-climber", include_str!("../../routines/figures/mountain-climber.toml")),
    ("nordic-hamstring", include_str!("../../routines/figures/nordic-hamstring.toml")),
    ("one-leg-balance", include_str!("../../routines/figures/one-leg-balance.toml")),
    ("outer-thigh-stretch", include_str!("../../routines/figures/outer-thigh-stretch.toml")),
    ("pin-and-pump", include_str!("../../routines/figures/pin-and-pump.toml")),
    ("plank", include_str!("../../routines/figures/plank.toml")),
    ("push-up", include_str!("../../routines/figures/push-up.toml")),
    ("reverse-lunge-to-knee-drive", include_str!("../../routines/figures/reverse-lunge-to-knee-drive.toml")),
    ("side-plank", include_str!("../../routines/figures/side-plank.toml")),
    ("side-to-side-pogo", include_str!("../../routines/figures/side-to-side-pogo.toml")),
    ("single-leg-heel-raise", include_str!("../../routines/figures/single-leg-heel-raise.toml")),
    ("single-leg-hops", include_str!("../../routines/figures/single-leg-hops.toml")),
    ("sit", include_str!("../../routines/figures/sit.toml")),
    ("skipping", include_str!("../../routines/figures/skipping.toml")),
    ("sprint", include_str!("../../routines/figures/sprint.toml")),
    ("squat", include_str!("../../routines/figures/squat.toml")),
    ("squat-to-heel-raise", include_str!("../../routines/figures/squat-to-heel-raise.toml")),
    ("step-up", include_str!("../../routines/figures/step-up.toml")),
    ("straight-knee-pogo", include_str!("../../routines/figures/straight-knee-pogo.toml")),
    ("straight-knee-wall-rock", include_str!("../../routines/figures/straight-knee-wall-rock.toml")),
    ("thigh-stretch", include_str!("../../routines/figures/thigh-stretch.toml")),
    ("toe-walk", include_str!("../../routines/figures/toe-walk.toml")),
    ("triceps-dip", include_str!("../../routines/figures/triceps-dip.toml")),
    ("walk", include_str!("../../routines/figures/walk.toml")),
    ("wall-calf-stretch", include_str!("../../routines/figures/wall-calf-stretch.toml")),
    ("wall-sit", include_str!("../../routines/figures/wall-sit.toml")),
];

/// The figures that the cards of a plan name. What is not found or has problems is not among them.
pub(super) fn of(plan: &Plan) -> Figures {
    let ids: BTreeSet<&str> = plan.cards.iter().filter_map(|card| card.figure.as_deref()).collect();
    ids.into_iter().filter_map(|id| Some((id.to_owned(), Arc::new(good(id)?)))).collect()
}

/// Reads the figure with this id: the user's own, else the built-in one. `None` where there is none.
fn read(id: &str) -> Option<Result<Figure, Problems>> {
    // Only a slug is the name of a file in the folder; a journal may hold any text.
    if text::slug(id).as_deref() != Some(id) {
        return None;
    }
    if let Some(file) = own(id).filter(|file| file.symlink_metadata().is_ok()) {
        return Some(reader::open_figure(&file));
    }
    let (name, text) = BUILT_IN.iter().find(|(name, _)| *name == id)?;
    Some(reader::read_figure(&format!("{name} (built in)"), text))
}

fn own(id: &str) -> Option<PathBuf> {
    Some(paths::figures()?.join(format!("{id}.toml")))
}

/// Whether a built-in figure has this id.
pub(super) fn is_built_in(id: &str) -> bool {
    BUILT_IN.iter().any(|(built_in, _)| *built_in == id)
}

/// Whether there is a good figure with this id.
pub(super) fn state(id: &str) -> FigureState {
    match read(id) {
        Some(Ok(_)) => FigureState::Good,
        Some(Err(_)) => FigureState::Bad,
        None => FigureState::Missing { nearest: nearest(id, ids().iter().map(String::as_str)).map(str::to_owned) },
    }
}

/// The figure that was typed: by its id, or by a part of an id that only one has.
pub(super) fn find(typed: &str) -> Result<Figure, Failure> {
    let ids = ids();
    let named: Vec<_> = ids.iter().map(|id| (id.as_str(), id.as_str())).collect();
    let id = match naming::find(typed, &named) {
        Match::One(id) => id,
        Match::Several(ids) => return Err(naming::several(typed, &ids)),
        Match::None => "",
    };
    let missing = || {
        let help = match nearest(typed, ids.iter().map(String::as_str)) {
            Some(id) => format!("did you mean `{id}`?"),
            None => "`calfguide figure --list` lists all figures".to_owned(),
        };
        Failure::usage(format!("there is no figure `{typed}`")).help(help)
    };
    read(id).ok_or_else(missing)?.map_err(|problems| Failure::Problems(vec![problems]))
}

/// The figure with this id, where there is one without problems.
pub(super) fn good(id: &str) -> Option<Figure> {
    read(id)?.ok()
}

/// All figures by their ids; `None` is one that has problems.
pub(super) fn all() -> impl Iterator<Item = (String, Option<Figure>)> {
    ids().into_iter().map(|id| (id.clone(), good(&id)))
}

/// The ids of all figures.
fn ids() -> BTreeSet<String> {
    let files = paths::figures().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
    let files = files.map(|file| file.path()).filter(|path| is_own(path));
    let own = files.filter_map(|path| path.file_stem()?.to_str().and_then(text::slug));
    own.chain(BUILT_IN.iter().map(|(id, _)| (*id).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_built_in_figure_can_be_shown_and_has_an_id() {
        for (id, text) in BUILT_IN {
            assert_eq!(text::slug(id).as_deref(), Some(id));
            assert!(reader::read_figure(id, text).is_ok(), "{id}");
        }
    }

    #[test]
    fn a_name_that_is_no_slug_is_no_file() {
        for id in ["../squat", "/etc/passwd", "", ".", "Squat", "a/b", "squat.toml"] {
            assert!(read(id).is_none(), "{id}");
        }
        assert_eq!(state("knee-to-wal"), FigureState::Missing { nearest: Some("knee-to-wall".to_owned()) });
    }
}
