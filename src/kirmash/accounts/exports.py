"""Accounts as a file, and files of invitations: what they hold, and what of them was refused."""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kirmash.accounts.actions.inviting import Wish
from kirmash.accounts.queries.listing import Row, roles_in_words
from kirmash.base.models import HELD_FOR, SITE, SiteRole
from kirmash.base.web import csv_text, rearm

NEEDED, FURTHER = ("email", "role", "of"), ("name", "language")
MOST_ROWS, LONGEST_CELL = 500, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a file of invitations: its cells, and either whom to invite or what is wrong."""

    number: int
    cells: dict[str, str]
    wish: Wish | None = None
    problem: str = ""


def accounts_csv(rows: Iterable[Row]) -> str:
    """Return accounts as CSV."""
    header = ("email", "name", "state", "roles", "last sign-in", "made on")
    return csv_text(
        header,
        (
            (
                row.account.email,
                row.name,
                row.state.value,
                roles_in_words(row.roles),
                row.account.last_login and row.account.last_login.isoformat(timespec="minutes"),
                row.account.created.date(),
            )
            for row in rows
        ),
    )


def read_invitations(content: bytes) -> list[Line]:
    """Return the rows of a file of invitations; ``ValueError`` with a sentence where it is no such file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(_("The file is not written in UTF-8. Save it as “CSV UTF-8”.")) from None
    if "\0" in text:
        raise ValueError(_("This is no CSV file."))
    separator = ";" if ";" in text.partition("\n")[0] else ","
    try:
        header, *rows = [row for row in csv.reader(text.splitlines(), delimiter=separator, strict=True) if any(row)]
    except csv.Error:
        raise ValueError(_("This is no CSV file.")) from None
    except ValueError:
        raise ValueError(_("The file is empty.")) from None
    names = [name.strip().lower() for name in header]
    if missing := [name for name in NEEDED if name not in names]:
        raise ValueError(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if len(rows) > MOST_ROWS:
        raise ValueError(_("The file has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
    return [_line(number, names, row) for number, row in enumerate(rows, 2)]


def rejected_csv(lines: Iterable[Line]) -> str:
    """Return the rows that were refused as they came, each with what is wrong."""
    header = (*NEEDED, *FURTHER, "problem")
    return csv_text(header, ([line.cells.get(name, "") for name in header[:-1]] + [line.problem] for line in lines))


def _line(number: int, names: list[str], row: list[str]) -> Line:
    cells = {name: rearm(cell.strip()) for name, cell in zip(names, row, strict=False)}
    try:
        return Line(number=number, cells=cells, wish=_wish(cells, is_whole=len(row) == len(names)))
    except ValueError as problem:
        return Line(number=number, cells=cells, problem=str(problem))


def _wish(cells: dict[str, str], *, is_whole: bool) -> Wish:
    """Return whom a row invites; ``ValueError`` with a sentence on what is wrong."""
    if not is_whole:
        raise ValueError(_("The row has more or fewer cells than the first one."))
    if any(len(cell) > LONGEST_CELL or _misleads(cell) for cell in cells.values()):
        raise ValueError(_("A cell is too long, or holds characters that cannot be seen."))
    try:
        validate_email(cells["email"])
    except ValidationError:
        raise ValueError(_("“%(email)s” is no mail address.") % {"email": cells["email"]}) from None
    role, subject = cells["role"].lower(), cells["of"] or SITE
    if role not in SiteRole.values:
        raise ValueError(_("“%(role)s” is no role.") % {"role": cells["role"]})
    if subject.partition(":")[0] not in HELD_FOR[role]:
        kinds = ", ".join(HELD_FOR[role])
        raise ValueError(_("Say for whom: this role is held for %(kinds)s.") % {"kinds": kinds})
    language = cells.get("language") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        raise ValueError(_("“%(language)s” is no language of the site.") % {"language": language})
    return Wish(
        email=cells["email"], role=SiteRole(role), subject=subject, language=language, name=cells.get("name", "")[:120]
    )


def _misleads(cell: str) -> bool:
    return any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in cell)
