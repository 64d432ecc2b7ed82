"""Who needs an interpreter, for whom, between which languages; and what is not known or missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from kirmash.agreements.ceremony.scene import Authority, Scene, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Two who have no language in common; ``other`` is nobody where it is the announcer who is not understood."""

    one: Side
    other: Side | None
    ones: Sequence[str]
    others: Sequence[str]

    @property
    def is_with_announcer(self) -> bool:
        """Whether the announcer is the other."""
        return self.other is None


def interpreters_needed(scene: Scene) -> list[Need]:
    """Return who needs whom: pairs whose signatories are known to have no language in common, and the announcer's."""
    found = [
        Need(one=one, other=other, ones=tuple(one.languages), others=tuple(other.languages))
        for one, other in combinations(scene.sides, 2)
        if one.languages and other.languages and not _shared(one.languages, other.languages)
    ]
    announced = [
        Need(one=side, other=None, ones=tuple(side.languages), others=tuple(scene.announcers))
        for side in scene.sides
        if side.languages and scene.announcers and not _shared(side.languages, scene.announcers)
    ]
    return found + announced


def _shared(one: Sequence[str], other: Sequence[str]) -> set[str]:
    """Return the languages in common; ``ru-BY`` is Russian."""
    return {tag.partition("-")[0] for tag in one} & {tag.partition("-")[0] for tag in other}


class Lack(StrEnum):
    """What somebody must still find out."""

    SIGNATORY = "signatory"
    LANGUAGES = "languages"
    PAPER = "paper"
    NAME = "name"
    COUNTRY = "country"


def lacks(scene: Scene) -> Iterator[tuple[Lack, Side, str]]:
    """Yield what is missing: who signs, what they speak, the paper of a deputy, a name in an announcer's language.

    A name that is not recorded in a language is not transliterated: the nearest form is said, and this is yielded.
    """
    for side in scene.sides:
        if not side.is_named:
            yield Lack.SIGNATORY, side, ""
            continue
        if not side.languages:
            yield Lack.LANGUAGES, side, ""
        if side.authority is not Authority.OWN_OFFICE and not side.paper:
            yield Lack.PAPER, side, ""
        for language in scene.announcers:
            if not side.person.get(language):
                yield Lack.NAME, side, language
        if not side.country:
            yield Lack.COUNTRY, side, ""
