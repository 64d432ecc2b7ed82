"""Ties as plain words, so that a table keeps them, and back."""

import datetime
from typing import Any

from kirmash.agreements.reconciling.kinds import kinds_of
from kirmash.agreements.reconciling.tie import End, Name, Tie

Words = dict[str, Any]  # Any: texts, numbers, lists of them
#: With this begins the key of a place that a person said is none of those that are known.
NOT_KNOWN = "~"


def words_of_tie(tie: Tie) -> Words:
    """Return a tie as words; what is not said is left out."""
    said: Words = {
        "a": _words_of_end(tie.a), "b": _words_of_end(tie.b), "a_says": tie.a_says, "b_says": tie.b_says,
        "kind": tie.kind or None, "day": tie.day.isoformat() if tie.day else None, "year": tie.year, "row": tie.row,
        "note": tie.note or None,
    }  # fmt: skip
    return {name: word for name, word in said.items() if word is not None}


def tie_of_words(words: Words, first: End | None = None) -> Tie:
    """Return the tie that was kept, with the first end where that was left out."""
    return Tie(
        a=first or _end_of_words(words["a"]), b=_end_of_words(words["b"]), a_says=words.get("a_says"),
        b_says=words.get("b_says"), kind=words.get("kind", ""), kinds=kinds_of(words.get("kind", "")),
        day=datetime.date.fromisoformat(words["day"]) if "day" in words else None, year=words.get("year"),
        row=words["row"], note=words.get("note", ""),
    )  # fmt: skip


def _words_of_end(end: End) -> Words:
    said: Words = {
        "key": end.key, "wikidata": end.wikidata, "geonames": end.geonames, "country": end.country,
        "names": [[name.text, name.language] for name in end.names],
    }  # fmt: skip
    return {name: word for name, word in said.items() if word}


def _end_of_words(words: Words) -> End:
    names = tuple(Name(text=text, language=language) for text, language in words.get("names", ()))
    ids = {name: words.get(name, "") for name in ("key", "wikidata", "geonames", "country")}
    return End(names=names, **ids)
