"""Delegations and programmes as files: CSV, and iCalendar (RFC 5545) with times in UTC."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from kirmash.base.web import csv_text
from kirmash.protocol.models import Delegation
from kirmash.protocol.queries import Item, Listed, name_of_delegation

PROGRAMME = ("key", "begins", "ends", "kind", "title", "where", "with", "interpreters", "public", "note")
LIST = ("key", "name", "from", "country", "rank", "head", "engagements", "demo")
_LONGEST_LINE = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def delegations_csv(rows: Iterable[Listed]) -> str:
    """Return a list of delegations; rank and head only where the reader knows them."""
    cells = (
        (
            row.delegation.key, row.name, row.origin, row.country, row.delegation.rank if row.sees_programme else "",
            row.head, row.engagements, "yes" if row.delegation.is_demo else "no",
        )
        for row in rows
    )  # fmt: skip
    return csv_text(LIST, cells)


def programme_csv(items: Iterable[Item]) -> str:
    """Return a programme as a reader may see it, in the fair's time."""
    cells = (
        (
            item.engagement.key, item.begins.strftime("%Y-%m-%d %H:%M"), item.ends.strftime("%Y-%m-%d %H:%M"),
            item.engagement.kind, item.title, item.where, item.whom, item.interpreters,
            "yes" if item.engagement.is_public else "no", item.note,
        )
        for item in items
    )  # fmt: skip
    return csv_text(PROGRAMME, cells)


def programme_ics(delegation: Delegation, items: Iterable[Item], *, made_at: datetime) -> bytes:
    """Return a programme as a calendar; every calendar shows UTC in its owner's time, so no zone is spelled out."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kirmash//Programme of a delegation//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name_of_delegation(delegation))}",
    ]
    for item in items:
        lines += _event(item, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in _folded(line))


def _event(item: Item, made_at: datetime) -> list[str]:
    engagement = item.engagement
    side = engagement.delegation
    further = {
        "LOCATION": item.where,
        "DESCRIPTION": "\n".join(part for part in (item.whom, item.interpreters, item.note) if part),
    }
    return [
        "BEGIN:VEVENT",
        f"UID:{engagement.key}.{side.key}.{side.fair.key}@kirmash",
        f"DTSTAMP:{_moment(made_at)}",
        f"DTSTART:{_moment(item.begins)}",
        f"DTEND:{_moment(item.ends)}",
        f"SUMMARY:{_text(item.title)}",
        f"CLASS:{'PUBLIC' if engagement.is_public else 'CONFIDENTIAL'}",
        *(f"{name}:{_text(value)}" for name, value in further.items() if value),
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in parts of at most 75 octets, none of which ends within a character."""
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _LONGEST_LINE:
            yield part + b"\r\n"
            part = b" "
        part += octets
    yield part + b"\r\n"
