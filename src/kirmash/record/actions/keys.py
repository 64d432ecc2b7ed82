"""Keys that the product makes: readable words, unique in their table."""

import re
from itertools import count

from django.utils.text import slugify

from kirmash.base.models import Record

LONGEST = 80


def word_of(reference: str) -> str:
    """Return a reference without its kinds: ``place:gomel+place:minsk`` is ``gomel-minsk``."""
    return "-".join(part.partition(":")[2] or part for part in reference.split("+"))


def new_key(model: type[Record], *words: str) -> str:
    """Return a key that no row has: the words in Latin letters, with a number where that is taken."""
    base = re.sub("[-_]+", "-", slugify(" ".join(words)))[:LONGEST].strip("-") or model.__name__.lower()
    taken = set(model._default_manager.filter(key__startswith=base).values_list("key", flat=True))
    if base not in taken:
        return base
    return next(key for number in count(2) if (key := f"{base}-{number}") not in taken)
