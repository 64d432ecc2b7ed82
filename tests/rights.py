"""Who may do what, asked of the running site: every address, every role, for the own thing and for another's.

``python tests/rights.py`` writes ``docs/rights.md`` anew.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kirmash.settings")
    sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
    django.setup()

from django.urls import URLPattern, URLResolver, get_resolver

from kirmash.base.access import RIGHTS
from kirmash.base.models import HELD_FOR, SITE, Account, SiteRole

if TYPE_CHECKING:
    from rules.predicates import Predicate

PAGE = Path(__file__).parents[1] / "docs" / "rights.md"
HEAD = """# Rights

Who may do what.
A role is held for the whole site, or for one thing: a fair, an organisation, a pavilion, a delegation, a place.
Whoever holds a role for one thing has its rights for this thing and for nothing else.
Which address answers to whom stands in `tests/kirmash/rights.csv`, which a test compares with the running site.
This page is written by `python tests/rights.py`.

● has the right, for the site or for the one thing, as the role is held ·
◐ only where the role is held for the whole site · ○ the role is always held for one thing

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address of the site: how it is written in the URL conf, its full name, the words that it needs."""

    route: str
    name: str
    words: tuple[str, ...]


def addresses(
    patterns: Iterable[URLPattern | URLResolver] | None = None,
    route: str = "",
    space: str = "",
    above: tuple[str, ...] = (),
) -> list[Address]:
    """Return every address of the site, in the order of its URL conf."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        written = route + str(pattern.pattern).removeprefix("^").removesuffix("$")
        words = above + (tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += addresses(pattern.url_patterns, written, inner, words)
        else:
            found.append(Address(route=written, name=f"{space}{pattern.name or ''}", words=words))
    return found


def _held(role: str, kind: str, wanted: "Predicate") -> bool:
    account = Account(is_active=True)
    subject = SITE if kind == SITE else f"{kind}:own"
    account.__dict__["held"] = frozenset({(role, subject)})
    return bool(wanted.test(account, frozenset({f"{kind}:own"})))


def _sign(role: str, wanted: "Predicate") -> str:
    held = [kind for kind in HELD_FOR[role] if _held(role, kind, wanted)]
    if SITE not in held:
        return "○" if held else ""
    return "●" if len(held) == len(HELD_FOR[role]) else "◐"


def _lines() -> Iterator[str]:
    roles = list(SiteRole)
    yield "| Right | " + " | ".join(str(role.label) for role in roles) + " |"
    yield "|---|" + ":-:|" * len(roles)
    for name, wanted in sorted(RIGHTS.items()):
        yield f"| {name.replace('_', ' ')} | " + " | ".join(_sign(role, wanted) for role in roles) + " |"
    yield ""
    yield "| Role | is held for |"
    yield "|---|---|"
    for role in roles:
        kinds = " or ".join("the whole site" if kind == SITE else f"one {kind}" for kind in HELD_FOR[role])
        yield f"| {role.label} | {kinds} |"


def written() -> str:
    """Return the page of the rights."""
    get_resolver().url_patterns  # noqa: B018  # with the pages come the rights of every chapter
    return HEAD + "\n".join(_lines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
