"""What a reader of the catalogue asks for, as an address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

#: By what the list is narrowed: the word in the address, and what it is called.
FACETS = {
    "section": _("Section"),
    "country": _("Country"),
    "pavilion": _("Pavilion"),
    "standing": _("Standing"),
    "goods": _("Goods offered"),
    "sought": _("Goods sought"),
    "shown": _("Exhibits shown"),
    "language": _("Languages at the stand"),
}
#: In which orders the list comes.
SORTS = {"relevance": _("best match first"), "name": _("by name"), "place": _("by place")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Words, choices within facets, a letter, an order and a page; the choices of one facet are alternatives."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    letter: str = ""
    sort: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for that leaves exhibitors out."""
        return bool(self.text or self.chosen or self.letter)

    @property
    def address(self) -> str:
        """The question as the end of an address, the same for the same question; empty for none."""
        words = [("q", self.text)] if self.text else []
        words += [(name, value) for name in FACETS for value in sorted(self.chosen.get(name, ()))]
        words += [(name, value) for name, value in (("letter", self.letter), ("sort", self.sort)) if value]
        words += [("page", str(self.page))] if self.page > 1 else []
        return "?" + urlencode(words) if words else ""

    def asked(self, **changes: object) -> "Question":
        """Return another question, from its first page."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]  # fields of this class

    def without(self, name: str, value: str) -> "Question":
        """Return the question without a choice."""
        left = tuple(other for other in self.chosen.get(name, ()) if other != value)
        return self.asked(
            chosen={**{n: v for n, v in self.chosen.items() if n != name}, **({name: left} if left else {})}
        )

    def turned(self, page: int) -> "Question":
        """Return the same question at another page."""
        return replace(self, page=page)
