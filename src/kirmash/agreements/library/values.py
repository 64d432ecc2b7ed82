"""Values of parameters: read from what a form or a file gives, and written so that a file can keep them."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kirmash.agreements.library.clause import (
    LONGEST,
    Chosen,
    Clause,
    ClauseFault,
    ClauseRefused,
    Parameter,
    ParameterType,
    fits,
    type_of_value,
)
from kirmash.agreements.library.numbers import Duration, Unit, YearDay

#: What JSON holds.
type_of_plain = str | int | Sequence["type_of_plain"] | Mapping[str, "type_of_plain"]


class _Wrong(ValueError):
    """A value that does not fit, with the word for why."""

    def __init__(self, code: str, *values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def choose(clause: Clause, values: Mapping[str, object]) -> Chosen:
    """Return a clause with values for its parameters; raise ``ClauseRefused`` with everything that is wrong.

    Values may be as plain as JSON: ``"6 months"``, ``"01-15"``, ``"2026-01-01"``. What is not given has its default;
    what the other values make needless is left out.
    """
    faults = [
        ClauseFault(code="parameter-unknown", clause=clause.key, parameter=name)
        for name in values
        if clause.parameter(name) is None
    ]
    read: dict[str, type_of_value] = {}
    for parameter in clause.parameters:
        holds = {name: str(value) for name, value in read.items()}
        if not fits(parameter.when, holds):
            continue
        try:
            value = _value(parameter, values.get(parameter.name))
        except _Wrong as wrong:
            faults.append(ClauseFault(code=wrong.code, clause=clause.key, parameter=parameter.name,
                                      values=wrong.values))  # fmt: skip
            continue
        if value is not None:
            read[parameter.name] = value
    if faults:
        raise ClauseRefused(tuple(faults))
    return Chosen(clause=clause, values=read)


def plain(chosen: Chosen) -> dict[str, type_of_plain]:
    """Return a chosen clause as JSON holds it; ``choose`` reads its values back."""
    return {
        "clause": chosen.clause.key,
        "version": chosen.clause.version,
        "values": {name: _plain(value) for name, value in chosen.values.items()},
    }


def default_of(parameter: Parameter, given: object) -> Parameter:
    """Return a parameter with its default, read as any other value is."""
    return replace(parameter, default=_value(parameter, given)) if given is not None else parameter


def _plain(value: type_of_value) -> type_of_plain:
    if isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [one if isinstance(one, str) else dict(one) for one in value]
    return str(value)


def _value(parameter: Parameter, given: object) -> type_of_value | None:
    """Return the value of a parameter; its default if none is given."""
    if given is None or given in ("", (), [], {}):
        if parameter.default is None and not parameter.is_optional:
            raise _Wrong("value-missing")
        return parameter.default
    return _READERS[parameter.type](parameter, given)


def _duration(parameter: Parameter, given: object) -> Duration:
    if isinstance(given, str):
        number, _blank, unit = given.strip().partition(" ")
        if not (number.isascii() and number.isdigit() and unit in list(Unit)) or len(number) > 4:
            raise _Wrong("no-duration", given[:40])
        given = Duration(int(number), Unit(unit))
    if not isinstance(given, Duration):
        raise _Wrong("no-duration", str(given)[:40])
    if given.unit not in parameter.bounds:
        raise _Wrong("unit-unfit", str(given), ", ".join(parameter.bounds))
    least, most = parameter.bounds[given.unit]
    if not least <= given.number <= most:
        raise _Wrong("out-of-bounds", str(given), str(least), str(most))
    return given


def _day(_parameter: Parameter, given: object) -> YearDay:
    if isinstance(given, YearDay):
        return given
    try:
        month, day = str(given).split("-")
        return YearDay(int(month), int(day))
    except ValueError as wrong:
        raise _Wrong("no-day", str(given)[:40]) from wrong


def _date(_parameter: Parameter, given: object) -> datetime.date:
    if isinstance(given, datetime.date):
        return given
    try:
        return datetime.date.fromisoformat(str(given))
    except ValueError as wrong:
        raise _Wrong("no-date", str(given)[:40]) from wrong


def _choice(parameter: Parameter, given: object) -> str:
    if given not in parameter.choices:
        raise _Wrong("choice-unknown", str(given)[:40])
    return str(given)


def _fields(parameter: Parameter, given: object) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(str(word) for word in given)) if isinstance(given, Sequence) else ()
    if not words or isinstance(given, str) or any(word not in parameter.choices for word in words):
        raise _Wrong("choice-unknown", str(given)[:80])
    return tuple(word for word in parameter.choices if word in words)


def _texts(_parameter: Parameter, given: object) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        raise _Wrong("no-text", str(given)[:40])
    found = {str(language): " ".join(str(text).split()) for language, text in given.items()}
    found = {language: text for language, text in found.items() if text}
    if not found:
        raise _Wrong("value-missing")
    if any(len(text) > LONGEST for text in found.values()):
        raise _Wrong("too-long", str(LONGEST))
    return found


def _bodies(parameter: Parameter, given: object) -> tuple[Mapping[str, str], ...]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise _Wrong("no-text", str(given)[:40])
    return tuple(_texts(parameter, one) for one in given)


_READERS: Mapping[ParameterType, Callable[[Parameter, object], type_of_value]] = {
    ParameterType.DURATION: _duration,
    ParameterType.DAY: _day,
    ParameterType.DATE: _date,
    ParameterType.CHOICE: _choice,
    ParameterType.FIELDS: _fields,
    ParameterType.TEXTS: _texts,
    ParameterType.BODIES: _bodies,
}
