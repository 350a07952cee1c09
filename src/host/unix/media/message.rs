//! Messages of D-Bus: a header, whose fields say what the message is, and a body.

use tokio_dbus::{Alignment, Body, BodyBuf, Endianness, ObjectPath, Result, Variant};

/// The part of a header that has a fixed length.
const FIXED: usize = 16;

/// The flag of a call that wants no reply.
const NO_REPLY: u8 = 1;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum MessageKind {
    Call = 1,
    Return = 2,
    Error = 3,
    Signal = 4,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum HeaderField {
    Path = 1,
    Interface = 2,
    Member = 3,
    ErrorName = 4,
    ReplyTo = 5,
    Destination = 6,
    Sender = 7,
    Signature = 8,
}

impl HeaderField {
    const ALL: [Self; 8] = [
        Self::Path,
        Self::Interface,
        Self::Member,
        Self::ErrorName,
        Self::ReplyTo,
        Self::Destination,
        Self::Sender,
        Self::Signature,
    ];
}

/// The bytes of a message. `serial` is its number among those of its sender, from 1.
pub(super) fn encode(kind: MessageKind, serial: u32, fields: &[(HeaderField, Variant<'_>)], body: &BodyBuf) -> Vec<u8> {
    let mut buf = BodyBuf::with_endianness(Endianness::LITTLE);
    let mut raw = buf.raw();
    raw.write_slice(&[b'l', kind as u8, 0, 1]);
    raw.store(u32::try_from(body.len()).unwrap_or(u32::MAX));
    raw.store(serial);
    let mut array = raw.store_array(Alignment::U64);
    let signature = (!body.is_empty()).then(|| (HeaderField::Signature, Variant::Signature(body.signature())));
    for (field, value) in fields.iter().copied().chain(signature) {
        let mut entry = array.as_raw();
        entry.align(Alignment::U64);
        entry.store(field as u8);
        entry.store(value);
    }
    array.finish();
    raw.align(Alignment::U64);
    raw.write_slice(body.get());
    buf.get().to_vec()
}

/// The length of the message that begins with these bytes; `None` where there are too few of them.
pub(super) fn length(bytes: &[u8]) -> Option<u64> {
    let fixed = copy(bytes.get(..FIXED)?);
    let mut fixed = fixed.as_body();
    let _kind = fixed.load::<u32>().ok()?;
    let body = fixed.load::<u32>().ok()?;
    let _serial = fixed.load::<u32>().ok()?;
    let fields = fixed.load::<u32>().ok()?;
    Some(FIXED as u64 + u64::from(fields).next_multiple_of(8) + u64::from(body))
}

/// The bytes of a message as something to read from.
pub(super) fn copy(bytes: &[u8]) -> BodyBuf {
    let is_big = bytes.first() == Some(&b'B');
    let mut buf = BodyBuf::with_endianness(if is_big { Endianness::BIG } else { Endianness::LITTLE });
    buf.raw().write_slice(bytes);
    buf
}

/// A message that has arrived.
#[derive(Debug)]
pub(super) enum Received<'a> {
    Call(Call<'a>),
    /// The answer to the call of this serial.
    Reply {
        to: u32,
        body: Body<'a>,
    },
    /// Nothing that concerns us.
    Other,
}

/// A call of a method.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) serial: u32,
    pub(super) sender: &'a str,
    pub(super) path: &'a ObjectPath,
    pub(super) interface: &'a str,
    pub(super) method: &'a str,
    pub(super) arguments: Body<'a>,
    pub(super) wants_reply: bool,
}

impl<'a> Received<'a> {
    /// # Errors
    ///
    /// That this is no message, or one of a form that nobody sends.
    pub(super) fn parse(message: &'a BodyBuf) -> Result<Self> {
        let mut rest = message.as_body();
        let [_endianness, kind, flags, _version] = [rest.load::<u8>()?, rest.load()?, rest.load()?, rest.load()?];
        let [_length, serial] = [rest.load::<u32>()?, rest.load()?];
        let mut call = Call {
            serial,
            sender: "",
            path: ObjectPath::ROOT,
            interface: "",
            method: "",
            arguments: message.as_body(),
            wants_reply: flags & NO_REPLY == 0,
        };
        let mut reply_to = 0;
        let mut fields = rest.load_raw_array(Alignment::U64)?;
        while !fields.is_empty() {
            fields.align_to(Alignment::U64)?;
            let field = fields.load::<u8>()?;
            let field = HeaderField::ALL.into_iter().find(|known| *known as u8 == field);
            match (field, fields.read_variant()?) {
                (Some(HeaderField::Path), Variant::ObjectPath(path)) => call.path = path,
                (Some(HeaderField::Interface), Variant::String(interface)) => call.interface = interface,
                (Some(HeaderField::Member), Variant::String(method)) => call.method = method,
                (Some(HeaderField::Sender), Variant::String(sender)) => call.sender = sender,
                (Some(HeaderField::ReplyTo), Variant::U32(serial)) => reply_to = serial,
                _ => {}
            }
        }
        rest.align_to(Alignment::U64)?;
        Ok(match kind {
            kind if kind == MessageKind::Call as u8 => Self::Call(Call { arguments: rest, ..call }),
            kind if kind == MessageKind::Return as u8 => Self::Reply { to: reply_to, body: rest },
            _ => Self::Other,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const PATH: &ObjectPath = ObjectPath::new_const(b"/org/calfguide");

    proptest! {
        // Kills: a field that is written at a wrong place, for the lengths of all before it.
        #[test]
        fn a_call_that_was_sent_is_the_call_that_arrives(
            names in vec("[a-z.]{0,20}", 3), argument in ".{0,40}", serial in 1..u32::MAX,
        ) {
            let [interface, method, sender] = &names[..] else { unreachable!() };
            let mut body = BodyBuf::new();
            body.store(argument.as_str()).unwrap();
            let fields = [
                (HeaderField::Interface, Variant::String(interface)),
                (HeaderField::Path, Variant::ObjectPath(PATH)),
                (HeaderField::Member, Variant::String(method)),
                (HeaderField::Sender, Variant::String(sender)),
            ];
            let bytes = encode(MessageKind::Call, serial, &fields, &body);
            let message = copy(&bytes);
            let Ok(Received::Call(mut call)) = Received::parse(&message) else { panic!("no call") };
            prop_assert_eq!(length(&bytes), Some(bytes.len() as u64));
            prop_assert_eq!((call.path, call.serial, call.wants_reply), (PATH, serial, true));
            prop_assert_eq!([call.interface, call.method, call.sender], [interface, method, sender]);
            prop_assert_eq!(call.arguments.read::<str>().unwrap(), argument);
        }

        #[test]
        fn any_bytes_are_a_message_or_none(bytes in vec(any::<u8>(), 0..200), order in "[lB]") {
            let bytes = [order.as_bytes(), &bytes].concat();
            length(&bytes);
            let _ = Received::parse(&copy(&bytes));
        }
    }

    #[test]
    fn a_message_in_the_order_of_another_machine_is_read() {
        let fields = b"\x05\x01u\0\0\0\0\x07";
        let bytes = [&b"B\x02\0\x01\0\0\0\x04\0\0\0\x01\0\0\0\x08"[..], fields, b"\0\0\0\x03"].concat();
        assert_eq!(length(&bytes), Some(28));
        let message = copy(&bytes);
        let Ok(Received::Reply { to: 7, mut body }) = Received::parse(&message) else { panic!("no reply") };
        assert_eq!(body.load::<u32>().unwrap(), 3);
    }
}
