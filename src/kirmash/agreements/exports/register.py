"""A register as a file, and the rows that were not taken into it."""

import io
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from kirmash.agreements.actions.registering import Taken
from kirmash.agreements.models.term import MatterLabel
from kirmash.agreements.queries import Held
from kirmash.agreements.register.reading import Fault, RawTable
from kirmash.base.texts import choose
from kirmash.base.web import write_csv
from kirmash.registry.queries import name_of


def register_csv(rows: Iterable[Held]) -> str:
    """Return a city's register as a table."""
    header = [
        _("Partner"), _("Kind"), _("Title"), _("Registration number"), _("Signed"), _("Stands"), _("Last day"),
        _("Renewal"), _("Next deadline"), _("What must be done"),
    ]  # fmt: skip
    file = io.StringIO(newline="")
    write_csv(file, header, map(_cells, rows))
    return "\ufeff" + file.getvalue()


def _cells(one: Held) -> list[object]:
    made, deadline = one.instrument, one.next_deadline
    signed = (one.signed.done_on or one.signed.year) if one.signed else ""
    return [
        " – ".join(one.partners), made.get_kind_display(), choose(made.titles), made.number, signed, one.stands,
        one.course.last_day, one.renewal, deadline.on if deadline else "",
        MatterLabel(deadline.kind).label if deadline else "",
    ]  # fmt: skip


def faults_of(taken: Taken, table: RawTable) -> list[Fault]:
    """Return the rows whose partner is not clear, each with the places that it may be."""
    heading = next((table.headings[at] for at, name in table.meant.items() if name == "partner"), "")
    sentence = _("may be %(places)s; name the country, or the place as it is called here")
    return [
        Fault(
            number=entry.number,
            heading=heading,
            value=entry.partner,
            sentence=sentence % {"places": ", ".join(f"{name_of(one.names.all())} ({one.key})" for one in places)},
        )
        for entry, places in taken.unclear
    ]


def rejected_csv(table: RawTable, faults: Sequence[Fault]) -> str:
    """Return the rows that were not taken as they stood in the file, each with its number and the reasons."""
    reasons: dict[int, list[str]] = {}
    for fault in faults:
        reasons.setdefault(fault.number, []).append(f"{fault.heading}: {fault.sentence}")
    rows: Mapping[int, Sequence[str]] = {row.number: row.cells for row in table.rows}
    file = io.StringIO(newline="")
    width = len(table.headings)
    lines = (
        [*rows[number][:width], *[""] * (width - len(rows[number])), str(number), "; ".join(said)]
        for number, said in reasons.items()
    )
    write_csv(file, [*table.headings, _("row"), _("why")], lines)
    return "\ufeff" + file.getvalue()
