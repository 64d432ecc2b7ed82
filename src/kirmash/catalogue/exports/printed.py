"""The printed catalogue: a tagged PDF (PDF/UA-1) with a cover, the sections, and an index from A to Z."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import typst
from babel import Locale
from babel.dates import format_date, format_interval
from django.core.cache import cache
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.base.texts import choose, locale_of
from kirmash.catalogue.exports.tables import attribution_of
from kirmash.catalogue.queries import Catalogue, Detail, Listing, details_of
from kirmash.catalogue.queries.detail import Line
from kirmash.exhibition.models.exhibitor import Standing
from kirmash.registry.queries import name_of

TEMPLATE = Path(__file__).parents[2] / "templates" / "catalogue" / "catalogue.typ"
MOST_EXHIBITORS = 5_000
#: How long a printed catalogue is kept, and how long another reader waits while it is being made.
SECONDS_KEPT, SECONDS_TO_MAKE = 24 * 3600, 30
Content = Mapping[str, Any]  # Any: JSON


def content_of(catalogue: Catalogue, *, address: str, day: datetime.date) -> Content:
    """Return all that is printed, in the catalogue's language, as the template takes it."""
    fair, language = catalogue.fair, catalogue.language
    with override(language):
        details = list(details_of(catalogue, catalogue.listings[:MOST_EXHIBITORS]))
        return {
            "language": language,
            "fair": catalogue.name,
            "title": _("Catalogue of exhibitors"),
            "where": ", ".join(filter(None, (choose(fair.venue.names, language) if fair.venue else "",
                                             name_of(fair.place.names.all(), language)))),
            "when": format_interval(fair.begins_on, fair.ends_on, "yMMMMd", locale=locale_of(language)),
            "day": int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()),
            "as_of": _("As of %(day)s") % {"day": format_date(day, "long", locale=locale_of(language))},
            "address": address,
            "licence": fair.catalogue_licence,
            "attribution": attribution_of(catalogue),
            "licence_word": _("Licence"),
            "attribution_word": _("Attribution"),
            "no_licence": _("No licence is named. Ask the organiser before you use these data elsewhere."),
            "invented": _("Demonstration: all companies marked with ◇ are invented and do not exist.")
            if catalogue.has_invented else "",
            "contents": _("Contents"),
            "index": _("Index"),
            "page": _("page"),
            "sections": _sections(catalogue, details),
            "letters": _letters(catalogue),
        }  # fmt: skip


def printed(content: Content) -> bytes | None:
    """Return the PDF of what is printed, made once for the same content; None while someone else makes it."""
    name = "catalogue-pdf-" + hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    kept: bytes | None = cache.get(name)
    if kept is not None:
        return kept
    if not cache.add(f"{name}-lock", 1, SECONDS_TO_MAKE):
        return None
    made = as_pdf(content)
    cache.set(name, made, SECONDS_KEPT)
    cache.delete(f"{name}-lock")
    return made


def as_pdf(content: Content) -> bytes:
    """Return what is printed as a tagged PDF; the content is data and nothing of it is run."""
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"catalogue": json.dumps(content)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=content["day"],
        )
    )


def _sections(catalogue: Catalogue, details: Sequence[Detail]) -> list[Content]:
    order = {key: place for place, key in enumerate(catalogue.sections)}
    by_section = sorted(details, key=lambda detail: order.get(detail.listing.section, len(order)))
    return [
        {
            "name": str(capfirst(catalogue.section(section) or _("Without a section"))),
            "exhibitors": [_entry(catalogue, detail) for detail in found],
        }
        for section, found in groupby(by_section, key=lambda detail: detail.listing.section)
    ]


def _entry(catalogue: Catalogue, detail: Detail) -> Content:
    one = detail.listing
    home = ", ".join(filter(None, (one.place, catalogue.country(one.country) if one.country else "")))
    spoken = Locale.parse(locale_of(catalogue.language)).languages
    standing = str(Standing(one.standing).label)
    facts = [home, _("Pavilion") + ": " + catalogue.pavilion(one.pavilion) if one.pavilion else ""]
    if detail.host:
        facts.append(f"{standing}, " + _("with %(host)s") % {"host": detail.host.name})
    if one.languages:
        facts.append(", ".join(sorted(spoken.get(language, language) for language in one.languages)))
    return {
        "key": one.key,
        "name": one.name,
        "other": [[n, lang] for lang, n in one.names.items() if n != one.name and lang in {"en", "ru"}],
        "invented": one.is_demo,
        "facts": [fact for fact in facts if fact],
        "website": one.website,
        "lines": [
            *({"word": _("Offers"), **_line(line)} for line in detail.offers),
            *({"word": _("Demands"), **_line(line)} for line in detail.demands),
            *({"word": _("Shows"), "text": f"{shown.name} ({shown.where})", "language": catalogue.language,
               "codes": ""} for shown in detail.exhibits),
        ],
    }  # fmt: skip


def _line(line: Line) -> Content:
    codes = ", ".join(code for code, _label in line.codes)
    return {"text": line.text, "language": line.language, "codes": f"HS {codes}" if codes else ""}


def _letters(catalogue: Catalogue) -> list[Content]:
    """Return the index: the exhibitors in the order of the language, by their first letters."""

    def item(one: Listing) -> Content:
        return {"key": one.key, "heading": one.heading, "invented": one.is_demo}

    listings = catalogue.listings[:MOST_EXHIBITORS]
    return [
        {"letter": letter, "exhibitors": [item(one) for one in found]}
        for letter, found in groupby(listings, key=lambda one: one.letter)
    ]
