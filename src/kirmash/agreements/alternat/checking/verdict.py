"""What the checker says, for programs and, through ``wording``, for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: language, article (0: before the first), and paragraph as it is numbered."""

    language: str = ""
    article: int = 0
    paragraph: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A difference that is none of order, or an order that is not as it must be.

    ``files`` are the places, from 1, of the files concerned: the one at fault, or both; ``one`` and
    ``other`` are what stands in the first and the second of the two that were compared.
    """

    kind: str
    place: Place
    one: str = ""
    other: str = ""
    files: tuple[int, ...] = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file as it was understood: its languages in their order, whose original it is, what was not read."""

    name: str
    kind: str
    keeper: str
    languages: tuple[str, ...]
    words: int
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether files differ in order only, how many joint namings show it, and every finding."""

    is_same: bool
    files: tuple[Checked, ...]
    exchanged: int
    findings: tuple[Finding, ...] = ()
