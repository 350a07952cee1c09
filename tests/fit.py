"""Reads FIT files with the official decoder, and counts their sets a second time.

usage: fit.py workout FIT PLAN_JSON      the numbers are those of `calfguide plan --json`
       fit.py session FIT SESSION_JSON   the numbers are those of `calfguide history show --json`

It exits with 77 where the decoder, garmin-fit-sdk, is not installed.
"""

import datetime
import json
import re
import sys

try:
    from garmin_fit_sdk import Decoder, Profile, Stream
except ImportError:
    sys.exit(77)


def decoded(path):
    """The messages of a whole file by their names."""
    raw = open(path, "rb").read()
    assert Decoder(Stream.from_byte_array(bytearray(raw))).check_integrity(), "a checksum is wrong"
    # The decoder takes no notice of bytes behind the end.
    assert len(raw) == 14 + int.from_bytes(raw[4:8], "little") + 2, "the length is wrong"
    messages, errors = Decoder(Stream.from_byte_array(bytearray(raw))).read()
    assert not errors, errors
    assert not any(name.isdigit() for name in messages), messages.keys()
    [identity] = messages["file_id_mesgs"]
    assert identity["serial_number"] and identity["time_created"], identity
    return messages


def check_exercise(category, name):
    """Both are in the profile, or are not there."""
    if category is None:
        assert name is None, name
        return
    assert category in Profile["types"]["exercise_category"].values(), category
    assert name is None or name in Profile["types"][f"{category}_exercise_name"], f"{category}/{name}"


def as_a_watch(steps):
    """The steps in the order in which a watch does them."""
    done, rounds, at = [], {}, 0
    while at < len(steps):
        step = steps[at]
        if step["duration_type"] != "repeat_until_steps_cmplt":
            done.append(step)
        else:
            assert step["duration_step"] < at and step["repeat_steps"] >= 2, step
            rounds[at] = rounds.get(at, 1) + 1
            if rounds[at] <= step["repeat_steps"]:
                at = step["duration_step"]
                continue
            del rounds[at]
        at += 1
    return done


def asked(plan):
    """What a watch has to ask: kind, amount, and the name of work."""
    clocks = {phase["id"]: phase for phase in plan["phases"]}
    steps, slots = [], {}
    for step in plan["steps"]:
        clock = clocks[step["phase"]]
        slot = clock["every_seconds"] or clock["within_seconds"]
        is_work = step["kind"] == "work"
        if step["optional"] or (slot and not is_work and step["phase"] in slots):
            continue
        if not is_work:
            steps.append(("rest", step["seconds"]["min"]))
        elif slot:
            # A slot is one step, and so are all rounds that fit.
            key = (step["round"], step["exercise"]) if clock["every_seconds"] else None
            if key not in slots.setdefault(step["phase"], []):
                slots[step["phase"]].append(key)
                steps.append(("time", slot))
        elif step["measure"] in ("reps", "time"):
            steps.append((step["measure"], step["amount"]["min"]))
        else:
            steps.append(("open", None))
    return steps


def loads(plan):
    """The loads that a watch has to name, in kilograms. Of what shares a time it names none."""
    timed = {phase["id"] for phase in plan["phases"] if phase["every_seconds"] or phase["within_seconds"]}
    work = [step for step in plan["steps"] if step["kind"] == "work" and not step["optional"]]
    known = [kilograms(step["load"]) for step in work if step["phase"] not in timed]
    return {round(load, 2) for load in known if load is not None}


def check_workout(messages, plan):
    [workout] = messages["workout_mesgs"]
    steps = messages["workout_step_mesgs"]
    assert (workout["sport"], workout["sub_sport"]) == ("training", "strength_training"), workout
    assert workout["wkt_name"] == plan["routine"]["name"], workout
    assert workout["num_valid_steps"] == len(steps) <= 100, workout
    assert [step["message_index"] for step in steps] == list(range(len(steps)))
    found = []
    for step in as_a_watch(steps):
        check_exercise(step.get("exercise_category"), step.get("exercise_name"))
        assert step["wkt_step_name"] and step["target_type"] == "open", step
        kind = step["duration_type"]
        amount = {"time": step.get("duration_time"), "reps": step.get("duration_reps"), "open": None}[kind]
        if step["intensity"] == "rest":
            assert kind == "time" and "exercise_category" not in step, step
            kind = "rest"
        found.append((kind, amount))
    assert found == asked(plan), f"\n{found}\n{asked(plan)}"
    weights = {step["exercise_weight"] for step in steps if "exercise_weight" in step}
    assert weights == loads(plan), (weights, loads(plan))


def kilograms(load):
    """A load as a number, where it is one; `docs/history.md` has its form."""
    found = re.fullmatch(r"([0-9.]+) ?(kg|lb)", load or "")
    return found and float(found[1]) * (1 if found[2] == "kg" else 0.45359237)


def check_session(messages, session):
    [lap], [whole], [activity] = (messages[f"{name}_mesgs"] for name in ("lap", "session", "activity"))
    began, ended = (datetime.datetime.fromisoformat(session[name]) for name in ("began", "ended"))
    elapsed = (ended - began).total_seconds()
    for part in lap, whole:
        assert part["start_time"] == began.replace(microsecond=0), part
        assert abs(part["total_elapsed_time"] - elapsed) < 0.002, part
        assert part["total_timer_time"] <= part["total_elapsed_time"], part
    assert activity["timestamp"] == ended.replace(microsecond=0), activity
    epoch = datetime.datetime(1989, 12, 31, tzinfo=datetime.timezone.utc)
    offset = epoch + datetime.timedelta(seconds=activity["local_timestamp"]) - activity["timestamp"]
    assert offset == ended.utcoffset(), offset

    timer = [(event["event_type"], event["timestamp"]) for event in messages["event_mesgs"]]
    assert [kind for kind, _ in timer] == ["start", "stop_all"] * (len(timer) // 2), timer
    ran = sum((timer[at + 1][1] - timer[at][1]).total_seconds() for at in range(0, len(timer), 2))
    # Each event is cut to a second.
    assert abs(ran - whole["total_timer_time"]) <= len(timer), (ran, whole)

    is_work = [step["kind"] == "work" for step in session["plan"]["steps"]]
    done = [attempt for attempt in session["attempts"]
            if is_work[attempt["step"]] and attempt["counts"] and attempt["outcome"] in ("done", "partial", "cut")]
    gaps = [attempt for attempt in session["attempts"] if not is_work[attempt["step"]] and attempt["seconds"]]
    sets = messages["set_mesgs"]
    work = [part for part in sets if part["set_type"] == "active"]
    rests = [part for part in sets if part["set_type"] == "rest"]
    assert len(work) + len(rests) == len(sets)
    assert len(work) == len(done) and session["blocks_done"] in (None, len(done)), (len(work), len(done))
    assert [part.get("repetitions") for part in work] == [attempt["reps"] for attempt in done]
    assert [part["duration"] for part in work] == [attempt["seconds"] for attempt in done]
    assert [part["duration"] for part in rests] == [attempt["seconds"] for attempt in gaps]
    assert [part["message_index"] for part in sets] == list(range(len(sets)))
    for part in sets:
        assert began.replace(microsecond=0) <= part["start_time"] <= part["timestamp"] <= ended, part
        check_exercise(part.get("category"), part.get("category_subtype"))
    for part, attempt in zip(work, done):
        load = kilograms(attempt["load"]) or kilograms(session["plan"]["steps"][attempt["step"]]["load"])
        assert part.get("weight") == load or abs(part["weight"] - load) <= 1 / 16, (part, load)
    names = [messages["workout_step_mesgs"][part["wkt_step_index"]]["wkt_step_name"] for part in work]
    steps = [session["plan"]["steps"][attempt["step"]] for attempt in done]
    for name, step in zip(names, steps):
        assert (step["movement_name"] or step["exercise_name"])[:20] in name, (name, step)


def main():
    kind, fit, numbers = sys.argv[1:]
    numbers = json.load(open(numbers, encoding="utf-8"))
    if kind == "workout":
        check_workout(decoded(fit), numbers)
    else:
        check_session(decoded(fit), numbers["sessions"][0])


main()
