//! The voice of the program: `flite-rs`, which has the recordings in it. None of them is touched before the first sentence.

use flite_rs::Engine;
use unicode_normalization::UnicodeNormalization as _;

use super::{Render, wave};

/// The recordings at 16 kHz.
const RECORDINGS: &str = "kal16";

pub(super) fn renderer() -> Render {
    let mut engine = None;
    Box::new(move |text| {
        let engine = match &mut engine {
            Some(engine) => engine,
            none => none.insert(start()?),
        };
        let audio = engine.synthesize(&ascii(text));
        let samples: Vec<f32> = audio.samples.iter().map(|sample| f32::from(*sample) / f32::from(i16::MAX)).collect();
        // Of a name in letters that it does not know there may be nothing to say.
        Ok(wave::finished(&samples, audio.sample_rate).unwrap_or_default())
    })
}

fn start() -> Result<Engine, String> {
    let mut engine = Engine::try_new().map_err(|error| error.to_string())?;
    engine.select_voice(RECORDINGS);
    Ok(engine)
}

/// The letters that an English voice knows: those of others without their marks, as far as that makes one.
fn ascii(text: &str) -> String {
    let spaced = |c: char| if c.is_alphabetic() && !c.is_ascii() { ' ' } else { c };
    text.nfkd().map(spaced).filter(char::is_ascii).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How long a sentence is, in seconds.
    fn length(text: &str) -> f32 {
        let clip = renderer()(text).unwrap();
        f32::from(u16::try_from(clip.len() / 48).unwrap()) / 1_000.0
    }

    #[test]
    fn letters_with_marks_are_read_as_those_without() {
        assert_eq!(ascii("Übung à la carte, 足首"), "Ubung a la carte,   ");
    }

    #[test]
    fn a_number_takes_less_than_a_second() {
        for number in ["one", "two", "three", "seven", "ten", "twelve"] {
            assert!((0.2..0.9).contains(&length(number)), "{number}: {}", length(number));
        }
    }

    #[test]
    fn letters_of_other_scripts_are_not_said() {
        assert!(renderer()("足首").unwrap().is_empty());
    }
}
