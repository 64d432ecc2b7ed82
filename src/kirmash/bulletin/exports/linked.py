"""A published release for machines that read pages: JSON-LD in the words of schema.org."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from kirmash.base.texts import choose
from kirmash.bulletin.exports.card import HEIGHT, WIDTH
from kirmash.bulletin.exports.feeds import Item, body_of, changed_at, lead_of, notice_of
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Source
from kirmash.registry.queries import name_of

Thing = Mapping[str, Any]  # Any: JSON


def event_thing(fair: Fair, language: str, page: str) -> Thing:
    """Return the fair as an event."""
    place = name_of(fair.place.names.all(), language)
    venue = choose(fair.venue.names, language) if fair.venue else ""
    country = {"addressCountry": fair.place.country_code} if fair.place.country_code else {}
    return {
        "@type": "ExhibitionEvent",
        "@id": f"{page}#fair",
        "name": choose(fair.names, language),
        "startDate": fair.begins_on.isoformat(),
        "endDate": fair.ends_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place",
            "name": venue or place,
            "address": {"@type": "PostalAddress", "addressLocality": place, **country},
        },
        "url": page,
    }


def article_thing(item: Item, event: str, site: str) -> Thing:
    """Return a release as a news article about the fair, with the sources that it rests on."""
    release = item.release
    notice = notice_of(release)
    sources = Source.objects.filter(claims__published_sentences__publication=release).exclude(url="")
    return {
        "@type": "NewsArticle",
        "@id": f"{item.page}#article",
        "headline": release.headline,
        "description": lead_of(release),
        "articleBody": "\n\n".join(body_of(release)),
        "dateline": release.dateline,
        "inLanguage": release.language,
        "datePublished": release.published_at.isoformat(timespec="seconds"),
        "dateModified": changed_at(release).isoformat(timespec="seconds"),
        **({"correction": {"@type": "CorrectionComment", "text": " ".join(notice)}} if notice else {}),
        "mainEntityOfPage": item.page,
        "url": item.page,
        "image": {"@type": "ImageObject", "url": item.card, "width": WIDTH, "height": HEIGHT},
        "about": {"@id": event},
        "isBasedOn": list(sources.distinct().order_by("key").values_list("url", flat=True)),
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": site},
        "author": {"@type": "Organization", "name": settings.SITE_NAME, "url": site},
    }


def things(item: Item, press: str, site: str) -> Sequence[Thing]:
    """Return what a release's page says to machines."""
    event = event_thing(item.release.fair, item.release.language, press)
    return [article_thing(item, event["@id"], site), event]
