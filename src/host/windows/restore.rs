//! The modes of the console: changed and restored, after a panic in any thread too.

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::super::{DISPENSABLE_THREAD, escapes};

/// Whether there is anything to restore now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Changes the modes: every key arrives at once and does nothing by itself.
pub(super) fn take(titled: bool) -> io::Result<()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| restore_before_panic(titled));
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    Ok(())
}

/// Restores the modes; whoever writes to the screen restores that.
pub(super) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = disable_raw_mode();
    }
}

/// The message of a panic would be lost with the full screen, so that is left first. Then the program ends.
fn restore_before_panic(titled: bool) {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() == Some(DISPENSABLE_THREAD) {
            return;
        }
        if TAKEN.swap(false, Ordering::SeqCst) {
            let _ = disable_raw_mode();
            let _ = io::stdout().write_all(&escapes::leave(titled)).and_then(|()| io::stdout().flush());
        }
        print(panic);
        #[expect(clippy::exit, reason = "the other threads would go on with a broken session")]
        std::process::exit(101);
    }));
}
