//! What a desktop is shown of a session: the properties of a player of media, and which keys its buttons are.

use crossterm::event::MediaKeyCode;
use tokio_dbus::{Alignment, ObjectPath, Raw, Signature, Variant};

use crate::plan::StepId;
use crate::session::{Stage, View};
use crate::words::step;

/// The interfaces of a player.
pub(super) const ROOT: &str = "org.mpris.MediaPlayer2";
pub(super) const PLAYER: &str = "org.mpris.MediaPlayer2.Player";

/// A dictionary of properties.
pub(super) const DICTIONARY: &Signature = Signature::new_const(b"a{sv}");

/// What a desktop shows of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Playback {
    pub(super) status: PlaybackStatus,
    track: Option<Track>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PlaybackStatus {
    Playing,
    Paused,
    #[default]
    Stopped,
}

/// The exercise that is done, or comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Track {
    step: StepId,
    title: String,
}

/// The value of a property.
pub(super) enum Property<'a> {
    Value(Variant<'a>),
    NoStrings,
    Metadata(Option<&'a Track>),
}

impl Playback {
    pub(super) fn of(view: &View<'_>) -> Self {
        let status = match view.stage {
            Stage::Running | Stage::GetReady(_) => PlaybackStatus::Playing,
            Stage::Paused | Stage::Waiting => PlaybackStatus::Paused,
            Stage::Closing | Stage::Over => PlaybackStatus::Stopped,
        };
        let work = view.step.is_gap().then_some(view.next).flatten().map_or(view.index, |next| next.step);
        let title = step::name(view.plan.card(work), view.plan[work].side);
        Self { status, track: Some(Track { step: work, title }) }
    }

    pub(super) fn status(&self) -> (&'static str, Property<'static>) {
        let word = match self.status {
            PlaybackStatus::Playing => "Playing",
            PlaybackStatus::Paused => "Paused",
            PlaybackStatus::Stopped => "Stopped",
        };
        ("PlaybackStatus", Property::Value(Variant::String(word)))
    }

    pub(super) fn metadata(&self) -> (&'static str, Property<'_>) {
        ("Metadata", Property::Metadata(self.track.as_ref()))
    }

    pub(super) fn properties(&self, interface: &str) -> Vec<(&'static str, Property<'_>)> {
        let is = |name, yes| (name, Property::Value(Variant::Bool(yes)));
        let one = |name| (name, Property::Value(Variant::F64(1.0)));
        match interface {
            ROOT => vec![
                ("Identity", Property::Value(Variant::String("calfguide"))),
                is("CanQuit", false),
                is("CanRaise", false),
                is("HasTrackList", false),
                ("SupportedUriSchemes", Property::NoStrings),
                ("SupportedMimeTypes", Property::NoStrings),
            ],
            PLAYER => vec![
                self.status(),
                self.metadata(),
                is("CanControl", true),
                is("CanPlay", true),
                is("CanPause", true),
                is("CanGoNext", true),
                is("CanGoPrevious", true),
                is("CanSeek", false),
                ("Position", Property::Value(Variant::I64(0))),
                one("Rate"),
                one("MinimumRate"),
                one("MaximumRate"),
                one("Volume"),
            ],
            _ => Vec::new(),
        }
    }
}

/// The key that a method of a player stands for; `None` where it has no effect, which depends on whether the session
/// plays.
pub(super) fn key(method: &str, plays: bool) -> Option<MediaKeyCode> {
    match method {
        "PlayPause" => Some(MediaKeyCode::PlayPause),
        "Play" => (!plays).then_some(MediaKeyCode::PlayPause),
        "Pause" | "Stop" => plays.then_some(MediaKeyCode::PlayPause),
        "Next" => Some(MediaKeyCode::TrackNext),
        "Previous" => Some(MediaKeyCode::TrackPrevious),
        _ => None,
    }
}

/// Writes properties with their names.
pub(super) fn dictionary<'a>(raw: Raw<'_>, properties: impl IntoIterator<Item = (&'static str, Property<'a>)>) {
    let mut array = raw.into_array(Alignment::U64);
    for (name, property) in properties {
        let mut entry = array.as_raw();
        entry.align(Alignment::U64);
        entry.store(name);
        property.store(entry);
    }
}

impl Property<'_> {
    pub(super) fn store(self, mut raw: Raw<'_>) {
        match self {
            Self::Value(value) => raw.store(value),
            Self::NoStrings => {
                raw.store_signature(Signature::new_const(b"as"));
                raw.store_array(Alignment::U32);
            }
            Self::Metadata(track) => {
                raw.store_signature(DICTIONARY);
                let id = track.map(|track| format!("/calfguide/step/{}", track.step.0));
                let id = id.as_ref().and_then(|id| ObjectPath::new(id).ok()).map(Variant::ObjectPath);
                let title = track.map(|track| Variant::String(&track.title));
                let known = [("mpris:trackid", id), ("xesam:title", title)];
                dictionary(raw, known.into_iter().filter_map(|(name, value)| Some((name, Property::Value(value?)))));
            }
        }
    }
}
