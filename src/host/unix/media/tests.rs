//! What a desktop is answered.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use memchr::memmem;

use super::*;

/// A desktop, and a player on its bus.
struct Desktop {
    bus: UnixStream,
    player: MediaPlayer,
}

impl Desktop {
    fn new() -> Self {
        let (ours, mut bus) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        let mut player = MediaPlayer::on(Bus::over(ours).unwrap());
        bus.write_all(b"OK 1\r\n").unwrap();
        assert_eq!(player.serve(), Some(Vec::new()));
        bus.set_nonblocking(true).unwrap();
        Self { bus, player }
    }

    /// Sends a message to the player, and returns the keys that it takes it for.
    fn send(&mut self, kind: MessageKind, fields: &[(HeaderField, Variant<'_>)], body: &BodyBuf) -> Vec<Wake> {
        self.bus.write_all(&message::encode(kind, 1, fields, body)).unwrap();
        self.player.serve().unwrap()
    }

    /// What the player has sent since the last time.
    fn heard(&mut self) -> Vec<u8> {
        let mut heard = Vec::new();
        // It ends where nothing more is there.
        let _ = self.bus.read_to_end(&mut heard);
        heard
    }

    /// Calls a method, and returns the keys that it stands for and the answer, unless that is an error.
    fn call(&mut self, interface: &str, method: &str, arguments: &[&str]) -> (Vec<Wake>, Option<BodyBuf>) {
        let mut body = BodyBuf::new();
        for argument in arguments {
            body.store(*argument).unwrap();
        }
        let fields = [
            (HeaderField::Path, Variant::ObjectPath(PATH)),
            (HeaderField::Interface, Variant::String(interface)),
            (HeaderField::Member, Variant::String(method)),
            (HeaderField::Sender, Variant::String(":1.7")),
        ];
        self.heard();
        let keys = self.send(MessageKind::Call, &fields, &body);
        let answer = message::copy(&self.heard());
        let Ok(Received::Reply { to: 1, body }) = Received::parse(&answer) else { return (keys, None) };
        (keys, Some(message::copy(body.get())))
    }

    /// The keys of a method of the player, which is always answered.
    fn press(&mut self, method: &str) -> Vec<Wake> {
        let (keys, answer) = self.call(PLAYER, method, &[]);
        assert!(answer.is_some_and(|answer| answer.is_empty()), "{method}");
        keys
    }

    /// The methods called on the bus itself since the last time, and their first arguments.
    fn asked(&mut self) -> Vec<(String, String)> {
        const BEGIN: &[u8] = b"BEGIN\r\n";
        let mut heard = self.heard();
        let mut asked = Vec::new();
        let begin = memmem::find(&heard, BEGIN).map_or(0, |at| at + BEGIN.len());
        heard.drain(..begin);
        while let Some(length) = message::length(&heard) {
            let message = message::copy(&heard.drain(..usize::try_from(length).unwrap()).collect::<Vec<_>>());
            let Ok(Received::Call(mut call)) = Received::parse(&message) else { continue };
            let argument = call.arguments.read::<str>().unwrap_or_default().to_owned();
            asked.push((call.method.to_owned(), argument));
        }
        asked
    }
}

#[test]
fn a_button_is_a_key_where_it_changes_something() {
    let (toggles, none) = (vec![Wake::Media(MediaKeyCode::PlayPause)], Vec::new());
    let mut desktop = Desktop::new();
    let table = [
        (PlaybackStatus::Playing, [("PlayPause", &toggles), ("Play", &none), ("Pause", &toggles), ("Stop", &toggles)]),
        (PlaybackStatus::Paused, [("PlayPause", &toggles), ("Play", &toggles), ("Pause", &none), ("Stop", &none)]),
    ];
    for (status, buttons) in table {
        desktop.player.playback.status = status;
        for (button, keys) in buttons {
            desktop.player.toggled = false;
            assert_eq!(&desktop.press(button), keys, "{status:?} {button}");
        }
        assert_eq!(desktop.press("Next"), [Wake::Media(MediaKeyCode::TrackNext)]);
        assert_eq!(desktop.press("Previous"), [Wake::Media(MediaKeyCode::TrackPrevious)]);
        assert_eq!(desktop.press("Seek"), [], "that has no effect, and is no error");
    }
}

// Kills: a headset that says twice that it was taken off, and a session that goes on.
#[test]
fn a_button_that_is_pressed_twice_before_the_session_takes_it_pauses_it() {
    let mut desktop = Desktop::new();
    desktop.player.playback.status = PlaybackStatus::Playing;
    let pressed = ["Pause", "Pause", "Play", "Stop"].map(|button| desktop.press(button).len());
    assert_eq!(pressed, [1, 0, 1, 1]);
}

#[test]
fn what_is_not_known_is_an_error_and_no_key() {
    let mut desktop = Desktop::new();
    for (interface, method, arguments) in [
        (PLAYER, "Eject", &[][..]),
        ("org.example", "PlayPause", &[]),
        (PROPERTIES_INTERFACE, "Get", &[PLAYER, "Colour"]),
        (PROPERTIES_INTERFACE, "Get", &[]),
        (PROPERTIES_INTERFACE, "Set", &[PLAYER, "Volume"]),
    ] {
        let (keys, answer) = desktop.call(interface, method, arguments);
        assert!(keys.is_empty() && answer.is_none(), "{interface} {method}");
    }
}

// Kills: an answer that the bus takes for a fault, because nobody waits for it.
#[test]
fn a_call_that_wants_no_answer_gets_none() {
    let mut desktop = Desktop::new();
    desktop.heard();
    let fields = [
        (HeaderField::Path, Variant::ObjectPath(PATH)),
        (HeaderField::Interface, Variant::String(PLAYER)),
        (HeaderField::Member, Variant::String("Next")),
    ];
    let mut bytes = message::encode(MessageKind::Call, 1, &fields, &BodyBuf::new());
    bytes[2] = 1;
    desktop.bus.write_all(&bytes).unwrap();
    assert_eq!(desktop.player.serve().unwrap(), [Wake::Media(MediaKeyCode::TrackNext)]);
    assert!(desktop.heard().is_empty());
}

#[test]
fn a_property_can_be_read_alone_and_with_all_others() {
    let mut desktop = Desktop::new();
    let (_, answer) = desktop.call(PROPERTIES_INTERFACE, "Get", &[PLAYER, "PlaybackStatus"]);
    assert_eq!(answer.unwrap().as_body().read_variant().unwrap(), Variant::String("Stopped"));
    let (_, answer) = desktop.call(PROPERTIES_INTERFACE, "GetAll", &[ROOT]);
    let answer = answer.unwrap();
    let mut all = answer.as_body().load_raw_array(Alignment::U64).unwrap();
    for (name, value) in [
        ("Identity", Variant::String("calfguide")),
        ("CanQuit", Variant::Bool(false)),
        ("CanRaise", Variant::Bool(false)),
        ("HasTrackList", Variant::Bool(false)),
    ] {
        all.align_to(Alignment::U64).unwrap();
        assert_eq!((all.read::<str>().unwrap(), all.read_variant().unwrap()), (name, value));
    }
}

#[test]
fn where_the_name_is_taken_another_one_is() {
    let mut desktop = Desktop::new();
    let name = |name: &str| ("RequestName".to_owned(), name.to_owned());
    assert_eq!(desktop.asked(), [("Hello".to_owned(), String::new()), name(NAME)]);
    let mut reply = |to: u32, answer: NameReply| {
        let mut body = BodyBuf::new();
        body.store(answer).unwrap();
        desktop.send(MessageKind::Return, &[(HeaderField::ReplyTo, Variant::U32(to))], &body);
        desktop.asked()
    };
    assert_eq!(reply(1, NameReply::EXISTS), [], "that is the reply to something else");
    assert_eq!(reply(2, NameReply::PRIMARY_OWNER), []);
    let own = format!("{NAME}.instance{}", std::process::id());
    assert_eq!(reply(2, NameReply::EXISTS), [name(&own)]);
    assert_eq!(reply(2, NameReply::EXISTS), [], "it is asked for once");
}

#[test]
fn a_change_is_told_once() {
    let mut desktop = Desktop::new();
    desktop.heard();
    desktop.player.show(None);
    assert!(desktop.heard().is_empty(), "nothing has changed");
    desktop.player.playback.status = PlaybackStatus::Playing;
    desktop.player.show(None);
    let told = message::copy(&desktop.heard());
    let Ok(Received::Other) = Received::parse(&told) else { panic!("no signal") };
    let text = String::from_utf8_lossy(told.get());
    assert!(text.contains("PropertiesChanged") && text.contains("Stopped"), "{text}");
}
