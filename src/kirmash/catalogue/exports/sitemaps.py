"""The catalogue for crawlers: every page of it once in each language, each naming the others."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import get_language

from kirmash.catalogue.queries import published
from kirmash.exhibition.models.fair import Fair

LANGUAGES = [language for language, _label in settings.LANGUAGES]


class FairSitemap(Sitemap):  # type: ignore[type-arg]  # has parameters for the type checker only
    """The pages of one catalogue: its front page, its list, its exhibitors; at most 50,000 addresses a file."""

    i18n = True
    alternates = True
    languages = LANGUAGES
    limit = 8_000
    changefreq = "daily"

    def __init__(self, fair: Fair, protocol: str) -> None:
        self.fair = fair
        self.protocol = protocol
        self.homes = {language: reverse("catalogue", args=[language, fair.key]) for language in LANGUAGES}

    def items(self) -> Sequence[str]:
        """Return the ends of the addresses within the catalogue."""
        keys = self.fair.exhibitors.order_by("key").values_list("key", flat=True)
        return ["", "exhibitors/", *(f"exhibitors/{key}/" for key in keys)]

    def location(self, item: str) -> str:
        """Return the path of a page in the language that is asked for."""
        return self.homes[get_language() or "en"] + item


def sitemaps_of(protocol: str) -> dict[str, Any]:  # Any: maps, and classes of maps
    """Return the map of every published catalogue, by the key of its fair."""
    return {fair.key: FairSitemap(fair, protocol) for fair in published()}
