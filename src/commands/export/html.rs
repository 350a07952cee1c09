//! A routine as a handout for paper and for phones.

use jiff::Zoned;

use crate::cli::PartArgs;
use crate::commands::{Failure, catalogue, figures, naming, sessions};
use crate::plan;
use crate::ui::handout::Handout;

/// A routine as it is asked today.
pub(super) fn handout(typed: Option<&str>, part: &PartArgs, now: &Zoned) -> Result<String, Failure> {
    let (routine, today) = sessions::as_asked(catalogue::load(typed)?, now);
    let plan = plan::build(&routine, &today, &naming::part(&routine, part)?)?;
    let figures = figures::of(&plan);
    Ok(Handout { routine: &routine, today: &today, plan: &plan, figures: &figures, made: now.date() }.html())
}
