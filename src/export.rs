//! Files for other programs, made of a plan or of a session that was done.

pub mod fit;
pub mod ics;
