"""Of what kind a difference is: a number, a date, a comparator, a look-alike letter, a name, another word."""

from collections.abc import Sequence

from kirmash.agreements.alternat.checking.naming import Names
from kirmash.agreements.alternat.checking.tokens import Token, is_mixed, looks_like
from kirmash.agreements.alternat.languages import LANGUAGES, Language

_SENTENCE = 4  # words; what is longer and stands in one text only is not named by a word in it


def kind_of(one: Sequence[Token], other: Sequence[Token], around: Sequence[Token], language: str, names: Names) -> str:
    """Return the kind of a difference; ``around`` is what stands before and after it in the one text."""
    words, other_words = [t.text for t in one], [t.text for t in other]
    if _is_loose(one, other):
        return ""
    if looks_like(" ".join(words), " ".join(other_words)):
        return "look-alike"
    if (not words or not other_words) and len(words) + len(other_words) >= _SENTENCE:
        return "missing-text" if words else "extra-text"
    known = LANGUAGES.get(language)
    months = known.months if known else ()
    changed = [token.text for token in (*one, *other)]
    has_digit = any(word[0].isdigit() for word in changed)
    is_near_month = any(_is_month(t.text, months) for t in around) and has_digit
    if any(_is_month(word, months) for word in changed) or is_near_month or _has_date(changed):
        return "date"
    if has_digit:
        return "number"
    if "".join(words).replace("-", "") == "".join(other_words).replace("-", ""):
        return "spacing"
    if [word.casefold() for word in words] == [word.casefold() for word in other_words]:
        return "case"
    named, other_named = _named(one, names), _named(other, names)
    if named and other_named and named != other_named:
        return "names-exchanged"
    return _by_words(changed, known, has_one=bool(one), has_other=bool(other))


def _by_words(changed: Sequence[str], known: Language | None, *, has_one: bool, has_other: bool) -> str:
    lowered = [word.lower() for word in changed]
    if known and len(changed) <= 6 and any(word in known.comparators for word in lowered):
        return "comparator"
    if known and len(changed) <= 4 and any(word.startswith(known.numerals) for word in lowered if word.isalpha()):
        return "number"
    if any(is_mixed(word) for word in changed):
        return "look-alike"
    if not any(letter.isalnum() for word in changed for letter in word):
        return "punctuation"
    if has_one and has_other:
        return "word"
    return "missing-text" if has_one else "extra-text"


def _is_loose(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Say whether only a hyphen at a line's end makes the difference."""
    if not any(token.is_loose for token in (*one, *other)):
        return False
    return "".join(t.key for t in one).replace("-", "") == "".join(t.key for t in other).replace("-", "")


def _is_month(word: str, months: Sequence[str]) -> bool:
    lowered = word.lower()
    return any(lowered == month if len(month) < 4 else lowered.startswith(month) for month in months)


def _has_date(words: Sequence[str]) -> bool:
    for word in words:
        parts = word.replace("/", ".").replace("-", ".").split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[-1]) in {2, 4}:
            return True
    return False


def _named(tokens: Sequence[Token], names: Names) -> set[int]:
    return {party for token in tokens if (party := names.party(token)) is not None}
