"""Counts what `calfguide stats --json` and `calfguide history --csv` tell, from the journals alone.

usage: count.py FOLDER_OF_SESSIONS STATS_JSON HISTORY_CSV

It shares nothing with the program but docs/history.md. It knows how the ladders of the routine `calves` are numbered.
"""

import csv
import datetime
import json
import pathlib
import sys

DONE = ("done", "partial", "cut")
LEVELS = ("effort", "pain", "morning", "note")
# Of these exercises each rep is a landing, whether the plan of the session says so or not.
LANDINGS = ("single-leg-hops", "4-way-pogos")


def read(path):
    """The lines of a journal in their order."""
    return sorted((json.loads(line) for line in path.open(encoding="utf-8")), key=lambda line: line["seq"])


class Session:
    def __init__(self, lines):
        self.id = lines[0]["id"]
        self.routine = lines[0]["routine"]
        self.began = lines[0]["at"]
        self.day = datetime.date.fromisoformat(self.began[:10])
        self.plan = next(line["plan"] for line in lines if line["type"] == "plan")
        self.attempts, self.finished, self.deleted = [], None, False
        self.loads = []
        self.effort = self.morning = self.note = None
        pains, answered_pain = [], None
        for line in lines:
            kind = line["type"]
            if kind == "started":
                self.attempts.append({"at": (line["step"], line["round"]), "outcome": None, "active": 0, "reps": None,
                                      "amended": False})
            elif kind == "ended":
                attempt = self.attempts[-1]
                attempt["outcome"], attempt["active"] = line["outcome"], line["active"]
                if not attempt["amended"]:
                    attempt["reps"] = line.get("reps")
            elif kind == "amended":
                attempt = self.counting((line["step"], line["round"]))
                attempt["reps"], attempt["amended"] = line["reps"], True
            elif kind == "load":
                self.loads.append(((line["step"], line["round"]), line["load"], len(self.attempts)))
            elif kind == "pain":
                pains.append(line["pain"])
            elif kind == "answered":
                self.effort, answered_pain, self.note = line.get("effort"), line.get("pain"), line.get("note")
            elif kind == "morning":
                self.morning = max(self.morning or 0, line["pain"])
            elif kind == "corrected":
                if "pain" in line:
                    pains, answered_pain = [], line["pain"]
                self.effort = line.get("effort", self.effort)
                self.morning = line.get("morning", self.morning)
                self.note = line.get("note", self.note)
            elif kind in ("deleted", "restored"):
                self.deleted = kind == "deleted"
            elif kind == "finished":
                self.finished = line
        told = pains + ([] if answered_pain is None else [answered_pain])
        self.pain = max(told, default=None)

    def work(self, step):
        return self.plan["steps"][step]["kind"].get("work") if isinstance(self.plan["steps"][step]["kind"], dict) else None

    def card(self, step):
        return self.plan["cards"][self.plan["steps"][step]["card"]]

    def load(self, step, attempt):
        """What was told last of this block, or of its card before the attempt began; else what the plan has."""
        card, told = self.card(step), None
        for at, load, begun in self.loads if attempt else []:
            same_card = self.card(at[0]) is card
            if at == attempt["at"] or same_card and begun <= self.attempts.index(attempt):
                told = load
        return told or card.get("load_told") or card["load"]

    def counting(self, at):
        """The attempt at a block that counts."""
        here = [attempt for attempt in self.attempts if attempt["at"] == at]
        done = [attempt for attempt in here if self.was_done(attempt)]
        return (done or here or [None])[-1]

    def outcome(self, attempt):
        if attempt is None or attempt["outcome"] is None:
            return None
        outcome = attempt["outcome"]
        if attempt["amended"] and attempt["reps"] and outcome not in DONE:
            outcome = "done"
        least = low(self.work(attempt["at"][0])["amount"].get("reps"))
        if outcome in ("done", "partial") and least is not None and attempt["reps"] is not None:
            outcome = "done" if attempt["reps"] >= least else "partial"
        return outcome

    def was_done(self, attempt):
        if attempt is None:
            return False
        told = attempt["amended"] and attempt["reps"]
        return attempt["outcome"] in DONE or bool(told)

    def blocks(self):
        """Each block of work with the attempt that counts. No phase of these sessions loops."""
        for place, step in enumerate(self.plan["steps"]):
            if self.work(place) is not None:
                yield place, step, self.counting((place, step["round"]))

    def worked(self):
        return sum(attempt["active"] for attempt in self.attempts if self.work(attempt["at"][0]) is not None)

    def contacts(self):
        return sum(attempt["reps"] or 0 for place, _, attempt in self.blocks()
                   if self.was_done(attempt) and self.card(place)["exercise"]["id"] in LANDINGS)

    def tally(self):
        done = sum(self.was_done(attempt) for _, _, attempt in self.blocks())
        owed = [attempt for _, step, attempt in self.blocks() if not step["optional"]]
        return done, sum(not self.was_done(attempt) for attempt in owed)

    def of(self, exercise):
        return [(place, step, attempt) for place, step, attempt in self.blocks()
                if self.card(place)["exercise"]["id"] == exercise]

    def rest_after(self, attempt):
        for this, following in zip(self.attempts, self.attempts[1:]):
            if this is attempt and self.work(following["at"][0]) is None:
                return following["active"]
        return None


def low(amount):
    """The low end of an amount, a number or a window."""
    if isinstance(amount, dict):
        return amount.get("min")
    return amount if isinstance(amount, (int, float)) else None


def ends(amount):
    if isinstance(amount, dict):
        return f"{amount['min']:g}-{amount['max']:g}"
    return f"{amount:g}"


def rung(session, exercise):
    """The rung that was asked: hops begin at 2 sets of 6 and climb to 8 before a set is added, pogos gain 5."""
    blocks = [block for block in session.of(exercise) if not block[1]["optional"]]
    if all(not session.was_done(attempt) for _, _, attempt in blocks):
        return None
    reps = low(session.work(blocks[0][0])["amount"]["reps"])
    if exercise == "single-leg-hops":
        return (max(step["set"] for _, step, _ in blocks) - 2) * 3 + reps - 6 + 1
    return (reps - 40) // 5 + 1


def kilograms(load):
    if load and load.endswith("kg"):
        return float(load[:-2])
    return round(float(load[:-2]) * 0.45359237, 2) if load and load.endswith("lb") else None


def points(session, exercise, measure):
    blocks = [block for block in session.of(exercise) if session.was_done(block[2])]
    if measure == "rung":
        return rung(session, exercise)
    if measure == "reps":
        reps = [attempt["reps"] for _, _, attempt in blocks if attempt["reps"] is not None]
        return sum(reps) if reps else None
    if measure == "kilograms":
        loads = [kilograms(session.load(place, attempt)) for place, _, attempt in blocks]
        return max((load for load in loads if load is not None), default=None)
    timed = [attempt["active"] for place, _, attempt in blocks if "time" in session.work(place)["amount"]]
    return sum(timed) if timed else None


counted = 0


def same(what, told, expected):
    global counted
    counted += 1
    if told != expected:
        sys.exit(f"{what}: told {told!r}, counted {expected!r}")


def check_stats(sessions, stats):
    first = datetime.date.fromisoformat(stats["from"])
    after = datetime.date.fromisoformat(stats["until"]) + datetime.timedelta(days=1)
    week = datetime.timedelta(days=7)
    own = [session for session in sessions if session.routine["id"] == stats["routine"]["id"] and not session.deleted]
    same("weeks", len(stats["weeks"]), (after - first).days // 7)

    def between(start, end):
        return [session for session in own if start <= session.day < end]

    for number, told in enumerate(stats["weeks"]):
        monday = first + number * week
        here = between(monday, monday + week)
        same(f"monday {number}", told["monday"], monday.isoformat())
        same(f"{monday}: sessions", told["sessions"], sum(session.tally()[0] > 0 for session in here))
        same(f"{monday}: work", told["work_seconds"], sum(session.worked() for session in here))
        contacts = sum(session.contacts() for session in here)
        same(f"{monday}: contacts", told["contacts"], contacts)
        before = sum(session.contacts() for session in between(monday - 4 * week, monday)) / 4
        known = any(session.day < monday - 3 * week for session in between(first - 4 * week, after))
        same(f"{monday}: before", told["contacts_before"], before if known else None)
        weeks = sum(any(session.tally()[0] > 0 for session in between(monday - back * week, monday - (back - 1) * week))
                    for back in range(1, 5))
        same(f"{monday}: weeks before", told["weeks_before"], weeks if known else None)
        same(f"{monday}: above", told["above"], known and weeks >= 3 and before > 0 and contacts > 1.25 * before)
    same("remarks", len(stats["remarks"]), sum(told["above"] for told in stats["weeks"]))

    here = between(first, after)
    same("sessions", [told["id"] for told in stats["sessions"]], [session.id for session in here])
    for told, session in zip(stats["sessions"], here):
        done, left_out = session.tally()
        facts = {"began": session.began, "complete": done > 0 and left_out == 0, "blocks_done": done,
                 "blocks_left_out": left_out, "work_seconds": session.worked(), "contacts": session.contacts(),
                 "effort": session.effort, "pain": session.pain, "morning": session.morning}
        for name, value in facts.items():
            same(f"{session.id}: {name}", told[name], value)

    for told in stats["exercises"]:
        # A move in the first session of these weeks is one from a session before it.
        of = [(session.day.isoformat(), points(session, told["exercise"], told["measure"]))
              for session in between(datetime.date.min, after) if session.of(told["exercise"])]
        known = [{"on": day, "value": value} for day, value in of if value is not None]
        expected = [point for point in known if point["on"] >= first.isoformat()]
        same(f"{told['exercise']}: points", told["points"], expected)
        if told["measure"] == "rung":
            moves = [{"on": later["on"], "from": sooner["value"], "to": later["value"]}
                     for sooner, later in zip(known, known[1:])
                     if sooner["value"] != later["value"] and later in expected]
            same(f"{told['exercise']}: moves", [{name: move[name] for name in ("on", "from", "to")}
                                                for move in told["moves"]], moves)


def check_csv(sessions, rows):
    expected = []
    for session in sessions:
        if session.deleted:
            continue
        for place, step, attempt in session.blocks():
            card, amount = session.card(place), session.work(place)["amount"]
            rest = session.rest_after(attempt)
            expected.append({
                "session_id": session.id,
                "started_at": session.began,
                "routine": session.routine["name"],
                "phase": session.plan["phases"][step["phase"]]["name"],
                "exercise": card["exercise"]["name"],
                "movement": (card["movement"] or {"name": ""})["name"],
                "side": "alternating" if step["side"] == "alternate" else step["side"],
                "round": step["round"],
                "set": step["set"],
                "kind": "work" if session.was_done(attempt) else "skipped",
                "outcome": session.outcome(attempt),
                "planned_reps": ends(amount["reps"]) if "reps" in amount else None,
                "reps": attempt and attempt["reps"],
                "planned_seconds": ends(amount["time"]) if "time" in amount else None,
                "seconds": attempt and f"{attempt['active']:g}",
                "rest_seconds": None if rest is None else f"{rest:g}",
                "load": session.load(place, attempt),
                **{name: getattr(session, name) for name in LEVELS},
            })
    same("lines of the CSV", len(rows), len(expected))
    for number, (row, wanted) in enumerate(zip(rows, expected), 2):
        for name, value in wanted.items():
            same(f"line {number}, {name}", row[name], "" if value is None else str(value))


def main():
    folder, stats, table = sys.argv[1:]
    sessions = [Session(read(path)) for path in pathlib.Path(folder).glob("*/*.jsonl")]
    sessions.sort(key=lambda session: (datetime.datetime.fromisoformat(session.began), session.id))
    check_stats(sessions, json.loads(pathlib.Path(stats).read_text(encoding="utf-8")))
    with open(table, encoding="utf-8", newline="") as file:
        check_csv(sessions, list(csv.DictReader(file)))
    print(f"{counted} numbers and texts of {len(sessions)} sessions are as counted")


main()
