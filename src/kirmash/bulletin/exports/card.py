"""A release as a picture for other sites, 1200 × 630 pixels: the same release, the same bytes."""

import hashlib
import json
from pathlib import Path

import typst
from django.core.cache import cache

from kirmash.base.texts import choose
from kirmash.bulletin.models import Told

TEMPLATE = Path(__file__).parents[2] / "templates" / "bulletin" / "card.typ"
#: Pixels; a page of half as many points at 144 points to the inch.
WIDTH, HEIGHT = 1200, 630
SECONDS_KEPT = 24 * 3600
#: Scripts for which no font is shipped: their card shows the fair alone.
WITHOUT_FONT = ("zh",)


def words_of(release: Told) -> dict[str, str]:
    """Return what stands on the card."""
    is_written = release.language not in WITHOUT_FONT
    return {
        "language": release.language if is_written else "en",
        "fair": choose(release.fair.names, release.language if is_written else "en"),
        "headline": release.headline if is_written else "",
        "dateline": release.dateline if is_written else "",
    }


def card_png(release: Told) -> bytes:
    """Return the card of a release; drawn once for the same words."""
    words = json.dumps(words_of(release), sort_keys=True)
    name = f"card-{hashlib.sha256(words.encode()).hexdigest()}"
    kept: bytes | None = cache.get(name)
    if kept is None:
        kept = drawn(words)
        cache.set(name, kept, SECONDS_KEPT)
    return kept


def drawn(words: str) -> bytes:
    """Return a card as PNG; the words are data and nothing of them is run."""
    picture = typst.compile(
        TEMPLATE.read_bytes(), format="png", ppi=144, sys_inputs={"card": words}, ignore_system_fonts=True
    )
    return bytes(picture)
