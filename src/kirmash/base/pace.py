"""How often something may be tried: counted in the shared cache, minute by minute."""

import time

from django.core.cache import cache

WINDOW_S = 60


def is_too_often(what: str, who: str, most: int) -> bool:
    """Count a try; say whether there were more than so many within this minute."""
    key = f"pace-{what}-{who}-{int(time.time()) // WINDOW_S}"
    cache.add(key, 0, 2 * WINDOW_S)
    return int(cache.incr(key)) > most


def has_tried_often(what: str, who: str, most: int) -> bool:
    """Say whether somebody tried more than so often within this minute, without counting."""
    return int(cache.get(f"pace-{what}-{who}-{int(time.time()) // WINDOW_S}", 0)) > most
