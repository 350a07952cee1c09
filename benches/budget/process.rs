//! The time and memory that processes take.

use std::fs;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// The wall time of one run in ms, which must succeed.
pub(crate) fn time_ms(command: &mut Command) -> Result<f64> {
    let begun = Instant::now();
    let status = silent(command)?.wait()?;
    let time = begun.elapsed();
    succeeded(status).map(|()| time.as_secs_f64() * 1e3)
}

/// The peak resident size of one run in MB, which must succeed.
pub(crate) fn peak_mb(command: &mut Command) -> Result<f64> {
    // The spawn returns after the exec, so every size that is read is that of the new program. After the exit it cannot
    // be read any more, so growth after the last reading is missed.
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

/// The CPU time and memory that a running process has used since its start.
pub(crate) struct Usage {
    pub cpu: Duration,
    pub peak_mb: f64,
}

impl Usage {
    /// `None` if the process has ended.
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

/// The CPU time of a process and of everything that it started. Running threads are counted to the nanosecond; an ended
/// thread only counts in the figure of its process, and an ended process in that of its parent, both in units of 10 ms.
fn cpu(pid: u32) -> Option<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program, in parentheses, may contain anything. The fields 11 to 14 after it are times: user and
    // system, of the process and of its ended children.
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
