"""A catalogue for machines that read pages: JSON-LD in the words of schema.org, safe inside HTML."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kirmash.base.texts import choose
from kirmash.catalogue.exports.tables import attribution_of, notice, page_of
from kirmash.catalogue.queries import Catalogue, Detail, Listing
from kirmash.registry.queries import name_of

Thing = Mapping[str, Any]  # Any: JSON
#: What could end the element or a line of a script, written so that it cannot.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def script(things: Sequence[Thing]) -> SafeString:
    """Return things as the text of a script element; no text of theirs can leave it."""
    content = json.dumps({"@context": "https://schema.org", "@graph": list(things)}, ensure_ascii=False)
    return SafeString(content.translate(_ESCAPES))


def fair_thing(catalogue: Catalogue, base: str) -> Thing:
    """Return the fair as an event; what the record does not know is left out."""
    fair = catalogue.fair
    place = {
        "@type": "Place",
        "name": (choose(fair.venue.names, catalogue.language) if fair.venue else "")
        or name_of(fair.place.names.all(), catalogue.language),
        "address": {
            "@type": "PostalAddress",
            "addressLocality": name_of(fair.place.names.all(), catalogue.language),
            **({"addressCountry": fair.place.country_code} if fair.place.country_code else {}),
        },
    }
    return {
        "@type": "ExhibitionEvent",
        "@id": f"{base}{reverse('catalogue-any', args=[f'{fair.key}/'])}#fair",
        "name": catalogue.name,
        "startDate": fair.begins_on.isoformat(),
        "endDate": fair.ends_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": place,
        "url": base + reverse("catalogue", args=[catalogue.language, fair.key]),
    }


def data_thing(catalogue: Catalogue, base: str) -> Thing:
    """Return the catalogue as a set of data to be taken away."""
    fair, language = catalogue.fair, catalogue.language
    thing = {
        "@type": "Dataset",
        "name": _("Exhibitors of %(fair)s") % {"fair": catalogue.name},
        "description": _("All exhibitors of the fair with their goods, offers and demands, as CSV and JSON.")
        + (" " + _("Demonstration: the companies are invented.") if catalogue.has_invented else ""),
        "inLanguage": language,
        "isAccessibleForFree": True,
        "creditText": attribution_of(catalogue),
        "url": base + reverse("catalogue", args=[language, fair.key]),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind,
             "contentUrl": base + reverse(f"catalogue-{name}", args=[language, fair.key])}
            for name, kind in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }  # fmt: skip
    return thing | ({"license": fair.catalogue_licence} if fair.catalogue_licence else {})


def organisation_thing(catalogue: Catalogue, detail: Detail, base: str) -> Thing:
    """Return an exhibitor as an organisation with what it offers and seeks."""
    one = detail.listing
    address = {"@type": "PostalAddress"}
    address |= {"addressLocality": one.place} if one.place else {}
    address |= {"addressCountry": one.country} if one.country else {}
    thing: dict[str, Any] = {  # Any: JSON
        "@type": "Organization",
        "@id": f"{base}{reverse('catalogue-any', args=[f'{catalogue.fair.key}/exhibitors/{one.key}/'])}#organisation",
        "name": one.name,
        "alternateName": sorted({*one.names.values()} - {one.name}),
        "mainEntityOfPage": base + page_of(catalogue, one),
        "makesOffer": [_good("Offer", line.text) for line in detail.offers],
        "seeks": [_good("Demand", line.text) for line in detail.demands],
        "knowsLanguage": sorted(one.languages),
    }
    thing |= {"address": address} if len(address) > 1 else {}
    thing |= {"url": one.website} if one.website else {}
    thing |= {"description": notice()} if one.is_demo else {}
    return {name: value for name, value in thing.items() if value}


def list_thing(catalogue: Catalogue, listings: Sequence[Listing], *, start: int, total: int, base: str) -> Thing:
    """Return a page of the list, each exhibitor with its position."""
    return {
        "@type": "ItemList",
        "name": _("Exhibitors of %(fair)s") % {"fair": catalogue.name}
        + (" (" + _("invented companies of a demonstration") + ")" if catalogue.has_invented else ""),
        "numberOfItems": total,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": one.name, "url": base + page_of(catalogue, one)}
            for position, one in enumerate(listings, start=start)
        ],
    }


def crumbs_thing(crumbs: Sequence[tuple[str, str]], base: str) -> Thing:
    """Return the way to a page: names and paths."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": base + path}
            for position, (name, path) in enumerate(crumbs, start=1)
        ],
    }


def _good(kind: str, text: str) -> Thing:
    return {"@type": kind, "itemOffered": {"@type": "Product", "name": text}}
