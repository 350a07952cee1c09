//! `schema`: what a routine may have, for editors.

use std::io::Write;

use super::{Failure, write_json};
use crate::reader;

pub(super) fn schema(out: &mut dyn Write) -> Result<(), Failure> {
    write_json(out, &reader::schema())
}
