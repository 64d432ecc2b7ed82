"""The parties of a draft: their names in the cases of each language, and the groups in which they stand together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kirmash.agreements.library.loading import Wording

FEWEST, MOST = 2, 12
NOMINATIVE = "nominative"


class Side(StrEnum):
    """What a party is."""

    CITY = "city"
    REGION = "region"
    COMPANY = "company"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParty:
    """A party as a draft names it; everything is by language.

    ``names`` holds the bare name of a city, or the full name of a region or a company, by case; the nominative must
    be there. ``bodies`` is who acts for it, in the nominative; ``countries`` is the name of its state.
    """

    key: str
    side: Side
    language: str
    names: Mapping[str, Mapping[str, str]]
    bodies: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)


def full_name(party: DraftParty, case: str, wording: Wording) -> str:
    """Return the name of a party in a case, as in *города Гомеля*.

    Where the case is not known, the word for what it is bends instead and the name stays in the nominative, as
    official texts do: *города Гомель*, *региона Гомельская область*.
    """
    forms = party.names[wording.language]
    name = forms.get(case) or forms[NOMINATIVE]
    word = wording.sides[party.side].get(case, "")
    if party.side is not Side.CITY and (case == NOMINATIVE or forms.get(case)):
        word = ""
    return f"{word} {name}".strip()


def acting_name(party: DraftParty, wording: Wording) -> str:
    """Return who acts for a party, with its state in brackets: the subject of the preamble."""
    name = party.bodies.get(wording.language) or full_name(party, NOMINATIVE, wording)
    country = party.countries.get(wording.language)
    return f"{name} ({country})" if country else name


def group(members: Sequence[str], *, begins_sentence: bool = False, joiner: str = "") -> str:
    """Return names as the markup of the originals groups them; each original has them in its own order."""
    body = " | ".join(escaped(member) for member in members)
    return f"{{{'^ ' if begins_sentence else ''}{body}{f' :: {joiner}' if joiner else ''}}}"


def escaped(text: str) -> str:
    """Return a text in which nothing is taken for a sign of the markup."""
    plain = " ".join(text.split())
    for sign in "\\{}|":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("::", ": :")


def sides_of(parties: Sequence[DraftParty]) -> str:
    """Say whether the parties are public, companies or both."""
    are_companies = {party.side is Side.COMPANY for party in parties}
    return "mixed" if len(are_companies) == 2 else "company" if are_companies == {True} else "public"
