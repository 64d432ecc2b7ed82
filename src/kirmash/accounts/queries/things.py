"""The things that roles are held for: finding them by what a person types, and naming them."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kirmash.accounts.queries.scope import Scope, reachable
from kirmash.base.models import HELD_FOR, SITE
from kirmash.base.texts import choose
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.record.queries import labels_of
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of
from kirmash.search.queries import find

#: More things than this are not offered; one more word finds fewer.
MOST = 12
_REFERENCE = re.compile(r"(?:.*\[)?(?P<word>(?P<kind>[a-z]+):(?P<key>[a-z0-9/_-]+))\]?", re.ASCII)
Things = list[tuple[str, str]]


def find_things(role: str, text: str, scope: Scope) -> Things:
    """Return what a person may mean by the thing of a role: words with names, the best first, at most twelve."""
    kinds = HELD_FOR.get(role, ())
    text = text.replace("\0", "").strip()
    named = _REFERENCE.fullmatch(text)
    if named and named["kind"] in kinds:
        words = [named["word"]] if is_there(named["word"]) else []
    elif not text:
        words = _meant_by_nothing(kinds, scope)
    else:
        words = [word for kind in kinds for word in _FINDERS.get(kind, _nothing)(text)]
    within = reachable(scope, ((role, word) for word in words))
    words = [word for word in words if (role, word) in within][:MOST]
    names = named_things(words)
    return [(word, names[word][0]) for word in words]


def named_things(words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the name and the address of each thing, by its word; a few queries for any number."""
    wanted = set(words)
    pavilions = _pavilions_named({word for word in wanted if word.startswith("pavilion:")})
    labels = labels_of(wanted - set(pavilions) - {SITE})
    found = {}
    for word in wanted:
        name = _("the whole site") if word == SITE else pavilions.get(word) or labels.get(word, word)
        found[word] = (name, _address(word))
    return found


def _address(word: str) -> str:
    kind, _colon, key = word.partition(":")
    if kind == "organisation":
        return reverse("organisation", args=[key])
    if kind == "fair":
        return reverse("fair", args=[key])
    if kind == "place":
        return f"{reverse('claims')}?{urlencode({'subject': word})}"
    if kind == "pavilion":
        fair, _slash, pavilion = key.partition("/")
        return f"{reverse('exhibitors', args=[fair])}?{urlencode({'pavilion': pavilion})}"
    return ""


def _pavilions_named(words: set[str]) -> dict[str, str]:
    fairs = {word.partition(":")[2].partition("/")[0] for word in words}
    rows = Pavilion.objects.filter(fair__key__in=fairs)
    rows = rows.select_related("fair", "place").prefetch_related("place__names")
    found = {f"pavilion:{row.fair.key}/{row.key}": _pavilion_name(row) for row in rows}
    return {word: found[word] for word in words if word in found}


def _pavilion_name(pavilion: Pavilion) -> str:
    return f"{name_of(pavilion.place.names.all()) or pavilion.key}, {choose(pavilion.fair.names)}"


def _meant_by_nothing(kinds: tuple[str, ...], scope: Scope) -> list[str]:
    """Return what stands for an empty field: the site for administrators, the one fair of an organiser."""
    if SITE in kinds and scope.is_whole:
        return [SITE]
    if "fair" in kinds and scope.fairs is not None and len(scope.fairs) == 1:
        return [f"fair:{key}" for key in scope.fairs]
    return []


def is_there(word: str) -> bool:
    """Say whether there is what a word names."""
    kind, _colon, key = word.partition(":")
    fair, _slash, rest = key.partition("/")
    if kind == "pavilion":
        return Pavilion.objects.filter(fair__key=fair, key=rest).exists()
    if kind == "delegation":
        return bool(rest) and Fair.objects.filter(key=fair).exists()
    models = {"fair": Fair, "organisation": Organisation, "place": Place}
    return word == SITE or (kind in models and models[kind]._default_manager.filter(key=key).exists())


def _nothing(_text: str) -> list[str]:
    return []


def _fairs(text: str) -> list[str]:
    wanted = text.casefold()
    rows = Fair.objects.order_by("-begins_on")
    return [f"fair:{fair.key}" for fair in rows if _says([fair.key, *fair.names.values()], wanted)]


def _pavilions(text: str) -> list[str]:
    wanted = text.casefold()
    rows = Pavilion.objects.select_related("fair", "place").prefetch_related("place__names").order_by("fair", "key")
    return [
        f"pavilion:{row.fair.key}/{row.key}"
        for row in rows
        if _says([row.key, *(form.text for form in row.place.names.all())], wanted)
    ]


def _says(texts: Iterable[str], wanted: str) -> bool:
    return any(wanted in text.casefold() for text in texts)


def _organisations(text: str) -> list[str]:
    return [f"organisation:{hit.entry.key}" for hit in find(text, kinds=["organisation"], limit=3 * MOST)]


def _places(text: str) -> list[str]:
    return [f"place:{hit.entry.key}" for hit in find(text, kinds=["place"], limit=MOST)]


_FINDERS = {"fair": _fairs, "pavilion": _pavilions, "organisation": _organisations, "place": _places}
