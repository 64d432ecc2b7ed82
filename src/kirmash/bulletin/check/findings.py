"""What the checker answers: what it found wrong, and which facts carry the rest."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Slip(TextChoices):
    """What is wrong with a span."""

    NUMBER = "number", _("number")
    COMPARATOR = "comparator", _("comparator")
    UNIT = "unit", _("what is counted")
    DATE = "date", _("date")
    AS_OF = "as-of", _("as-of date")
    NAME = "name", _("name")
    OFFICE = "office", _("office")
    LEVEL = "level", _("level of government")
    KIND = "kind", _("kind of document")
    ACT = "act", _("act")
    BLOCK = "block", _("document, statement or talks")
    DIRECTION = "direction", _("direction of trade")
    WHO = "who", _("who for whom")
    FORECAST = "forecast", _("forecast as result")
    STAND = "stand", _("part for the whole")
    QUOTATION = "quotation", _("quotation")
    TRANSLATION = "translation", _("translated quotation")
    SUPERLATIVE = "superlative", _("superlative or first")
    NEGATION = "negation", _("negation")
    UNSUPPORTED = "unsupported", _("no fact carries it")


class Severity(TextChoices):
    """How much a finding weighs."""

    ERROR = "error", _("contradicts the facts")
    WARNING = "warning", _("not in the facts")


#: Slips where nothing in the facts is contradicted: they only do not say it.
UNKNOWN = {Slip.UNSUPPORTED, Slip.SUPERLATIVE, Slip.AS_OF}

SENTENCES: "dict[tuple[Slip, bool], StrPromise]" = {
    (Slip.NUMBER, True): _("The facts have another number here: %(expected)s."),
    (Slip.NUMBER, False): _("No fact has the number %(said)s."),
    (Slip.COMPARATOR, True): _("The facts say “%(expected)s”; a number keeps its comparator."),
    (Slip.UNIT, True): _("The facts count something else with this number: %(expected)s."),
    (Slip.DATE, True): _("According to the facts the day is %(expected)s."),
    (Slip.DATE, False): _("No fact has this day; name the date, so that it can be checked."),
    (Slip.AS_OF, True): _("This number is as of %(expected)s; the sentence needs that date."),
    (Slip.NAME, True): _("The facts say %(expected)s."),
    (Slip.NAME, False): _("No fact names %(said)s."),
    (Slip.OFFICE, True): _("The office according to the facts: %(expected)s."),
    (Slip.OFFICE, False): _("No fact knows this office."),
    (Slip.LEVEL, False): _("No fact knows an office of this level of government."),
    (Slip.LEVEL, True): _("Another level of government; according to the facts: %(expected)s."),
    (Slip.KIND, True): _("The facts call the document: %(expected)s."),
    (Slip.ACT, True): _("What was done with the document according to the facts: %(expected)s."),
    (Slip.BLOCK, True): _("According to the facts this comes from: %(expected)s. The blocks are not mixed."),
    (Slip.DIRECTION, True): _("The direction of trade according to the facts: %(expected)s."),
    (Slip.WHO, True): _("According to the facts it was %(expected)s."),
    (Slip.FORECAST, True): _("This was a forecast, not a result: %(expected)s."),
    (Slip.STAND, True): _("This number is of a part only: %(expected)s."),
    (Slip.QUOTATION, True): _("The quotation on record reads: %(expected)s"),
    (Slip.QUOTATION, False): _("No such quotation is on record."),
    (Slip.TRANSLATION, False): _(
        "A translated quotation stands beside its original, word for word, and is marked as a translation."
    ),
    (Slip.SUPERLATIVE, False): _("No fact carries this superlative or this “first”."),
    (Slip.NEGATION, False): _("The facts say the contrary of what this denies, or nothing of it."),
    (Slip.UNSUPPORTED, False): _("No fact carries this."),
}


#: Words of closed lists as an editor reads them: kinds and acts of documents, units, comparators.
WORDS: "dict[str, StrPromise]" = {
    "agreement": _("agreement (kind not stated)"), "protocol-of-intent": _("protocol of intent"),
    "memorandum": _("memorandum"), "framework": _("framework agreement"), "partnership": _("partnership agreement"),
    "twinning": _("twinning agreement"), "roadmap": _("roadmap"), "letter-of-intent": _("letter of intent"),
    "contract": _("contract"), "framework-contract": _("framework contract"), "delivery-order": _("delivery order"),
    "action-plan": _("action plan"), "working-group-protocol": _("working-group protocol"),
    "supplementary-protocol": _("supplementary protocol"), "oral-understanding": _("oral understanding"),
    "negotiated": _("negotiated"), "endorsed": _("endorsed internally"), "initialled": _("initialled"),
    "signed": _("signed"), "registered": _("ratified or registered"), "in-force": _("entered into force"),
    "exactly": _("exactly"), "more_than": _("more than"), "at_least": _("at least"), "about": _("about"),
    "forecast": _("forecast"), "text": _("text of the document"), "statement": _("statement of a signatory"),
    "talks": _("talks"), "unstated": _("direction not stated"),
    "first-to-second": _("from the first to the second party"),
    "second-to-first": _("from the second to the first party"), "both": _("both ways"), "city": _("city"),
    "district": _("district"), "region": _("region (oblast)"), "state": _("state"),
    "companies": _("companies"), "enterprises": _("companies"), "m2": _("square metres"),
    "countries": _("countries"), "regions": _("regions"), "sections": _("sections of the fair"),
    "sessions": _("events"), "documents": _("documents"), "meetings": _("meetings"),
    "applications": _("applications"), "cities": _("cities"), "days": _("days of the fair"), "sides": _("parties"),
    "expositions": _("expositions"), "persons": _("persons"), "visitors": _("visitors"),
    "foreign-visitors": _("visitors from abroad"), "participants-and-guests": _("participants and guests"),
    "delegation-exhibitors": _("companies of the delegation that exhibit"),
    "million-USD": _("million US dollars"), "billion-RUB": _("billion roubles"),
}  # fmt: skip


def told(expected: str) -> str:
    """Return what the facts say for an editor: ``:word`` is of a closed list, ``@`` a date and ``=`` a number."""
    words = []
    for word in expected.split(" "):
        if word.startswith(":"):
            words.append(str(WORDS.get(word[1:], word[1:])))
        elif word.startswith("@"):
            words.append(date_format(datetime.date.fromisoformat(word[1:11])) + word[11:])
        elif word.startswith("="):
            words.append(number_format(Decimal(word[1:]), use_l10n=True, force_grouping=True))
        else:
            words.append(word)
    return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """A span of the text that the facts do not carry, and what they say instead, where they say it."""

    start: int
    end: int
    said: str
    slip: Slip
    expected: str = ""
    claims: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Whether the facts say otherwise, or nothing."""
        return Severity.WARNING if self.slip in UNKNOWN or not self.expected else Severity.ERROR

    @property
    def sentence(self) -> str:
        """What an editor reads of it, in the language of the page."""
        words = SENTENCES.get((self.slip, bool(self.expected))) or SENTENCES[Slip.UNSUPPORTED, False]
        return str(words) % {"said": self.said, "expected": told(self.expected)}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Support:
    """A span of the text and the claims that carry it."""

    start: int
    end: int
    said: str
    what: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in a text, in its order."""

    findings: tuple[Finding, ...]
    supported: tuple[Support, ...]
