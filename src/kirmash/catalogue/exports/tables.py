"""A catalogue as CSV and as JSON, row by row, and the description of the JSON."""

import csv
import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kirmash.base.texts import choose
from kirmash.base.web import disarm
from kirmash.catalogue.queries import Answer, Catalogue, Detail, Listing, details_of
from kirmash.catalogue.queries.detail import Line

FORMAT, VERSION = "kirmash-catalogue", 1
MOST_ROWS = 20_000
HEADER = (
    "key", "name", "name_en", "name_de", "name_ru", "name_be", "place", "country", "section", "pavilion", "standing",
    "host", "website", "languages", "goods_offered", "goods_sought", "offers", "demands", "exhibits", "page",
    "invented", "licence", "attribution", "as_of",
)  # fmt: skip


class _Echo:
    """A file that hands every line back, so that a table can be written as it is sent."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def attribution_of(catalogue: Catalogue) -> str:
    """Return how users of the data name their source."""
    return catalogue.fair.catalogue_attribution or catalogue.name


def notice() -> str:
    """Return what is said of companies that do not exist."""
    return _("Invented for a demonstration; this company does not exist.")


def as_csv(catalogue: Catalogue, answer: Answer, *, base: str, day: datetime.date) -> Iterator[str]:
    """Yield the exhibitors that fit as CSV (RFC 4180), formulas disarmed; every row names licence and day."""
    writer = csv.writer(_Echo(), lineterminator="\n")
    yield writer.writerow(HEADER)
    end = (catalogue.fair.catalogue_licence, attribution_of(catalogue), day.isoformat())
    for detail in details_of(catalogue, answer.listings[:MOST_ROWS]):
        row = (*_cells(catalogue, detail), base + page_of(catalogue, detail.listing),
               "yes" if detail.listing.is_demo else "no", *end)  # fmt: skip
        yield writer.writerow([disarm(cell) for cell in row])


def as_json(catalogue: Catalogue, answer: Answer, *, base: str, day: datetime.date) -> Iterator[str]:
    """Yield the exhibitors that fit as JSON; the format stands in the guide and in its schema."""
    listings = answer.listings[:MOST_ROWS]
    head = {
        "format": FORMAT,
        "version": VERSION,
        "language": catalogue.language,
        "fair": {
            "key": catalogue.fair.key,
            "names": catalogue.fair.names,
            "begins_on": catalogue.fair.begins_on.isoformat(),
            "ends_on": catalogue.fair.ends_on.isoformat(),
            "page": base + reverse("catalogue", args=[catalogue.language, catalogue.fair.key]),
        },
        "licence": catalogue.fair.catalogue_licence or None,
        "attribution": attribution_of(catalogue),
        "as_of": day.isoformat(),
        "notice": notice() if any(listing.is_demo for listing in listings) else None,
        "asked": {"q": answer.question.text, "letter": answer.question.letter,
                  **{name: list(values) for name, values in answer.question.chosen.items()}},
        "count": len(listings),
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "exhibitors": ['
    before = "\n"
    for detail in details_of(catalogue, listings):
        yield before + json.dumps(_as_object(catalogue, detail, base), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def page_of(catalogue: Catalogue, listing: Listing) -> str:
    """Return the path of an exhibitor's page."""
    return reverse("catalogue-exhibitor", args=[catalogue.language, catalogue.fair.key, listing.key])


def _cells(catalogue: Catalogue, detail: Detail) -> Sequence[str]:
    one = detail.listing
    return (
        one.key, one.name, *(one.names.get(language, "") for language in ("en", "de", "ru", "be")), one.place,
        one.country, catalogue.section(one.section), catalogue.pavilion(one.pavilion), one.standing,
        detail.host.key if detail.host else "", one.website, " ".join(sorted(one.languages)),
        " ".join(_codes(detail.offers)), " ".join(_codes(detail.demands)),
        "\n".join(line.text for line in detail.offers), "\n".join(line.text for line in detail.demands),
        "\n".join(exhibit.name for exhibit in detail.exhibits),
    )  # fmt: skip


def _codes(lines: Sequence[Line]) -> list[str]:
    return sorted({code for line in lines for code, _label in line.codes})


def _as_object(catalogue: Catalogue, detail: Detail, base: str) -> Mapping[str, Any]:  # Any: JSON
    one = detail.listing
    return {
        "key": one.key,
        "page": base + page_of(catalogue, one),
        "name": one.name,
        "names": one.names,
        "invented": one.is_demo,
        "place": {"name": one.place, "names": one.places, "country": one.country or None},
        "section": _named(one.section, catalogue.sections, catalogue.language),
        "pavilion": _named(one.pavilion, catalogue.pavilions, catalogue.language),
        "standing": one.standing,
        "host": detail.host.key if detail.host else None,
        "guests": [guest.key for guest in detail.guests],
        "website": one.website or None,
        "languages": sorted(one.languages),
        "offers": [_as_line(line) for line in detail.offers],
        "demands": [_as_line(line) for line in detail.demands],
        "exhibits": [{"name": exhibit.name, "shown_in": exhibit.kind} for exhibit in detail.exhibits],
    }


def _named(key: str, texts: Mapping[str, Mapping[str, str]], language: str) -> Mapping[str, str] | None:
    return {"key": key, "name": choose(texts.get(key, {}), language)} if key else None


def _as_line(line: Line) -> Mapping[str, Any]:  # Any: JSON
    return {
        "text": line.text,
        "language": line.language,
        "codes": [{"code": code, "label": label} for code, label in line.codes],
    }
