//! Whether the screen is kept on.

use std::time::Duration;

use super::Runner;
use crate::session::Stage;

/// How long a session may stand still until the screen may go off.
const TIMEOUT: Duration = Duration::from_mins(1);

impl Runner<'_> {
    /// Keeps the screen on while the session goes on, and a while longer.
    pub(super) fn keep_awake(&mut self) {
        let now = self.now();
        let stage = self.session.as_ref().map(|session| session.view(now).stage);
        self.still_since = match stage {
            Some(Stage::Paused | Stage::Waiting) => self.still_since.or(Some(now)),
            _ => None,
        };
        let in_steps = !matches!(stage, None | Some(Stage::Closing | Stage::Over));
        self.world.keep_awake(in_steps && self.still_since.is_none_or(|since| now.since(since) < TIMEOUT));
    }
}
