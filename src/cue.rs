//! What of a session is to be heard.

use crate::session::Cue;

/// Whether a cue rings the bell of the terminal.
pub fn rings(cue: &Cue) -> bool {
    match cue {
        Cue::Ready(_)
        | Cue::Go
        | Cue::HalfWay
        | Cue::LowEnd
        | Cue::Last(_)
        | Cue::Done
        | Cue::Switch
        | Cue::Asked(_)
        | Cue::SessionDone => true,
        Cue::Rep(_)
        | Cue::Part(_)
        | Cue::Overrun(_)
        | Cue::GetReady
        | Cue::Assumed(_)
        | Cue::Refused(_)
        | Cue::Length(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_often_is_silent() {
        assert!([Cue::Ready(3), Cue::Go, Cue::Last(1), Cue::Done, Cue::SessionDone].iter().all(rings));
        assert!(![Cue::Rep(1), Cue::Part(0), Cue::GetReady].iter().any(rings));
    }
}
