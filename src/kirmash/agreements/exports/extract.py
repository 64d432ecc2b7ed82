"""The extract of the register: an instrument's file on paper, a tagged PDF (PDF/UA-1) that is sealed."""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries import Held
from kirmash.agreements.queries.custody import Original
from kirmash.base.texts import choose
from kirmash.registry.queries import name_of

TEMPLATE = Path(__file__).parents[2] / "templates" / "agreements" / "paper.typ"
Content = Mapping[str, Any]  # Any: JSON


def extract_of(
    instrument: Instrument, held: Held, originals: list[Original], *, day: datetime.date, language: str, seal: str
) -> Content:
    """Return all that the extract says, in the reader's language, as the template takes it."""
    facts = [
        (_("Kind"), instrument.get_kind_display()),
        (_("Title"), choose(instrument.titles)),
        (_("Registration number"), instrument.number),
        (_("Registered on"), _day(instrument.registered_on)),
        (_("Stands"), held.stands),
        (_("Last day"), _day(held.course.last_day)),
        (_("Renewal"), held.renewal),
        (_("Responsible officer"), name_of(instrument.responsible.names.all()) if instrument.responsible else ""),
        (_("Control date"), _day(instrument.control_on)),
    ]
    events = [
        [str(event.get_act_display()), _day(event.done_on) or str(event.year or "")]
        for event in instrument.events.all()
    ]
    scans = [
        [str(scan.number), str(scan.get_kind_display()), str(scan.pages), scan.sha256]
        for scan in instrument.scans.all()
    ]
    kept = [
        [one.name, one.party.archive or "–", one.out.lent_to if one.out else _("in the archive")] for one in originals
    ]
    return {
        "language": language,
        "title": _("Extract from the register of agreements"),
        "head": " – ".join(one.name for one in originals),
        "facts": [[str(label), text] for label, text in facts if text],
        "parts": [
            {"title": _("Acts"), "columns": [_("Act"), _("Day")], "rows": events},
            {"title": _("Originals"), "columns": [_("Party"), _("Kept at"), _("Is now")], "rows": kept},
            {"title": _("Scans"), "columns": ["№", _("What it shows"), _("Pages"), "SHA-256"], "rows": scans},
        ],
        "texts": [],
        "foot": _("As of %(day)s") % {"day": _day(day)} + (f" · {seal}" if seal else ""),
        "page": _("page"),
        "nothing": pgettext("nothing is recorded", "None"),
        "day": int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()),
    }


def _day(day: datetime.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def as_pdf(content: Content) -> bytes:
    """Return what is printed as a tagged PDF; the content is data and nothing of it is run."""
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"paper": json.dumps(content)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=content["day"],
        )
    )
