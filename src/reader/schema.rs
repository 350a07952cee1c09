//! The JSON Schema of a routine, made of the table of its keys. It is of draft 7, and has nothing that the editors'
//! readers of draft 4 do not know.
//!
//! It has the keys of each table and the kinds of their values. What depends on two keys, or on the sizes of numbers in
//! a text, only the reader checks.

use serde_json::{Map, Value, json};

use super::exercise::ENTRIES_MAX;
use super::keys::{FILE, KeysOf, TableKey, ValueKind};
use super::value::COUNT_MAX;
use crate::model::Field;
use crate::text::NAME_MAX;

/// A number of seconds, minutes and so on.
const NUMBER: &str = r"[0-9]+(\.[0-9]+)?";
/// A count, and a range of counts. A range may have spaces around its dash, which may be an en dash.
const COUNT: &str = "[1-9][0-9]{0,4}";
const DASH: &str = " *[-\u{2013}] *";

/// The JSON Schema of a routine.
pub fn schema() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    schema.extend(object(&FILE));
    schema.insert("title".to_owned(), "A routine of calfguide, format 1".into());
    schema.into()
}

fn object(table: &KeysOf) -> Map<String, Value> {
    let properties: Map<_, _> = table.keys().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<_> = table.keys().filter(|key| key.required).map(|key| key.name).collect();
    let mut object = Map::new();
    object.insert("title".to_owned(), table.header.unwrap_or(table.table).trim_matches('`').into());
    object.insert("type".to_owned(), "object".into());
    object.insert("properties".to_owned(), properties.into());
    // Draft 4 takes no empty list here.
    if !required.is_empty() {
        object.insert("required".to_owned(), required.into());
    }
    object.insert("additionalProperties".to_owned(), false.into());
    object
}

fn property(key: &TableKey) -> Value {
    let mut property = Map::new();
    // An address of another page means nothing in an editor.
    let meaning = key.meaning.replace("; see [exports.md](exports.md)", "").replace("[figure](figures.md)", "figure");
    property.insert("description".to_owned(), format!("{meaning} ({})", key.value.words()).into());
    property.extend(value(key.value));
    property.into()
}

fn value(kind: ValueKind) -> Map<String, Value> {
    let value = match kind {
        ValueKind::Format => json!({ "type": "integer", "enum": [1] }),
        ValueKind::Slug => text(&["[^\\u0000-,./:-`{-\\u007f-]+(-[^\\u0000-,./:-`{-\\u007f-]+)*"]),
        ValueKind::Name => name(),
        ValueKind::Names => list(&name()),
        ValueKind::Text => text(&[&harmless("")]),
        ValueKind::Texts => list(&text(&[&harmless("")])),
        ValueKind::Prose => text(&[&harmless(r"\n\r\t")]),
        ValueKind::Proses => list(&text(&[&harmless(r"\n\r\t")])),
        ValueKind::Flag => json!({ "type": "boolean" }),
        ValueKind::Count => whole(1, COUNT_MAX),
        ValueKind::Counts => any(&[whole(1, COUNT_MAX), text(&[&counts()])]),
        ValueKind::Span => any(&[whole(1, COUNT_MAX), text(&[&counts(), &at_least()])]),
        ValueKind::Whole(low, high) => whole(low, high),
        ValueKind::Work | ValueKind::Gap => text(&[&duration(&["h", "m", "s", "ms"])]),
        ValueKind::GapOrRange => text(&[&duration_or_range()]),
        ValueKind::Days => text(&[&duration(&["w", "d", "h", "m", "s", "ms"])]),
        ValueKind::Reps => {
            let in_list = any(&[whole(1, COUNT_MAX), text(&["max", &at_least()])]);
            any(&[whole(1, COUNT_MAX), text(&["max", &at_least(), &counts()]), list(&in_list)])
        }
        ValueKind::Time => any(&[text(&[&duration_or_range()]), list(&text(&[&duration(&["h", "m", "s", "ms"])]))]),
        ValueKind::Distance => text(&[r"[0-9]+(\.[0-9]{1,3})?(m|km|mi)"]),
        ValueKind::Tempo => text(&[&format!("{NUMBER}([-\u{2013}]{NUMBER}){{1,3}}")]),
        ValueKind::Words(words) => json!({ "type": "string", "enum": words() }),
        ValueKind::Fields => {
            let fields = Field::ALL.map(Field::key);
            any(&[json!({ "type": "boolean", "enum": [true] }), list(&json!({ "type": "string", "enum": fields }))])
        }
        ValueKind::Ceiling => {
            let one = || [whole(1, COUNT_MAX), text(&[&duration(&["h", "m", "s", "ms"])])];
            let [count, duration] = one();
            any(&[count, duration, list(&any(&one()))])
        }
        ValueKind::Table(table) => object(table).into(),
        ValueKind::Tables(table) => {
            let mut tables = list(&object(table).into());
            if ["week", "session"].contains(&table.table) {
                tables["maxItems"] = ENTRIES_MAX.into();
            }
            tables
        }
    };
    match value {
        Value::Object(value) => value,
        _ => Map::new(),
    }
}

fn any(kinds: &[Value]) -> Value {
    json!({ "anyOf": kinds })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "minItems": 1, "maxItems": COUNT_MAX, "items": items })
}

fn whole(low: u32, high: u32) -> Value {
    json!({ "type": "integer", "minimum": low, "maximum": high })
}

fn name() -> Value {
    let mut name = text(&[&harmless("")]);
    name["maxLength"] = NAME_MAX.into();
    name
}

/// Some characters, none of which a terminal obeys, or these.
fn harmless(besides: &str) -> String {
    let harmful = r"\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069";
    if besides.is_empty() { format!("[^{harmful}]+") } else { format!("([^{harmful}]|[{besides}])+") }
}

/// A text that is one of these patterns.
fn text(patterns: &[&str]) -> Value {
    json!({ "type": "string", "pattern": format!("^({})$", patterns.join("|")) })
}

fn counts() -> String {
    format!("{COUNT}{DASH}{COUNT}")
}

fn at_least() -> String {
    format!("{COUNT}\\+")
}

fn duration_or_range() -> String {
    let duration = duration(&["h", "m", "s", "ms"]);
    format!("({duration})({DASH}({duration}))?")
}

/// Units in this order, each at most once, the last number with or without decimals.
fn duration(units: &[&str]) -> String {
    let ending_in = |last: usize| {
        let before: Vec<_> = units[..last].iter().map(|unit| format!("([0-9]+{unit} ?)?")).collect();
        format!("{}{NUMBER}{}", before.concat(), units[last])
    };
    (0..units.len()).map(ending_in).collect::<Vec<_>>().join("|")
}
