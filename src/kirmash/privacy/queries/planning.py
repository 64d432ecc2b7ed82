"""What an erasure would do, table by table, said before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PersonalData, Reach, Way, Words
from kirmash.privacy.queries.dossier import Dossier, dossier, everything, mentions, rows_about

#: Why rows of somebody who signed an instrument in office stay.
OFFICE_STAYS = _("It belongs to an instrument that this person signed in office.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of some rows of a table."""

    data: PersonalData
    way: Way
    rows: int
    why: Words = ""
    samples: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.data.table.split(".")[1]


def plan_of(who: Dossier) -> list[Step]:
    """Return what an erasure would do to every table, in its order; tables without a row are left out."""
    going, staying = who.redactor(), dossier(people=who.officials).redactor(with_officials=True)
    steps: dict[tuple[str, Way], Step] = {}
    for data in everything():
        if data.reach == Reach.WORDS:
            found = list(mentions(data, going))
            samples = tuple(_sample(changed) for _pk, changed in found[:3])
            _add(steps, Step(data=data, way=data.way, rows=len(found), samples=samples))
            if who.officials:
                stays = sum(1 for _mention in mentions(data, staying))
                _add(steps, Step(data=data, way=Way.KEEP, rows=stays, why=OFFICE_STAYS))
            continue
        if data.with_office:
            stays = rows_about(data, who, who.officials).count()
            _add(steps, Step(data=data, way=Way.KEEP, rows=stays, why=data.why_kept or OFFICE_STAYS))
        goes = rows_about(data, who, who.erasable if data.with_office else None).count()
        _add(steps, Step(data=data, way=data.way, rows=goes, why=data.why_kept))
    return list(steps.values())


def _add(steps: dict[tuple[str, Way], Step], step: Step) -> None:
    """Add a step to those of the same table and way."""
    if step.rows:
        earlier = steps.get((step.data.table, step.way), step)
        rows = step.rows if earlier is step else earlier.rows + step.rows
        steps[step.data.table, step.way] = replace(
            earlier, rows=rows, why=earlier.why or step.why, samples=earlier.samples or step.samples
        )


def totals(steps: Iterable[Step]) -> list[tuple[Way, int]]:
    """Return how many rows are deleted, blanked, redacted and kept."""
    found = dict.fromkeys(Way, 0)
    for step in steps:
        found[step.way] += step.rows
    return list(found.items())


def _sample(changed: dict[str, tuple[object, object]]) -> str:
    """Return what a text will read like, around the first place that is struck out."""
    text = str(next(iter(changed.values()))[1])
    place = max(text.find("erased") - 40, 0)
    return ("… " if place else "") + text[place : place + 120] + (" …" if len(text) > place + 120 else "")
