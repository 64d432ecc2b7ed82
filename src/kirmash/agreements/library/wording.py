"""Why clauses or a draft are refused, in the reader's language."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from kirmash.agreements.library.clause import ClauseFault
from kirmash.agreements.library.loading import library
from kirmash.base.texts import choose

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "parameter-unknown": lambda: _("The clause has no such value."),
    "value-missing": lambda: _("Fill this in."),
    "no-duration": lambda: _("“{0}” is no length of time; write it as in 6 months."),
    "unit-unfit": lambda: _("“{0}” is counted in the wrong unit."),
    "out-of-bounds": lambda: _("“{0}” is not between {1} and {2}."),
    "no-day": lambda: _("“{0}” is no day of every year; write month and day, as in 01-15."),
    "no-date": lambda: _("“{0}” is no date; write it as in 2026-01-31."),
    "choice-unknown": lambda: _("“{0}” is none of the choices."),
    "no-text": lambda: _("Write a text for each language."),
    "too-long": lambda: _("The text is longer than {0} characters."),
    "kind-unknown": lambda: _("No text can be drafted for this kind of document."),
    "languages-unfit": lambda: _("Choose at least one language, and each once."),
    "language-unknown": lambda: _("The library has no clauses in the language “{0}”."),
    "place-missing": lambda: _("The place of signature has no name in the language “{0}”."),
    "number-of-parties": lambda: _("A draft has {1} to {2} parties, not {0}."),
    "party-twice": lambda: _("A party is named twice."),
    "own-language-missing": lambda: _("The party {0} has no text in its own language “{1}”."),
    "name-missing": lambda: _("The party {0} has no name in the language “{1}”."),
    "same-name": lambda: _("Two parties have the same name in the language “{0}”."),
    "no-articles": lambda: _("Choose at least one clause."),
    "clause-twice": lambda: _("The clause is chosen twice."),
    "clause-unfit": lambda: _("The clause does not fit these parties."),
    "bodies-unfit": lambda: _("{0} contact bodies are named for {1} parties."),
    "text-missing": lambda: _("The text is missing in the language “{0}”."),
    "prevails-unfit": lambda: _("The text that prevails, “{0}”, is none of those that are signed."),
}


def say_fault(fault: ClauseFault) -> str:
    """Return a fault as a sentence, with the clause and the value that it is about."""
    sentence = _SENTENCES[fault.code]().format(*fault.values)
    clause = library().get(fault.clause)
    if clause is None:
        return sentence
    parameter = clause.parameter(fault.parameter)
    about = choose(clause.titles) + (f", {choose(parameter.labels)}" if parameter else "")
    return f"{about}: {sentence}"
