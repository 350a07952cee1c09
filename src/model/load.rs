//! A load that can be counted: a number with a unit of mass.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A load as the user enters it, below ten tons: `20kg`, `12.5kg`, `45lb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Load {
    thousandths: u32,
    unit: MassUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MassUnit {
    Kilogram,
    Pound,
}

/// Why a text is no load.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a load is a number below 10,000 with `kg` or `lb`, such as 20kg, 12.5kg or 45lb")]
pub struct InvalidLoad;

impl Load {
    /// The most characters that one is written with.
    pub const LONGEST: usize = 14;

    /// The number as it is written: `20`, `12.5`.
    pub fn number(self) -> String {
        let (whole, part) = (self.thousandths / 1_000, self.thousandths % 1_000);
        if part == 0 { whole.to_string() } else { format!("{whole}.{part:03}").trim_end_matches('0').to_owned() }
    }

    pub fn unit(self) -> MassUnit {
        self.unit
    }

    /// In kilograms; pounds to two decimals of them.
    pub fn kilograms(self) -> f64 {
        let number = f64::from(self.thousandths) / 1_000.0;
        match self.unit {
            MassUnit::Kilogram => number,
            MassUnit::Pound => (number * 0.453_592_37 * 100.0).round() / 100.0,
        }
    }
}

impl MassUnit {
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Kilogram => "kg",
            Self::Pound => "lb",
        }
    }
}

impl FromStr for Load {
    type Err = InvalidLoad;

    fn from_str(text: &str) -> Result<Self, InvalidLoad> {
        let text = text.trim();
        let unit_at = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).ok_or(InvalidLoad)?;
        let (number, unit) = text.split_at(unit_at);
        let unit = match unit.trim_start().to_ascii_lowercase().as_str() {
            "kg" => MassUnit::Kilogram,
            "lb" | "lbs" => MassUnit::Pound,
            _ => return Err(InvalidLoad),
        };
        Ok(Self { thousandths: thousandths(number).ok_or(InvalidLoad)?, unit })
    }
}

/// A number of at most four digits, with up to three decimals behind a point or a comma.
fn thousandths(number: &str) -> Option<u32> {
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let is_number =
        |digits: &str, most| (1..=most).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    if !is_number(whole, 4) || !is_number(part, 3) {
        return None;
    }
    Some(whole.parse::<u32>().ok()? * 1_000 + format!("{part:0<3}").parse::<u32>().ok()?)
}

impl fmt::Display for Load {
    /// As a routine file has it: `12.5kg`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.number(), self.unit.symbol())
    }
}

impl TryFrom<String> for Load {
    type Error = InvalidLoad;

    fn try_from(text: String) -> Result<Self, InvalidLoad> {
        text.parse()
    }
}

impl From<Load> for String {
    fn from(load: Load) -> Self {
        load.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_load_is_a_number_with_a_unit() {
        let table = [
            ("20kg", "20kg", 20.0),
            (" 20 KG ", "20kg", 20.0),
            ("12.5kg", "12.5kg", 12.5),
            ("12,5 kg", "12.5kg", 12.5),
            ("012.50kg", "12.5kg", 12.5),
            ("0kg", "0kg", 0.0),
            ("45lb", "45lb", 20.41),
            ("45 lbs", "45lb", 20.41),
            ("9999.999kg", "9999.999kg", 9_999.999),
        ];
        for (typed, written, kilograms) in table {
            let load: Load = typed.parse().unwrap();
            assert_eq!((load.to_string().as_str(), load.kilograms()), (written, kilograms), "{typed}");
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["", "20", "kg", "20 stone", "-5kg", "2.kg", ".5kg", "1.2.3kg", "1.0005kg", "10000kg", "20kg20kg"] {
            assert_eq!(text.parse::<Load>(), Err(InvalidLoad), "{text}");
        }
        assert!(serde_json::from_str::<Load>("20").is_err() && serde_json::from_str::<Load>("\"20\"").is_err());
        assert_eq!(serde_json::to_string(&"20kg".parse::<Load>().unwrap()).unwrap(), "\"20kg\"");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        // Kills: a decimal that is lost or moved, a unit that becomes the other one, a panic on any text.
        #[test]
        fn what_is_written_is_read_again(thousandths in 0..10_000_000_u32, is_metric: bool, text: String) {
            let unit = if is_metric { MassUnit::Kilogram } else { MassUnit::Pound };
            let load = Load { thousandths, unit };
            prop_assert_eq!(load.to_string().parse(), Ok(load));
            prop_assert!(load.to_string().len() <= Load::LONGEST);
            if let Ok(load) = text.parse::<Load>() {
                prop_assert_eq!(load.to_string().parse(), Ok(load));
            }
        }
    }
}
