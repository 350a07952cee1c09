//! A handle that ends a wait from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Makes the current `World::wait`, or else the next one, return `Wake::Due`.
#[derive(Clone)]
pub struct Waker {
    called: Arc<AtomicBool>,
    /// Ends the sleep of the operating system.
    interrupt: Arc<dyn Fn() + Send + Sync>,
}

impl Waker {
    pub fn new(interrupt: impl Fn() + Send + Sync + 'static) -> Self {
        Self { called: Arc::default(), interrupt: Arc::new(interrupt) }
    }

    pub fn wake(&self) {
        // One interruption is enough for all calls until the next look, so nothing piles up.
        if !self.called.swap(true, Ordering::SeqCst) {
            (self.interrupt)();
        }
    }

    /// Whether it was called since this was asked last.
    pub fn take(&self) -> bool {
        self.called.swap(false, Ordering::SeqCst)
    }
}
