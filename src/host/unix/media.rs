//! The media keys of a desktop and the buttons of a headset. A desktop sends them to what plays media, over the session
//! bus of its user and as MPRIS says; so a session is such a player while it goes on. Dropping it leaves the bus.

mod bus;
mod message;
mod playback;

use crossterm::event::MediaKeyCode;
use rustix::event::PollFd;
use rustix::process::getpid;
use tokio_dbus::org_freedesktop_dbus::{NOT_SUPPORTED_ERROR, NameFlag, NameReply, PROPERTIES_INTERFACE};
use tokio_dbus::{Alignment, BodyBuf, ObjectPath, Result, Signature, Variant};

use super::super::world::Wake;
use crate::session::View;
use bus::Bus;
use message::{Call, HeaderField, MessageKind, Received};
use playback::{DICTIONARY, PLAYER, Playback, PlaybackStatus, ROOT, dictionary, key};

/// Our name on the bus.
const NAME: &str = "org.mpris.MediaPlayer2.calfguide";

/// The one object that a player is.
const PATH: &ObjectPath = ObjectPath::new_const(b"/org/mpris/MediaPlayer2");

/// A player of media, as a desktop sees it.
pub(super) struct MediaPlayer {
    bus: Bus,
    /// The serial of the call that asked for the name.
    asked: u32,
    /// What was sent to the desktop last.
    playback: Playback,
    /// Whether the session has been paused or gone on with since, by a key that it may not have got yet.
    toggled: bool,
}

impl MediaPlayer {
    /// Enters the bus, without waiting for it; `None` where there is none.
    pub(super) fn begin() -> Option<Self> {
        Bus::connect().map(Self::on)
    }

    fn on(bus: Bus) -> Self {
        let mut player = Self { bus, asked: 0, playback: Playback::default(), toggled: false };
        player.ask_for(NAME);
        player
    }

    fn ask_for(&mut self, name: &str) {
        let mut arguments = BodyBuf::new();
        // Two values cannot be too many.
        let _ = arguments.store(name).and_then(|()| arguments.store(NameFlag::DO_NOT_QUEUE));
        self.asked = self.bus.call("RequestName", &arguments);
    }

    /// What to poll.
    pub(super) fn interest(&self) -> PollFd<'_> {
        self.bus.interest()
    }

    /// Answers what has arrived, and returns the keys among it; `None` where there is no bus any more.
    pub(super) fn serve(&mut self) -> Option<Vec<Wake>> {
        let messages = self.bus.serve()?;
        let keys = messages.iter().filter_map(|message| match Received::parse(message).ok()? {
            Received::Call(call) => self.handle_call(&call),
            Received::Reply { to, mut body } => {
                if to == self.asked && body.load::<NameReply>().ok() == Some(NameReply::EXISTS) {
                    self.ask_for(&format!("{NAME}.instance{}", getpid().as_raw_pid()));
                }
                None
            }
            Received::Other => None,
        });
        Some(keys.map(Wake::Media).collect())
    }

    /// Tells the desktop the state of the session, where that has changed.
    pub(super) fn show(&mut self, view: Option<&View<'_>>) {
        self.toggled = false;
        let playback = view.map(Playback::of).unwrap_or_default();
        if playback == self.playback {
            return;
        }
        self.playback = playback;
        let fields = [
            (HeaderField::Path, Variant::ObjectPath(PATH)),
            (HeaderField::Interface, Variant::String(PROPERTIES_INTERFACE)),
            (HeaderField::Member, Variant::String("PropertiesChanged")),
        ];
        if let Ok(body) = self.changes() {
            self.bus.send(MessageKind::Signal, &fields, &body);
        }
    }

    /// What may have changed.
    fn changes(&self) -> Result<BodyBuf> {
        let mut body = BodyBuf::new();
        body.store(PLAYER)?;
        dictionary(body.store_raw(DICTIONARY)?, [self.playback.status(), self.playback.metadata()]);
        body.store_raw(Signature::new_const(b"as"))?.store_array(Alignment::U32);
        Ok(body)
    }

    /// Answers a call, and returns the key that it stands for.
    fn handle_call(&mut self, call: &Call<'_>) -> Option<MediaKeyCode> {
        let answer = self.answer(call);
        if call.wants_reply {
            let to = [
                (HeaderField::Destination, Variant::String(call.sender)),
                (HeaderField::ReplyTo, Variant::U32(call.serial)),
                (HeaderField::ErrorName, Variant::String(NOT_SUPPORTED_ERROR)),
            ];
            match &answer {
                Ok(Some(body)) => self.bus.send(MessageKind::Return, &to[..2], body),
                _ => self.bus.send(MessageKind::Error, &to, &BodyBuf::new()),
            };
        }
        let plays = (self.playback.status == PlaybackStatus::Playing) != self.toggled;
        let key = if call.path == PATH && call.interface == PLAYER { key(call.method, plays) } else { None };
        self.toggled ^= key == Some(MediaKeyCode::PlayPause);
        key
    }

    /// What a call returns; `None` where there is nothing of this name. Methods that have no effect return too.
    fn answer(&self, call: &Call<'_>) -> Result<Option<BodyBuf>> {
        let (mut body, mut arguments) = (BodyBuf::new(), call.arguments.clone());
        match (call.interface, call.method) {
            _ if call.path != PATH => return Ok(None),
            (
                PLAYER,
                "PlayPause" | "Play" | "Pause" | "Stop" | "Next" | "Previous" | "Seek" | "SetPosition" | "OpenUri",
            )
            | (ROOT, "Raise" | "Quit") => {}
            (PROPERTIES_INTERFACE, "GetAll") => {
                dictionary(body.store_raw(DICTIONARY)?, self.playback.properties(arguments.read::<str>()?));
            }
            (PROPERTIES_INTERFACE, "Get") => {
                let properties = self.playback.properties(arguments.read::<str>()?);
                let name = arguments.read::<str>()?;
                let Some((_, property)) = properties.into_iter().find(|(known, _)| *known == name) else {
                    return Ok(None);
                };
                property.store(body.store_raw(Signature::VARIANT)?);
            }
            _ => return Ok(None),
        }
        Ok(Some(body))
    }
}

#[cfg(test)]
mod tests;
