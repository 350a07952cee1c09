//! The table of results, printed row by row as they come in.

use std::fmt::Display;

use crate::Result;

pub(crate) fn section(name: impl Display) {
    println!("\n{name}");
}

/// A row without a figure.
pub(crate) fn left_out(what: &str, reason: impl Display) {
    line(what, "-", "", "-", "-", "-", &reason.to_string());
}

/// Counts the budgets that were kept and missed, for the last line.
#[derive(Default)]
pub(crate) struct Table {
    kept: u32,
    missed: u32,
}

impl Table {
    /// Prints a figure with a note, its unit, and its budget if it has one. A figure that could not be measured misses its
    /// budget.
    pub(crate) fn row(&mut self, what: &str, figure: Result<(f64, String)>, unit: &str, budget: Option<f64>) {
        let limit = budget.map_or_else(|| "-".into(), short);
        let (figure, note) = match figure {
            Ok(figure) => figure,
            Err(error) => {
                self.missed += u32::from(budget.is_some());
                return line(what, "-", unit, &limit, "-", "failed", &error.to_string());
            }
        };
        let Some(budget) = budget else {
            return line(what, &short(figure), unit, &limit, "-", "-", &note);
        };
        let (count, verdict) = if figure <= budget { (&mut self.kept, "ok") } else { (&mut self.missed, "over") };
        *count += 1;
        line(what, &short(figure), unit, &limit, &format!("{:.2}", figure / budget), verdict, &note);
    }

    pub(crate) fn end(&self) {
        println!("\n{} of {} budgets kept", self.kept, self.kept + self.missed);
    }
}

pub(crate) fn head() {
    line("", "value", "", "budget", "ratio", "verdict", "");
}

fn line(what: &str, figure: &str, unit: &str, budget: &str, ratio: &str, verdict: &str, note: &str) {
    let line = format!("  {what:<36} {figure:>8} {unit:<6} {budget:>8} {ratio:>7}  {verdict:<7}  {note}");
    println!("{}", line.trim_end());
}

/// With three significant digits.
fn short(figure: f64) -> String {
    let decimals = match figure.abs() {
        ..1.0 => 3,
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{figure:.decimals$}")
}

/// NaN if there are no figures.
pub(crate) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => sorted[length / 2],
        length => f64::midpoint(sorted[length / 2 - 1], sorted[length / 2]),
    }
}

/// The given percentile of at least one figure.
pub(crate) fn percentile(figures: &[f64], percent: usize) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * percent).div_ceil(100).saturating_sub(1)]
}

pub(crate) fn lowest(figures: &[f64]) -> f64 {
    figures.iter().copied().fold(f64::NAN, f64::min)
}

pub(crate) fn highest(figures: &[f64]) -> f64 {
    figures.iter().copied().fold(f64::NAN, f64::max)
}

/// The median, with the lowest, which other load affects least, as a note.
pub(crate) fn median_and_lowest(times: &[f64]) -> (f64, String) {
    (median(times), format!("min {:.2}", lowest(times)))
}
