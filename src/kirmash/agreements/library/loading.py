"""The library as it stands in its files; a file that does not fit the others is refused when it is first read."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kirmash.agreements.library.clause import LANGUAGES, Clause, ClauseParagraph, Parameter, ParameterType, Place
from kirmash.agreements.library.numbers import Numerals, Unit
from kirmash.agreements.library.values import default_of

FOLDER = Path(__file__).parent

type_of_forms = Mapping[str, Mapping[str, str]]
#: What a TOML file holds, before it is checked.
type_of_table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one language that do not belong to a clause."""

    language: str
    words: Mapping[str, str]
    units: type_of_forms
    every: Mapping[str, str]
    sides: type_of_forms
    others: type_of_forms
    tongues: Mapping[str, str]
    counts: Sequence[str]
    #: None where lawyers write no words beside the digits, as in German.
    numerals: Numerals | None
    nouns: type_of_forms
    kinds: Mapping[str, Sequence[str]]
    fields: Mapping[str, str]

    def this(self, kind: str, case: str) -> str:
        """Return how the text speaks of itself, as in *this Agreement*, the nominative if it has no case."""
        forms = self.nouns[self.kinds[kind][0]]
        return forms.get(case, forms["nominative"])

    def title(self, kind: str) -> str:
        """Return the words for a kind of instrument in a title."""
        return self.kinds[kind][1]


@cache
def wording_of(language: str) -> Wording:
    """Return the words of a language."""
    content = _texts(language)
    return Wording(
        language=language,
        counts=content["counts"]["names"],
        numerals=_numerals(content["numerals"]),
        **{
            name: content[name]
            for name in ("words", "units", "every", "sides", "others", "tongues", "nouns", "kinds", "fields")
        },
    )


@cache
def library() -> Mapping[str, Clause]:
    """Return the clauses by their keys, in the order in which an agreement has them."""
    texts = {language: _texts(language)["clauses"] for language in LANGUAGES}
    found = {row["key"]: _clause(row, texts) for row in _read("clauses.toml")["clause"]}
    for language in LANGUAGES:
        if set(texts[language]) != set(found):
            _complain(language, sorted(set(texts[language]) ^ set(found)))
    return found


def kinds() -> tuple[str, ...]:
    """Return the kinds of instruments that can be drafted."""
    return tuple(wording_of("en").kinds)


def fields() -> tuple[str, ...]:
    """Return the fields of cooperation that a text can name."""
    return tuple(wording_of("en").fields)


@cache
def _texts(language: str) -> type_of_table:
    return _read(f"texts/{language}.toml")


def _numerals(table: type_of_table) -> Numerals | None:
    return Numerals(**{name.replace("-", "_"): words for name, words in table.items()}) if table else None


def _read(name: str) -> type_of_table:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _clause(row: type_of_table, texts: Mapping[str, type_of_table]) -> Clause:
    own = {language: found[row["key"]] for language, found in texts.items() if row["key"] in found}
    if len(own) < len(LANGUAGES):
        _complain(row["key"], sorted(set(LANGUAGES) - set(own)))
    parameters = tuple(_parameter(one, own) for one in row.get("parameters", []))
    paragraphs = tuple(_paragraph(one, row["key"], own) for one in row["paragraphs"])
    _check_words(row, own, {one.name for one in parameters}, [one for one in paragraphs if not one.each])
    return Clause(
        key=row["key"],
        version=row["version"],
        place=Place(row.get("place", "article")),
        sides=tuple(row["for"]),
        titles={language: words["title"] for language, words in own.items()},
        parameters=parameters,
        paragraphs=paragraphs,
        field=row.get("field", ""),
        promise={language: words["promise"] for language, words in own.items() if "promise" in words},
    )


def _parameter(row: type_of_table, own: Mapping[str, type_of_table]) -> Parameter:
    parameter = Parameter(
        name=row["name"],
        type=ParameterType(row["type"]),
        labels={language: words["labels"][row["name"]] for language, words in own.items()},
        bounds={unit: (row[unit][0], row[unit][1]) for unit in Unit if unit in row},
        choices=tuple(row.get("choices", fields() if row["type"] == ParameterType.FIELDS else ())),
        choice_labels={
            language: words.get("choices", {}).get(row["name"], {}) for language, words in own.items()
        },
        is_optional=row.get("optional", False),
        when=_when(row),
    )  # fmt: skip
    return default_of(parameter, row.get("default"))


def _paragraph(row: type_of_table, clause: str, own: Mapping[str, type_of_table]) -> ClauseParagraph:
    texts = {language: words[row["key"]] for language, words in own.items() if row["key"] in words}
    if not row.get("each") and len(texts) < len(LANGUAGES):
        _complain(f"{clause}.{row['key']}", sorted(set(LANGUAGES) - set(texts)))
    return ClauseParagraph(
        key=row["key"], texts=texts, when=_when(row),
        is_item=row.get("item", False) or "each" in row, each=row.get("each", ""),
    )  # fmt: skip


def _when(row: type_of_table) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in row.get("when", {}).items()}


def _check_words(
    row: type_of_table, own: Mapping[str, type_of_table], names: set[str], paragraphs: Sequence[ClauseParagraph]
) -> None:
    """Refuse words for what a clause has not: a paragraph or parameter that was renamed in one file only."""
    known = {"title", "labels", "choices", "promise"} | {paragraph.key for paragraph in paragraphs}
    for language, words in own.items():
        if odd := (set(words) - known) | (set(words.get("labels", {})) ^ names):
            _complain(f"{language}: {row['key']}", sorted(odd))


def _complain(where: str, what: Sequence[str]) -> None:
    sentence = f"library of clauses, {where}: {', '.join(what)} does not fit the other files"
    raise ValueError(sentence)
