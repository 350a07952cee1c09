"""What `sound.sh` measures: starts a sound server with a sink that leads nowhere, records that sink, runs sessions, and
compares what was heard with what was due. All times are those of the clock that goes on while the machine sleeps."""

import atexit
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import numpy

RATE = 48_000
PROGRAM, SERVER = sys.argv[1:3]
HOME = tempfile.mkdtemp(prefix="calfguide-sound-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
CLOCK = time.CLOCK_BOOTTIME
# The fundamental of each sound in Hz.
PITCH = {"Tick": 1000, "Accent": 1500, "HalfWay": 988, "Last": 660, "Ready": 880, "Go": 1760, "SetDone": 1319,
         "SessionDone": 784, "Paused": 440, "Resumed": 440, "Restored": 330, "Minimum": 784, "Switch": 494}

os.environ.update(XDG_RUNTIME_DIR=HOME, HOME=HOME, XDG_DATA_HOME=HOME + "/data", XDG_CONFIG_HOME=HOME + "/config",
                  TERM="dumb")
for name in ("PULSE_SERVER", "PULSE_COOKIE", "WAYLAND_DISPLAY", "DISPLAY"):
    os.environ.pop(name, None)

failures = []


def check(what, is_true):
    print(f"{SERVER}: {what}: {'ok' if is_true else 'NOT OK'}", flush=True)
    if not is_true:
        failures.append(what)


def quiet(*command):
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def until(is_true, seconds=15, every=0.05):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_true():
            return True
        time.sleep(every)
    return False


def answers():
    return subprocess.run(["pactl", "info"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


class Sink:
    """A running server with a sink."""

    def __init__(self):
        if SERVER == "pulseaudio":
            self.processes = [quiet("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                                    "--realtime=no", "--high-priority=no",
                                    "-L", "module-null-sink sink_name=nowhere rate=48000 channels=2",
                                    "-L", "module-native-protocol-unix")]
        else:
            self.processes = [quiet("pipewire"), quiet("wireplumber"), quiet("pipewire-pulse")]
        if not until(answers):
            sys.exit(f"skipped: {SERVER} does not start here")
        if SERVER == "pipewire":
            load = ["pactl", "load-module", "module-null-sink", "sink_name=nowhere", "rate=48000", "channels=2"]
            until(lambda: subprocess.run(load, stdout=subprocess.DEVNULL).returncode == 0)
            subprocess.run(["pactl", "set-default-sink", "nowhere"])
            time.sleep(1)

    def kill(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()

    def stop(self):
        for process in self.processes:
            process.send_signal(signal.SIGSTOP)


class Recording:
    """What the sink plays, with the time at which each part of it arrived."""

    def __enter__(self):
        self.parec = subprocess.Popen(
            ["parec", "-d", "nowhere.monitor", "--raw", "--format=s16le", "--rate=48000", "--channels=1",
             "--latency-msec=10"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        self.parts, self.times, self.count = [], [], 0
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        until(lambda: self.count > RATE // 5)
        return self

    def read(self):
        while part := os.read(self.parec.stdout.fileno(), 4096):
            now = time.clock_gettime(CLOCK)
            self.parts.append(part)
            self.count += len(part) // 2
            self.times.append((self.count, now))

    def __exit__(self, *_):
        time.sleep(0.5)
        self.parec.terminate()
        self.parec.wait()
        self.reader.join()
        sound = b"".join(self.parts)
        self.samples = numpy.frombuffer(sound[:len(sound) // 2 * 2], dtype="<i2").astype(float) / 32768
        self.index, self.arrived = numpy.array(self.times).T

    def time_of(self, sample):
        """A part can arrive late and never early, so the earliest of its neighbours counts."""
        offset = self.arrived - self.index / RATE
        near = abs(self.index - sample) < RATE
        return sample / RATE + (offset[near] if near.any() else offset).min()

    def onsets(self, silence):
        """When sound begins after so much silence, in seconds."""
        loud = numpy.flatnonzero(abs(self.samples) > 0.01)
        first = loud[numpy.diff(loud, prepend=-RATE) > silence * RATE]
        return [(self.time_of(one), one) for one in first]

    def strength(self, pitch, begin, end):
        """How strong a pitch is between two times, from 0 to 1: the highest of all windows of 20 ms."""
        window, offset = RATE // 50, self.time_of(0)
        best = 0.0
        for at in range(int((begin - offset) * RATE), int((end - offset) * RATE) - window, window // 4):
            part = self.samples[at:at + window] * numpy.hanning(window)
            wave = numpy.exp(-2j * numpy.pi * pitch * numpy.arange(window) / RATE)
            best = max(best, 4 * abs((part * wave).sum()) / window)
        return best


def routine(text):
    path = os.path.join(HOME, "routine.toml")
    with open(path, "w") as file:
        file.write(text)
    return path


def exercise(lines, prepare="4s", rest="4s"):
    return routine(f"""format = 1
name = "Sound"
[defaults]
prepare = "{prepare}"
rest = "{rest}"
[[phase]]
name = "Work"
[[phase.exercise]]
name = "Hop"
{lines}
""")


class Session:
    """A session in plain lines on a terminal, to which keys can be sent."""

    def __init__(self, path, *options):
        self.log = os.path.join(HOME, "due.txt")
        if os.path.exists(self.log):
            os.remove(self.log)
        self.began = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ["CALFGUIDE_TEST_SOUNDS"] = self.log
            os.execv(PROGRAM, [PROGRAM, "run", path, "--plain", "--yes", "--no-record", *options])
        self.text, self.first, self.length = "", None, None
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        try:
            while part := os.read(self.terminal, 4096):
                self.first = self.first or time.monotonic() - self.began
                self.text += part.decode()
        except OSError:
            pass
        self.length = time.monotonic() - self.began

    def type(self, line):
        now = time.clock_gettime(CLOCK)
        os.write(self.terminal, line.encode() + b"\n")
        return now

    def due(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log) as file:
            return [(int(at) / 1e9, name) for at, name in (line.split() for line in file if line.endswith("\n"))]

    def wait_for(self, name):
        """Waits until this sound is due, and returns when it was."""
        known = len(self.due())
        until(lambda: any(sound == name for _, sound in self.due()[known:]), 60, 0.002)
        return next(at for at, sound in self.due()[known:] if sound == name)

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        self.join()

    def join(self):
        if self.pid:
            self.reader.join()
            os.waitpid(self.pid, 0)
            self.pid = None


def latency_of_sink():
    """What the server says that lies between the sink and the ear, in seconds. A recording is made before that."""
    listed = subprocess.run(["pactl", "list", "sink-inputs"], stdout=subprocess.PIPE, text=True).stdout
    found = [line.split(":")[1].split()[0] for line in listed.splitlines() if "Sink Latency" in line]
    return float(found[0]) / 1e6 if found else 0.0


def on_time(name, session, count, silence):
    """All of so many sounds are heard, and on time."""
    with Recording() as recording:
        session = session()
        time.sleep(3)
        latency = latency_of_sink()
        session.join()
    # What begins while the go is heard has no beginning of its own.
    due = [(at, sound) for at, sound in session.due()]
    due = [(at, sound) for at, sound in due if not any(go < at < go + 0.35 + silence for go, it in due if it == "Go")]
    onsets = recording.onsets(silence)
    errors, extra = [], [at for at, _ in onsets]
    for at, _ in due:
        near = [one for one in extra if abs(one - at) < 0.2]
        if near:
            heard = min(near, key=lambda one: abs(one - at))
            extra.remove(heard)
            errors.append(1_000 * (heard + latency - at))
    errors = numpy.array(errors or [numpy.inf])
    off = numpy.sort(abs(errors))
    print(f"{SERVER}: {name}: {len(due)} due, {len(errors)} heard, {len(extra)} more; error in ms: median "
          f"{numpy.median(errors):.1f}, 95 % within {off[int(0.95 * (len(off) - 1))]:.1f}, most {off[-1]:.1f}; the sink "
          f"adds {1_000 * latency:.1f}")
    check(f"{name}: all are heard", len(due) >= count and len(errors) == len(due) and not extra)
    check(f"{name}: median within 25 ms, 95 % within 40 ms",
          abs(numpy.median(errors)) <= 25 and off[int(0.95 * (len(off) - 1))] <= 40)


def cut(name, key, sound, after, gone):
    """A key ends what is heard and what was ahead: of these sounds nothing from 150 ms after it on."""
    with Recording() as recording:
        session = Session(exercise('time = "4s"\nsets = 6', prepare="4s", rest="6s"))
        begun = session.wait_for(sound)
        while time.clock_gettime(CLOCK) < begun + after:
            time.sleep(0.002)
        at = session.type(key)
        time.sleep(3)
        session.end()
    left = {sound: recording.strength(PITCH[sound], at + 0.15, at + 2.7) for sound in gone}
    before = recording.strength(PITCH[sound], begun - 0.05, at + 0.15)
    last = 0
    for late in range(0, 400, 10):
        if max(recording.strength(PITCH[one], at + late / 1_000, at + late / 1_000 + 0.03) for one in gone) > 0.02:
            last = late + 30
    print(f"{SERVER}: {name}: heard before {before:.2f}, the last of it {last} ms after the key, then "
          + ", ".join(f"{sound} {strength:.3f}" for sound, strength in left.items()))
    check(f"{name}: silent within 150 ms", before > 0.1 and max(left.values()) < 0.02)


def trouble(name, during=lambda session: None, said=1, time_of_work="6s"):
    """A session with a server in trouble: on time, and so many lines about it."""
    path = exercise(f'time = "{time_of_work}"', prepare="4s")
    without = Session(path, "--hands-free", "--audio", "off")
    without.join()
    session = Session(path, "--hands-free", "--audio", "pulse")
    during(session)
    session.join()
    lines = [line.strip() for line in session.text.splitlines() if "no sound" in line or "sound is lost" in line]
    print(f"{SERVER}: {name}: first line after {1_000 * session.first:.0f} ms (without sound "
          f"{1_000 * without.first:.0f}), {session.length:.2f} s long (without {without.length:.2f}); said: {lines}")
    check(f"{name}: first line no later", session.first < without.first + 0.1)
    check(f"{name}: the session ends on time", session.length < without.length + 2.5)
    check(f"{name}: {said} line of it", len(lines) == said)


def main():
    sink = Sink()
    on_time("60 cues", lambda: Session(exercise('time = "4s"\nsets = 9'), "--hands-free"), 60, 0.3)
    on_time("180 beats", lambda: Session(exercise('reps = 180\ncadence = 180', prepare="4s"), "--hands-free"), 180, 0.1)
    cut("a pause just after the go", "s", "Go", 0.02, ["Go", "Last"])
    cut("a skip just after the go", "n", "Go", 0.02, ["Go", "Last"])
    cut("a skip just after the end of a set", "n", "SetDone", 0.02, ["SetDone"])
    cut("a jump while it counts", "j 5", "Last", 0.4, ["Last", "SetDone"])

    trouble("a server that works", said=0)

    def restart(session):
        nonlocal sink, heard
        time.sleep(5)
        sink.kill()
        # It is tried again after 1, 3, and 7 s.
        time.sleep(4)
        sink = Sink()
        with Recording() as recording:
            session.join()
        heard = recording.strength(PITCH["Restored"], recording.time_of(0), recording.time_of(len(recording.samples)))

    heard = 0
    trouble("killed and restarted in mid-session", during=restart, time_of_work="16s")
    check(f"killed and restarted in mid-session: sound says that it is back ({heard:.2f})", heard > 0.1)
    trouble("wedged in mid-session", during=lambda session: (time.sleep(4), sink.stop()))
    sink.kill()

    socket_path = HOME + "/pulse/native"
    trouble("a dead socket")
    if os.path.exists(socket_path):
        os.remove(socket_path)
    trouble("no server")

    os.makedirs(HOME + "/pulse", exist_ok=True)
    mute = socket.socket(socket.AF_UNIX)
    mute.bind(socket_path)
    mute.listen(5)
    trouble("a server that never answers")
    sys.exit(f"{SERVER}: {len(failures)} failed" if failures else 0)


main()
