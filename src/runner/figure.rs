//! A figure that plays until a key is pressed.

use crate::host::{Wake, World};
use crate::runner::End;
use crate::ui::screen::FigurePlayer;

/// Plays a figure until its user has seen enough.
pub fn play(world: &mut dyn World, player: &mut FigurePlayer) -> End {
    let began = world.now();
    loop {
        let now = world.now();
        let mut until = None;
        if let Some(size) = world.size().filter(|_| world.drained()) {
            let mut bytes = Vec::new();
            player.show(now.since(began), size, &mut bytes);
            world.write(&bytes);
            until = player.changes_in(now.since(began)).map(|wait| now + wait);
        }
        match world.wait(until) {
            Wake::Due | Wake::Writable | Wake::Gap(_) | Wake::Sent { .. } | Wake::Media(_) => {}
            Wake::Repaint => player.repaint(),
            Wake::Suspend => {
                world.suspend();
                player.repaint();
            }
            Wake::Key(_) | Wake::Line(_) | Wake::Interrupt | Wake::InputGone => return End::Finished,
            Wake::OutputGone(why) => return End::OutputGone(why),
            Wake::Signal(signal) => return End::Signal(signal),
        }
    }
}
