//! The id and the name in the text of a routine, which is otherwise kept as it is.

use std::ops::Range;

use toml::de::DeTable;

/// A text as it is written in a file.
pub fn quoted(text: &str) -> String {
    // What JSON escapes, TOML escapes in the same way.
    serde_json::Value::from(text).to_string()
}

/// The name at the top of a text, where it has one.
pub fn title(text: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    Some(table.get_ref().get("name")?.get_ref().as_str()?.to_owned())
}

/// The text of a good routine with this id and name at its top.
pub fn renamed(text: &str, id: &str, name: &str) -> String {
    let Ok(table) = DeTable::parse(text) else { return text.to_owned() };
    let (id, name) = (quoted(id), quoted(name));
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    if let Some((key, value)) = table.get_ref().get_key_value("name") {
        changes.push((value.span(), name));
        match table.get_ref().get("id") {
            Some(value) => changes.push((value.span(), id)),
            None => changes.push((key.span().start..key.span().start, format!("id = {id}\n"))),
        }
    }
    // From the end, so that the places before stay.
    changes.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut text = text.to_owned();
    for (at, new) in changes {
        text.replace_range(at, &new);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_id_and_the_name_at_the_top_change() {
        let rest = "[[phase]]\nid = 'p'\nname = 'P' # P\n";
        let text = format!("# A\nid = 'a' # stays\nname = '''A\nB'''\n{rest}");
        assert_eq!(renamed(&text, "b", "B \"2\""), format!("# A\nid = \"b\" # stays\nname = \"B \\\"2\\\"\"\n{rest}"));
        let text = format!("format = 1\n  \"name\" = 'A'\n{rest}");
        assert_eq!(renamed(&text, "b", "B"), format!("format = 1\n  id = \"b\"\n\"name\" = \"B\"\n{rest}"));
    }
}
