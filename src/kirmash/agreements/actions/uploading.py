"""A city's list on its way into the register: handed in, corrected in its columns, taken in."""

import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import IO

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.agreements.actions.registering import Taken, import_register
from kirmash.agreements.models.upload import RegisterUpload
from kirmash.agreements.queries.importing import chosen_of, table_of
from kirmash.agreements.register.reading import FIELDS, RawTable, entries_of, read_table
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.registry.models.place import Place
from kirmash.sheets.archive import has_macros, other_kind
from kirmash.sheets.lines import TableRefused

#: Bytes of a list that is handed in on a page, and characters of all its cells.
LARGEST_UPLOAD, LONGEST_UPLOAD = 5_000_000, 2_000_000
#: Lists of one city that are kept at a time; the oldest goes.
MOST_UPLOADS = 20
_OTHER = {".xls", ".ods", ".doc", ".docx", ".pdf"}


def begin_upload(*, place: Place, file: IO[bytes], file_name: str, account: Account | None = None) -> RegisterUpload:
    """Read a list that is handed in and keep it for the next steps; nothing of it is in the register yet."""
    table = _read(file, file_name)
    with transaction.atomic():
        Place.objects.select_for_update().get(pk=place.pk)  # of two who hand in at once, one waits
        last = place.uploads.aggregate(last=Max("number"))["last"] or 0
        made = RegisterUpload.objects.create(
            place=place,
            number=last + 1,
            file_name=file_name[:200],
            headings=list(table.headings),
            rows=[[row.number, list(row.cells)] for row in table.rows],
            meant={str(column): name for column, name in table.meant.items()},
            account=account,
        )
        place.uploads.filter(number__lte=made.number - MOST_UPLOADS).delete()
    return made


def _read(file: IO[bytes], file_name: str) -> RawTable:
    suffix = Path(file_name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register"
        path.write_bytes(file.read(LARGEST_UPLOAD + 1))
        try:
            if path.stat().st_size > LARGEST_UPLOAD:
                raise TableRefused(_("is larger than %(most)s MB") % {"most": LARGEST_UPLOAD // 1_000_000})
            if suffix == ".xlsm":
                raise TableRefused(has_macros())
            if suffix in _OTHER:
                raise TableRefused(other_kind(suffix))
            table = read_table(path)
        except TableRefused as refused:
            said = "; ".join(f"{fault.row or ''} {fault.sentence}".strip() for fault in refused.faults)
            raise Refused("register-not-read", file=file_name[:200], why=said) from None
    if sum(len(cell) for row in table.rows for cell in row.cells) > LONGEST_UPLOAD:
        raise Refused("register-not-read", file=file_name[:200], why=_("holds too much text for a register"))
    return table


@transaction.atomic
def change_upload(
    *, upload: RegisterUpload, meant: Mapping[int, str], chosen: Mapping[int, str], places: Collection[str]
) -> RegisterUpload:
    """Say what the columns mean and which places are meant; of two columns for one field none is preferred.

    ``places`` are the keys that may be chosen.
    """
    fields = [name for name in meant.values() if name]
    twice = next((name for name in fields if fields.count(name) > 1), None)
    if twice:
        raise Refused("two-columns-for-one", field=FIELDS[twice])
    upload.meant = {
        str(column): name
        for column, name in meant.items()
        if name in FIELDS and 0 <= column < len(upload.headings)
    }  # fmt: skip
    rows = {number for number, _cells in upload.rows}
    kept = {row: key for row, key in chosen.items() if row in rows and (not key or key in places)}
    upload.chosen = {**upload.chosen, **{str(row): key for row, key in kept.items()}}
    upload.save(update_fields=["meant", "chosen"])
    return upload


@transaction.atomic
def take_upload(*, upload: RegisterUpload, account: Account | None = None) -> Taken:
    """Take an uploaded list into the register; what was taken before is here already and stays as it is."""
    locked = RegisterUpload.objects.select_for_update().select_related("place").get(pk=upload.pk)
    table = table_of(locked)
    if "partner" not in table.meant.values():
        raise Refused("no-partner-column")
    entries, _faults = entries_of(table)
    taken = import_register(place=locked.place, entries=entries, chosen=chosen_of(locked), account=account)
    before: dict[str, int] = locked.counts
    now = {"instruments": len(taken.instruments), "places": len(taken.places)}
    locked.counts = {name: before.get(name, 0) + count for name, count in now.items()}
    locked.taken_at = timezone.now()
    locked.save(update_fields=["counts", "taken_at"])
    return taken
