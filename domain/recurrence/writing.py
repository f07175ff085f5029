"""From a rule to the text of an RRULE value; reading it gives the same rule again."""

from datetime import date, datetime

from domain.recurrence.rule import NUMBER_PARTS, NthWeekday, Rule, Weekday


def write_rule(rule: Rule) -> str:
    """The one canonical text of that rule: a fixed order of parts, lists sorted, defaults left out."""
    parts = [f"FREQ={rule.frequency.name}"]
    if rule.until is not None:
        parts.append(f"UNTIL={write_moment(rule.until)}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    for name, attribute, *_ in NUMBER_PARTS:
        if name == "BYMONTHDAY" and rule.weekdays:
            parts.append(f"BYDAY={','.join(map(_write_weekday, rule.weekdays))}")
        if numbers := getattr(rule, attribute):
            parts.append(f"{name}={','.join(map(str, numbers))}")
    if rule.week_start is not Weekday.MO:
        parts.append(f"WKST={rule.week_start.name}")
    return ";".join(parts)


def write_moment(moment: date | datetime) -> str:
    """A DATE, or a DATE-TIME, which ends with Z when it is in UTC."""
    if not isinstance(moment, datetime):
        return f"{moment.year:04}{moment:%m%d}"
    return f"{moment.year:04}{moment:%m%dT%H%M%S}{'Z' if moment.tzinfo else ''}"


def _write_weekday(weekday: NthWeekday) -> str:
    return f"{weekday.nth or ''}{weekday.weekday.name}"
