//! Time and memory of processes, from the outside.

use std::fs;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// The wall time of one run, which must succeed, in ms.
pub(crate) fn time_ms(command: &mut Command) -> Result<f64> {
    let begun = Instant::now();
    let status = silent(command)?.wait()?;
    let time = begun.elapsed();
    succeeded(status).map(|()| time.as_secs_f64() * 1e3)
}

/// The peak resident size of one run, in MB.
pub(crate) fn peak_mb(command: &mut Command) -> Result<f64> {
    // The spawn returns when the new program has taken the place of the copy of this one, so what is read is its own.
    // The size is gone when the process has ended; what it grew after the last look is missed.
    let mut child = silent(command)?;
    let mut peak: f64 = 0.0;
    while let Some(now) = resident_peak_mb(child.id()) {
        peak = peak.max(now);
    }
    succeeded(child.wait()?).map(|()| peak)
}

fn silent(command: &mut Command) -> Result<Child> {
    Ok(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
}

fn succeeded(status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { Err(format!("failed: {status}").into()) }
}

/// What a running process has used since its start.
pub(crate) struct Usage {
    pub cpu: Duration,
    pub peak_mb: f64,
}

impl Usage {
    /// `None` when it has ended.
    pub(crate) fn of(pid: u32) -> Option<Self> {
        Some(Self { cpu: cpu(pid)?, peak_mb: resident_peak_mb(pid)? })
    }
}

fn resident_peak_mb(pid: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u32 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(f64::from(kib) * 1024.0 / 1e6)
}

/// CPU time of a process with all that it started. Threads that run are counted to the nanosecond; a thread that ended
/// is only in its process's own figure, and a process that ended only in its parent's, both in hundredths of a second.
fn cpu(pid: u32) -> Option<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program, in brackets, may hold anything. Counted from behind it, 11 to 14 are the times: user and
    // system, of the process and of its children that ended.
    let (_, fields) = stat.rsplit_once(')')?;
    let times: Vec<u32> = fields.split_whitespace().skip(11).take(4).filter_map(|field| field.parse().ok()).collect();
    let [user, system, children_user, children_system] = times[..] else { return None };

    let mut threads = Duration::ZERO;
    let mut children = TICK * (children_user + children_system);
    for task in fs::read_dir(format!("/proc/{pid}/task")).ok()?.flatten() {
        let read = |file: &str| fs::read_to_string(task.path().join(file)).unwrap_or_default();
        let nanoseconds = read("schedstat").split(' ').next().and_then(|field| field.parse().ok());
        threads += Duration::from_nanos(nanoseconds.unwrap_or(0));
        children += read("children").split_whitespace().filter_map(|child| cpu(child.parse().ok()?)).sum::<Duration>();
    }
    Some(threads.max(TICK * (user + system)) + children)
}
