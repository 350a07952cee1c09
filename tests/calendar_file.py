"""Reads a calendar with three libraries, and compares its sessions with a second count.

usage: calendar_file.py CALENDAR ZONE DAYS TIME WEEKS MINUTES    as in: a.ics Europe/Berlin mon,thu 07:00 12 30

It exits with 77 where one of the libraries (icalendar, vobject, ics, recurring-ical-events) is not installed.
"""

import datetime
import sys
import zoneinfo

# The name of this file is also that of a module of Python.
sys.path.pop(0)
try:
    import ics
    import icalendar
    import recurring_ical_events
    import vobject
except ImportError:
    sys.exit(77)

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def expected(stamp, zone, days, time, weeks):
    """When the sessions begin."""
    wanted = {DAYS.index(day) for day in days.split(",")}
    time = datetime.time.fromisoformat(time)
    day, begins = stamp.astimezone(zone).date(), []
    while len(begins) < len(wanted) * int(weeks):
        begin = datetime.datetime.combine(day, time, zone)
        if day.weekday() in wanted and (begins or begin > stamp):
            begins.append(begin)
        day += datetime.timedelta(days=1)
    return begins


def main():
    path, zone, days, time, weeks, minutes = sys.argv[1:]
    raw = open(path, "rb").read()
    assert raw.count(b"\n") == raw.count(b"\r\n") and all(len(line) <= 75 for line in raw.split(b"\r\n"))
    text = raw.decode("utf-8")
    # A name that nobody knows makes a reader take the definition that is in the file.
    unknown = text.replace(f"TZID={zone}", "TZID=Nowhere/Else").replace(f"TZID:{zone}", "TZID:Nowhere/Else")
    zone = zoneinfo.ZoneInfo(zone)
    for text in text, unknown:
        calendar = icalendar.Calendar.from_ical(text)
        [event] = calendar.walk("VEVENT")
        assert not any(part.errors for part in calendar.walk()), [part.errors for part in calendar.walk()]
        stamp = event["DTSTAMP"].dt
        begins = expected(stamp, zone, days, time, weeks)
        found = recurring_ical_events.of(calendar).between(stamp, begins[-1] + datetime.timedelta(days=30))
        found = sorted(one["DTSTART"].dt.astimezone(datetime.timezone.utc) for one in found)
        assert found == [begin.astimezone(datetime.timezone.utc) for begin in begins], (found, begins)
        assert event["DURATION"].dt == datetime.timedelta(minutes=int(minutes)), event["DURATION"]
        [alarm] = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == datetime.timedelta(minutes=-10), alarm

        component = vobject.readOne(text)
        assert component.validate(raiseException=True)
        assert component.vevent.dtstart.value.astimezone(zone) == begins[0], component.vevent.dtstart

        [one] = ics.Calendar(text).events
        assert one.duration == datetime.timedelta(minutes=int(minutes)), one.duration


main()
