"""A clause: what it asks for, of which paragraphs it is made, and a clause that was chosen, with its values."""

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kirmash.agreements.library.numbers import Duration, Unit, YearDay

LANGUAGES = ("en", "de", "ru", "be")
#: The longest text that may be filled in.
LONGEST = 1_000

type_of_value = (
    int | str | datetime.date | Duration | YearDay | tuple[str, ...] | Mapping[str, str] | tuple[Mapping[str, str], ...]
)


class ParameterType(StrEnum):
    """What a parameter of a clause holds."""

    DURATION = "duration"
    DAY = "day"
    DATE = "date"
    CHOICE = "choice"
    FIELDS = "fields"
    TEXTS = "texts"
    BODIES = "bodies"


class Place(StrEnum):
    """Where a clause stands."""

    PREAMBLE = "preamble"
    ARTICLE = "article"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a clause asks for; ``when`` names the values of other parameters with which it does so.

    ``bounds`` are the least and the largest number by unit; labels are by language.
    """

    name: str
    type: ParameterType
    labels: Mapping[str, str]
    default: type_of_value | None = None
    bounds: Mapping[Unit, tuple[int, int]] = dataclasses.field(default_factory=dict)
    choices: tuple[str, ...] = ()
    choice_labels: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    is_optional: bool = False
    when: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseParagraph:
    """A paragraph of a clause by language; ``each`` repeats it for every value of a parameter."""

    key: str
    texts: Mapping[str, str]
    when: Mapping[str, tuple[str, ...]]
    is_item: bool
    each: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of the library; ``field`` and ``promise`` are set where it makes a promise with a due day."""

    key: str
    version: int
    place: Place
    sides: tuple[str, ...]
    titles: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    paragraphs: tuple[ClauseParagraph, ...]
    field: str = ""
    promise: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def parameter(self, name: str) -> Parameter | None:
        """Return a parameter by its name."""
        return next((one for one in self.parameters if one.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A clause that an agreement has, with the values of its parameters."""

    clause: Clause
    values: Mapping[str, type_of_value]

    def duration(self, name: str) -> Duration:
        """Return a value that is a length of time."""
        value = self.values[name]
        if not isinstance(value, Duration):
            raise TypeError(name)
        return value

    def year_day(self, name: str) -> YearDay:
        """Return a value that is a day of every year."""
        value = self.values[name]
        if not isinstance(value, YearDay):
            raise TypeError(name)
        return value

    def date(self, name: str) -> datetime.date:
        """Return a value that is a date."""
        value = self.values[name]
        if not isinstance(value, datetime.date):
            raise TypeError(name)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return a value that is a list of words."""
        value = self.values[name]
        return tuple(str(one) for one in value) if isinstance(value, tuple) else ()

    def texts(self, name: str) -> Mapping[str, str]:
        """Return a value that is a text by language; empty where none was given."""
        value = self.values.get(name)
        return value if isinstance(value, Mapping) else {}

    def bodies(self, name: str) -> tuple[Mapping[str, str], ...]:
        """Return a value that is a text by language for each party."""
        value = self.values[name]
        return tuple(one for one in value if isinstance(one, Mapping)) if isinstance(value, tuple) else ()

    def text(self, name: str) -> str:
        """Return a value that is one of several words."""
        return str(self.values[name])

    def holds(self, name: str) -> str:
        """Return what a condition sees of a value: the word of a choice, else ``given`` or ``none``."""
        parameter = self.clause.parameter(name)
        if parameter and parameter.type is ParameterType.CHOICE:
            return self.text(name)
        return "given" if self.values.get(name) else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFault:
    """Why a clause or a draft is refused; ``say_fault`` puts it into a sentence."""

    code: str
    clause: str = ""
    parameter: str = ""
    values: tuple[str, ...] = ()


class ClauseRefused(ValueError):
    """Clauses of which no draft can be made, with everything that is wrong."""

    def __init__(self, faults: tuple[ClauseFault, ...]) -> None:
        super().__init__("; ".join(" ".join((f.code, f.clause, f.parameter, *f.values)) for f in faults))
        self.faults = faults


def fits(when: Mapping[str, tuple[str, ...]], holds: Mapping[str, str]) -> bool:
    """Say whether a condition is met by what holds."""
    return all(holds.get(name) in words for name, words in when.items())
