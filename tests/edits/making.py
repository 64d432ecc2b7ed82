# ruff: noqa: E501  # tables
"""Edited texts, clean and with one slip each, made from a seed: the same every time.

The templates are not the product's own sentences. Half of all is for tuning the checker, the other half,
chosen by a hash, is only measured.
"""

import datetime
import hashlib
import random
import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from babel.dates import format_date

from edits.worlds import LANGUAGES, WORLDS, Place, World, four

FOLDER = Path(__file__).parent
SEED = "kirmash-slips-1"
ROUNDS = 2


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sentence as an editor might write it; ``kind`` is the slip in it, or empty where it is clean."""

    world: str
    language: str
    kind: str
    text: str
    facts: int
    detail: str = ""

    @property
    def is_held_out(self) -> bool:
        """Whether it is kept out of sight while the checker is tuned."""
        return hashlib.sha256(f"{SEED}{self.text}{self.kind}".encode()).digest()[0] % 2 == 1


@dataclass(kw_only=True)
class State:
    """What a template is filled with; a slip changes one of it."""

    world: World
    language: str
    terms: dict[str, Any]  # Any: what TOML holds
    chance: random.Random
    kind: str
    act: str
    days: dict[str, datetime.date]
    numbers: dict[str, tuple[str, int]]
    words: dict[str, str]

    def fill(self, template: str) -> str:
        """Return the sentence."""
        names = {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}
        text = template.format(**{name: self.value(name) for name in sorted(names)})
        text = text[0].upper() + text[1:]
        if self.language == "be":
            text = re.sub(r"(?<=[аеёіоуыэюя] )у(?=[ бвгджзклмнпрстфхцчш])", "ў", text)
        return text

    def value(self, name: str) -> str:
        """Return what stands in a place."""
        if name in self.words:
            return self.words[name]
        if name.startswith("q_"):
            return self.number(*self.numbers[name[2:]])
        if name.startswith("d_"):
            return self.range() if name == "d_range" else self.date(self.days[name[2:]])
        verbs = self.terms["acts"][self.act]
        kinds = self.terms["kinds"][self.kind]
        nsec = len(self.world.sections) + self.numbers["nsec"][1]
        days = (self.days["end"] - self.days["begin"]).days + 1 + self.numbers["days"][1]
        of = {
            "kind": kinds[0], "kind_nom": kinds[1], "kind_nom_cap": kinds[1], "past": verbs[0], "pp": verbs[3],
            "past_pa": verbs[2 if self.world.pa.is_woman else 1], "past_pb": verbs[2 if self.world.pb.is_woman else 1],
            "nsec_word": self.terms["numerals"][nsec], "nsec_cap": self.terms["numerals"][nsec],
            "days_word": self.terms["numerals"][days], "days_cap": self.terms["numerals"][days],
            "plan": self.number("forecast", self.numbers["plan"][1]), "plan_bare": self.digits(self.numbers["plan"][1]),
        }  # fmt: skip
        return str(of[name])

    def digits(self, number: int) -> str:
        """Return a number as the language writes it, in one of its ways."""
        text = f"{number:,}"
        if number < 10000 and self.chance.random() < 0.5:
            return str(number)
        if self.language == "en":
            return text
        if self.language == "de":
            return text.replace(",", self.chance.choice([".", "\u00a0", "."]))
        if number % 1000 == 0 and self.chance.random() < 0.4:
            return f"{number // 1000}\u00a0тыс."
        return text.replace(",", "\u00a0")

    def number(self, comparator: str, number: int) -> str:
        """Return a number with its comparator, in one of the ways of the language."""
        digits = self.digits(number)
        if comparator == "exactly":
            return digits
        if (
            comparator == "more_than"
            and self.language in {"ru", "be"}
            and self.chance.random() < 0.2
            and "тыс" not in digits
        ):
            return f"{digits} {'с лишним' if self.language == 'ru' else 'з лішнім'}"
        return f"{self.chance.choice(self.terms['comparators'][comparator])} {digits}"

    def date(self, day: datetime.date) -> str:
        """Return a date in one of the ways of the language."""
        patterns = {
            "de": ["d. MMMM y", "d. MMMM", "dd.MM.y"],
            "en": ["d MMMM y", "MMMM d", "MMMM d, y", "d MMMM"],
            "ru": ["d MMMM y 'года'", "d MMMM", "d MMMM y 'г.'"],
            "be": ["d MMMM y 'года'", "d MMMM"],
        }[self.language]
        return format_date(day, self.chance.choice(patterns), locale=self.language)

    def range(self) -> str:
        """Return the days of the fair as one expression."""
        begin, end = self.days["begin"], self.days["end"]
        if begin.month == end.month:
            if self.language == "en":
                return f"{begin.day}–{format_date(end, 'd MMMM', locale='en')}"
            dot = "." if self.language == "de" else ""
            return f"{begin.day}{dot}–{format_date(end, 'd. MMMM' if dot else 'd MMMM', locale=self.language)}"
        pattern = "d. MMMM" if self.language == "de" else "d MMMM"
        return " – ".join(format_date(day, pattern, locale=self.language) for day in (begin, end))


def clean_state(world: World, language: str, terms: dict[str, Any], chance: random.Random) -> State:
    """Return what the facts say."""
    days = {"sign": world.signed, "begin": world.begins, "end": world.ends, "asof": world.begins, "asof2": world.ends}
    numbers = {**world.numbers, "nsec": ("exactly", 0), "days": ("exactly", 0)}
    return State(
        world=world, language=language, terms=terms, chance=chance, kind=world.kind, act=world.act,
        days=days, numbers=numbers, words=words_of(world, language, terms),
    )  # fmt: skip


def words_of(world: World, language: str, terms: dict[str, Any]) -> dict[str, str]:
    """Return the names of a world in a language."""

    def join(found: list[str]) -> str:
        return terms["and"].join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else found[0]

    def case(place: Place, which: int) -> str:
        forms = {"ru": place.ru, "be": place.be}.get(language)
        return (forms[which] if forms else "") or four(place.names)[language]

    def of(names: Any) -> str:  # Any: four texts
        return four(names)[language]

    def group(places: tuple[Place, ...], which: int | None) -> str:
        return join([four(p.names)[language] if which is None else case(p, which) for p in places])

    cased = world.cased.get(language, {})
    adjective = (world.a.ru if language == "ru" else world.a.be)[3]
    words = {
        "A": of(world.a.names), "B": of(world.b.names), "A2": case(world.a, 0), "B2": case(world.b, 0),
        "A_loc": case(world.a, 2), "B_loc": case(world.b, 2), "host": of(world.host.names),
        "host_loc": case(world.host, 2), "fair": terms["quote"] % of(world.fair), "pa": of(world.pa.names),
        "pb": of(world.pb.names), "ta": of(world.pa.title), "tb": of(world.pb.title), "ta_cap": of(world.pa.title),
        "A_adj": f"{adjective[:-2]}ой", "A_side": f"{adjective[:-2]}ая сторона",
        "topics_a": join([of(names) for _key, names in world.topics_a]),
        "topics_b": join([of(names) for _key, names in world.topics_b]),
        "goods": join([of(names) for _key, names in world.goods]),
        "sections": join([of(names) for _key, names in world.sections]),
        "reg_word": of(world.regions_word), "R": case(world.region, 0),
        "O1_gen": world.origins[0][0].german or f"von {of(world.origins[0][0].names)}", "O1_nom": of(world.origins[0][0].names),
        "O1": group(world.origins[0], 0), "O2": group(world.origins[1], 0), "O3": group(world.origins[2], 0),
    }  # fmt: skip
    words |= {f"{key}_cased": cased.get(key, words[key]) for key in ("topics_a", "topics_b", "goods")}
    return words


def fits(needs: list[str], world: World, template: str) -> bool:
    """Whether a template can be written of a world."""
    has = {
        "talks": world.goods_block == "talks", "text": world.goods_block == "text", "unstated": world.flow == "unstated",
        "first": world.edition == 1, "nth": world.edition != 1, "signed": world.act == "signed",
        "men": not (world.pa.is_woman or world.pb.is_woman), "three": (world.ends - world.begins).days == 2,
        "vowel": world.key == "innoprom-belarus", "never": False,
    }  # fmt: skip
    return all(has[need] for need in needs) and ("ru" not in template)


SLOT = re.compile(r"{(\w+)}")


def changed(state: State, slots: list[str]) -> Iterator[tuple[str, str, State]]:  # noqa: C901, PLR0912  # a table of slips
    """Return each slip that a sentence with these places can have: kind, detail, and what it is filled with."""
    terms, world, chance = state.terms, state.world, state.chance
    here = set(slots)

    def with_number(key: str, value: tuple[str, int]) -> State:
        return replace(state, numbers={**state.numbers, key: value})

    def with_words(**words: str) -> State:
        return replace(state, words={**state.words, **words})

    for slot in sorted(here):
        key = slot[2:]
        if slot.startswith("q_"):
            comparator, number = state.numbers[key]
            yield "number", slot, with_number(key, (comparator, slipped(number, chance, world)))
            others = [one for one in ("exactly", "more_than", "at_least", "about") if one != comparator]
            if number != 23 or key != "reg":
                yield "comparator", slot, with_number(key, (chance.choice(others), number))
            if comparator != "exactly":
                yield "comparator", f"{slot} dropped", with_number(key, ("exactly", number))
        elif slot in {"d_sign", "d_begin", "d_end"}:
            shift = chance.choice([-8, 3, 5, 9])
            yield "date", slot, replace(state, days={**state.days, key: state.days[key] + datetime.timedelta(shift)})
        elif slot in {"d_asof", "d_asof2"} and here & {"q_all", "q_closing"}:
            other = world.ends if key == "asof" else world.begins
            yield "as-of", slot, replace(state, days={**state.days, key: other})
    if here & {"kind", "kind_nom", "kind_nom_cap"}:
        yield "kind", "kind", replace(state, kind=chance.choice([k for k in terms["kinds"] if k != state.kind]))
        yield "kind", "kind", replace(
            state, kind="partnership" if state.kind == "twinning" else "twinning")  # fmt: skip
    if here & {"past", "pp", "past_pa"}:
        for act in chance.sample([act for act in terms["acts"] if act != state.act], 2):
            yield "act", act, replace(state, act=act)
    if "nsec_word" in here or "nsec_cap" in here:
        yield "number", "sections", with_number("nsec", ("exactly", chance.choice([-1, 1])))
    if here & {"days_word", "days_cap"}:
        yield "number", "days", with_number("days", ("exactly", 2))
    if {"q_o1", "q_o2"} <= here and state.numbers["o1"] != state.numbers["o2"]:
        yield "number", "swapped", replace(
            state, numbers={**state.numbers, "o1": state.numbers["o2"], "o2": state.numbers["o1"]})  # fmt: skip
    if here & {"host", "host_loc"}:
        yield "name", "host", with_words(host=terms["alien_city"], host_loc=terms["alien_city"][:-1] + "е")
    if "A" in here and not here & {"ta", "topics_a", "goods"}:
        yield "name", "A", with_words(A=terms["alien_city"])
    if "pa" in here:
        yield "name", "pa", with_words(pa=terms["alien_person"])
        given, _space, family = state.words["pa"].partition(" ")
        yield "name", "misspelt", with_words(pa=f"{given} {misspelt(family)}")
    for letter, person in (("a", world.pa), ("b", world.pb)):
        if f"t{letter}" in here:
            for kind, titles in person.slips:
                title = four(titles)[state.language]
                yield kind, title, with_words(**{f"t{letter}": title, f"t{letter}_cap": title})
    if "O3" in here:
        names = state.words["O3"].split(terms["and"])
        yield "name", "O3", with_words(O3=terms["and"].join([names[0], terms["alien_country"]]))
    for slot, alien in (("goods", "alien_goods"), ("sections", "alien_section")):
        if slot in here:
            yield "name", slot, with_words(**{slot: f"{state.words[slot].split(', ')[0]}{terms['and']}{terms[alien]}"})


def slipped(number: int, chance: random.Random, world: World) -> int:
    """Return another number, such as a slip of the hand makes, that no fact has."""
    known = {value for _comparator, value in world.numbers.values()}
    digits = str(number)
    ways = [number * 10, number + 1, number + 10, number - 3, int(digits[::-1])]
    if len(digits) > 1 and digits[0] != digits[1]:
        ways.append(int(digits[1] + digits[0] + digits[2:]))
    good = [way for way in ways if way > 0 and way not in known]
    return chance.choice(good)


def misspelt(name: str) -> str:
    """Return a name with two letters in each other's place."""
    middle = len(name) // 2
    if name[middle] == name[middle - 1]:
        middle += 1
    return name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]


def samples() -> list[Sample]:
    """Return all samples, each text once."""
    found: dict[str, Sample] = {}
    for language in LANGUAGES:
        book = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
        for world in WORLDS:
            for number in range(ROUNDS):
                chance = random.Random(f"{SEED}{language}{world.key}{number}")  # noqa: S311  # no secret
                for sample in _of_world(world, language, book, chance):
                    found.setdefault(sample.text, sample)
    return list(found.values())


def _of_world(world: World, language: str, book: dict[str, Any], chance: random.Random) -> Iterator[Sample]:
    terms = book["terms"]
    for row in book["clean"]:
        if not fits(row.get("needs", []), world, ""):
            continue
        slots = SLOT.findall(row["text"])
        state = clean_state(world, language, terms, chance)
        facts = len(slots)
        yield Sample(world=world.key, language=language, kind="", text=state.fill(row["text"]), facts=facts)
        for kind, detail, other in changed(state, slots):
            text = other.fill(row["text"])
            yield Sample(world=world.key, language=language, kind=kind, text=text, facts=facts, detail=detail)
    for row in book["slip"]:
        if fits(row.get("needs", []), world, ""):
            state = clean_state(world, language, terms, chance)
            slots = SLOT.findall(row["text"])
            text = state.fill(row["text"])
            yield Sample(world=world.key, language=language, kind=row["kind"], text=text, facts=len(slots))
