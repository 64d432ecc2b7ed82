"""Names in a text: those of the facts in every form and case, others, and misspelt ones."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kirmash.bulletin.check.derived import LEVEL, adjectives, also, derived
from kirmash.bulletin.check.facts import Facts
from kirmash.bulletin.check.lexicon import LOOSE
from kirmash.bulletin.check.marking import Mark, apart, blanked
from kirmash.bulletin.check.reading import Entity
from kirmash.bulletin.check.vocabulary import Vocabulary, fold, gazetteer, german_numbers, vocabulary_of

CYRILLIC = {"ru", "be"}
_VOWELS = "аеиоуыэюяіьй"
#: What may stand between the words of a label.
_GAP = r"[^\w.;:]+(?:\w+[^\w.;:]+){0,2}?"
_CAPITAL = "A-ZÄÖÜА-ЯІ"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Names:
    """The names of the facts as one language writes them, compiled once."""

    def __init__(self, facts: Facts, language: str) -> None:
        self.language = language
        self.patterns: list[tuple[str, str, re.Pattern[str]]] = []
        parties = {party for deed in facts.deeds for party in deed.parties}
        taken = {fold(form, language) for one in facts.entities for form in one.forms.get(language, ())}
        for entity in facts.entities:
            core = core_of(entity, language)
            if core and core not in taken and language not in CYRILLIC:
                ending = "er" if entity.reference in parties else ""
                pattern = re.compile(rf"(?<!\w){_inflected(core + ending, language)}(?!\w)")
                self.patterns.append((entity.kind, entity.reference, pattern))
            self.patterns += [(entity.kind, entity.reference, pattern) for pattern in _patterns(entity, language)]
        own = {word.lower() for entity in facts.entities for form in entity.forms.get(language, ())
               for word in _WORD.findall(fold(form, language))}  # fmt: skip
        self.pairs = _paired(facts, language)
        self.led = _led(facts, language)
        self.others = [(code, pattern) for name, code, pattern in _strangers(language) if name not in own]
        self.spellings = _spellings(facts, language)
        self.stems = _stems(facts, language)
        self.clauses = [
            (entity.kind, entity.reference, bag)
            for entity in facts.entities
            if entity.is_loose
            for form in entity.forms.get(language, ())
            if len(bag := _bag(fold(form, language), language)) > 3
        ]

    def find(self, text: str) -> list[Mark]:
        """Return the names of the facts in a text; where two overlap the longer one."""
        hits = [
            Mark(start=match.start(group), end=match.end(group), type="place", value=(first, second)[group - 1])
            for first, second, pattern in self.pairs
            for match in pattern.finditer(text)
            for group in (1, 2)
        ]
        hits += [
            Mark(start=match.start(1), end=match.end(1), type="place", value=reference)
            for reference, pattern in self.led
            for match in pattern.finditer(text)
        ]
        hits += [
            Mark(start=match.start(), end=match.end(), type=kind, value=reference)
            for kind, reference, pattern in self.patterns
            for match in pattern.finditer(text)
        ]
        return apart(hits)

    def gathered(self, sentence: str, offset: int) -> list[Mark]:
        """Return the long labels of which a sentence says most words in an order of its own."""
        found = []
        for kind, reference, bag in self.clauses:
            hits = [match for pattern in bag if (match := pattern.search(sentence))]
            if len(hits) >= 0.6 * len(bag):
                first = min(hits, key=lambda match: match.start())
                found.append(Mark(start=offset + first.start(), end=offset + first.end(), type=kind, value=reference))
        return found

    def strangers(self, text: str) -> list[Mark]:
        """Return countries and cities that no fact names, in a text where known names are blank."""
        hits = [
            Mark(start=match.start(), end=match.end(), type="stranger", value=code)
            for code, pattern in self.others
            for match in pattern.finditer(text)
        ]
        return apart(hits)


@lru_cache(maxsize=8)
def _strangers(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (fold(name, language).lower(), code, re.compile(rf"(?<!\w){_declined(fold(name, language), language)}(?!\w)"))
        for name, code in gazetteer(language).items()
        if len(name) > 4
    )


def _patterns(entity: Entity, language: str) -> list[re.Pattern[str]]:
    forms = [fold(form, language) for form in entity.forms.get(language, ())]
    if entity.kind == "place":
        forms += [*adjectives(forms, language), *derived(forms, language), *also(forms, language)]
    if entity.is_loose:
        return [_loose(form, language) for form in forms]
    is_named = entity.kind == "person" and language in CYRILLIC
    bend = _named_whole if is_named else _inflected
    found = [re.compile(rf"(?<!\w){bend(form, language)}(?!\w)", _case(form)) for form in dict.fromkeys(forms)]
    if entity.kind == "person":
        family = [form.split()[-1] for form in forms]
        given = [form.split()[0] for form in forms if len(form.split()) > 1]
        if given:
            first, last = _either(given, language), _either(family, language)
            middle = rf"(?:[{_CAPITAL}]\w+(?:вич|вна|віч|уна)\w{{0,3}}\s+)?"
            initials = rf"(?:[{_CAPITAL}]\.\s?){{1,2}}"
            found.append(re.compile(rf"(?<!\w)(?:{first}\s+{middle}|{initials})?{last}(?:\s+{first})?(?!\w)"))
    return found


_TOGETHER = {"de": r"(?:und|sowie|mit)", "en": r"(?:and|with)", "ru": r"(?:и|с)", "be": r"(?:і|з)"}


def core_of(entity: Entity, language: str) -> str:
    """Return the name of a region without the word of its level, if it has one."""
    form = fold(next(iter(entity.forms.get(language, ())), ""), language)
    core = re.sub(rf"(?:^|\s)(?:{LEVEL[language][0]})(?:\s|$)", " ", form).strip()
    return core if entity.kind == "place" and core != form else ""


def _led(facts: Facts, language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return patterns of regions that an office names without the word of their level: "governor of Smolensk"."""
    if language in CYRILLIC:
        return []
    office = vocabulary_of(language).roles["governor"].pattern
    cores = [(entity.reference, core_of(entity, language)) for entity in facts.entities]
    return [
        (reference, re.compile(rf"(?i:{office})\s+(?:von|of)\s+({_inflected(core, language)})(?!\w)"))
        for reference, core in cores
        if core
    ]


def _paired(facts: Facts, language: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """Return patterns of two regions that share the word of their level."""
    plural = LEVEL[language][1]
    cores = {}
    for entity in facts.entities:
        core = core_of(entity, language)
        if core:
            cores[entity.reference] = _inflected(core, language)
    joint = _TOGETHER[language]
    found = []
    for first, one in cores.items():
        for second, other in cores.items():
            pair = rf"({one})\s+{joint}\s+({other})\s+{plural}"
            if language == "de":
                pair = rf"({plural}\s+{one})\s+{joint}\s+({other})"
            if first != second:
                found.append((first, second, re.compile(rf"(?<!\w){pair}(?!\w)")))
    return found


def _case(form: str) -> int:
    return re.IGNORECASE if form.lower() == form or form.isupper() else re.NOFLAG


def _either(words: Sequence[str], language: str) -> str:
    bend = _named if language in CYRILLIC else _inflected
    return f"(?:{'|'.join(dict.fromkeys(bend(word, language) for word in words))})"


def _named_whole(form: str, language: str) -> str:
    return r"\s+".join(_named(word, language) for word in re.split(r"\s+", form))


def _named(word: str, language: str) -> str:
    """Return a pattern of a person's name in any case; an adjective of it is another name."""
    stem = word.rstrip(_VOWELS) if len(word) > 3 else word
    of_surname = re.fullmatch(r"(\w{2,})([оае])у", word) if language == "be" else None
    if of_surname:
        stem = of_surname.group(1)
        ends = rf"{of_surname.group(2)}(?:у|в(?:а|у|ым|е|ы|ых|ымі|ай|ою))"
        return rf"(?:{re.escape(stem)}|{re.escape(stem.upper())})(?i:{ends})"
    return rf"(?:{re.escape(stem)}|{re.escape(stem.upper())})(?i:[{_VOWELS}ймх]{{0,3}})"


def _inflected(form: str, language: str) -> str:
    """Return a pattern of a name in any case: of Cyrillic words the stem and an ending."""
    if language in CYRILLIC:
        return r"\s+".join(_bent(word) for word in re.split(r"\s+", form))
    gap = r"(?:e?s)?\s+" if language == "de" else r"\s+"
    pattern = re.escape(form).replace("ß", "(?:ß|ss)").replace(r"\ ", gap)
    capitals = re.escape(form.upper()).replace(r"\ ", r"\s+")
    return rf"(?:{pattern}|{capitals})(?:'s|'|s|er[nsm]?)?" if form[:1].isupper() else rf"{pattern}(?:e[nrsm]?)?"


def _declined(form: str, language: str) -> str:
    """Return a pattern of the name of a country or a city in any case, with no other endings than those of cases."""
    if language not in CYRILLIC:
        return _inflected(form, language)
    return r"\s+".join(
        _bent(word).replace(r"(?:\w{0,3}|", rf"(?:[{_VOWELS}вймх]{{0,3}}|") for word in re.split(r"\s+", form)
    )


def _bent(word: str) -> str:
    head = word.rstrip(_VOWELS) if len(word) > 3 else word
    if len(head) < 3 or not word[-1].isalpha():
        return re.escape(word)
    stem = re.escape(head)
    if word[0].islower():
        return rf"(?i:{stem}\w{{0,3}})"
    adjective = rf"{stem.lower()}(?:\w{{0,2}}ск|ц)\w{{1,4}}"
    return rf"(?:{stem}(?:\w{{0,3}}|\w{{0,2}}(?:ск|цк|зк)\w{{1,4}})|{stem.upper()}\w{{0,3}}|{adjective})"


def _loose(form: str, language: str) -> re.Pattern[str]:
    """Return a pattern of a label in a sentence: its words bent, and little between them."""
    words = [word for word in _WORD.findall(form) if word.lower() not in LOOSE] or [form]
    return re.compile(rf"(?<!\w){_GAP.join(_stemmed(word, language) for word in words)}(?!\w)")


def _bag(form: str, language: str) -> list[re.Pattern[str]]:
    words = [word for word in _WORD.findall(form) if word.lower() not in LOOSE and len(word) > 3]
    return [re.compile(rf"(?<!\w){_stemmed(word, language)}") for word in words]


def _stemmed(word: str, language: str) -> str:
    if len(word) <= 3:
        return re.escape(word)
    cut = 2 if language in CYRILLIC or len(word) > 7 else 1
    stem = re.escape(word[: max(4, len(word) - cut)]).replace("ß", "(?:ß|ss)")
    if language == "de" and word[0].isupper():
        return rf"{stem}\w*"
    return rf"(?i:{stem}\w*)"


def _spellings(facts: Facts, language: str) -> dict[str, str]:
    """Return the words of proper names, by which misspelt ones are known."""
    kinds = {"person", "place"}
    found: dict[str, str] = {}
    for entity in facts.entities:
        if entity.kind in kinds:
            for form in (
                entity.forms.get(language, ())[:1] if entity.kind == "place" else entity.forms.get(language, ())
            ):
                found |= {
                    word: form for word in _WORD.findall(fold(form, language)) if len(word) > 4 and word[0].isupper()
                }
    return found


def _stems(facts: Facts, language: str) -> frozenset[str]:
    """Return the beginnings of the words of topics, goods and sections."""
    return frozenset(
        word.lower()[:5]
        for entity in facts.entities
        if entity.is_loose
        for form in entity.forms.get(language, ())
        for word in _WORD.findall(fold(form, language))
        if len(word) > 3
    )


def misspelt(word: str, spellings: Mapping[str, str], language: str) -> str:
    """Return the name that a word misspells, or nothing."""
    for known, whole in spellings.items():
        if word[:1] != known[:1] and word[1:3] != known[1:3]:
            continue
        most = 2 if len(known) > 8 else 1
        if language in CYRILLIC:
            stem = known.rstrip(_VOWELS)
            ends = {word[: len(stem) + extra] for extra in (-1, 0, 1)}
            if len(word) <= len(known) + 3 and min(_distance(stem, end) for end in ends) <= most:
                return whole
        elif _distance(known, word.removesuffix("s") if not known.endswith("s") else word) <= most:
            return whole
    return ""


def _distance(one: str, other: str) -> int:
    """Return how many letters are other, more, fewer or in each other's place."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        two_before, before = before, row
        row = [i]
        for j, right in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def unknown_names(text: str, names: Names, words: Vocabulary, offset: int, surnames: set[int]) -> list[Mark]:
    """Return capitalised words of a sentence, known names blank, that must be names no fact has, or misspell one."""
    tokens = [match for match in _WORD.finditer(text) if match.group()[0].isupper()]
    known = [_is_ordinary(match.group(), words, names) for match in tokens]
    found = []
    for position, match in enumerate(tokens):
        word, is_first = match.group(), not text[: match.start()].strip(' \x00"„“«»–—-(,./')
        nearby = [tokens[i] for i in (position - 1, position + 1) if 0 <= i < len(tokens) and not known[i]]
        right = misspelt(word, names.spellings, names.language) if len(word) > 3 else ""
        right = "" if is_first and not any(right_word[:1] == word[:1] for right_word in right.split()) else right
        is_given = bool(re.match(r" \x00+(?!\x00)", text[match.end() :])) and offset + match.end() + 1 in surnames
        if is_given and not known[position]:
            found.append(Mark(start=offset + match.start(), end=offset + match.end(), type="stranger"))
        elif right and not known[position]:
            found.append(Mark(start=offset + match.start(), end=offset + match.end(), type="misspelt", value=right))
        elif not known[position] and _is_name(text, match, nearby, words.language, is_first=is_first):
            found.append(Mark(start=offset + match.start(), end=offset + match.end(), type="stranger"))
    return _joined(found, text, offset)


def _is_ordinary(word: str, words: Vocabulary, names: Names) -> bool:
    low = word.lower()
    patterns = (words.titles, words.plain, words.neutral, words.bodies, words.edition, *words.units.values(),
                *words.kinds.values(), *words.roles.values(), *words.levels.values(), *words.acts.values(),
                *words.cues.values())  # fmt: skip
    return (
        low in words.stop
        or (words.language == "de" and low in german_numbers())
        or low[:5] in names.stems
        or low in words.months
        or low in words.weekdays
        or any(pattern.fullmatch(word) for pattern in patterns)
    )


_ORDINARY_GERMAN = re.compile(
    r".*(?:ung|heit|keit|schaft|ion|ität|nis|tum|ling|ei|ik|ie|ment|ur|enz|anz|ismus|tag|jahr|zeit|land|ort|werk|"
    r"platz|raum|punkt|stand|wert|satz|teil|zug|weg|gang|messe|haus|kraft|recht|lage|sicht|form|art|stelle|zahl|en|e|er|es|ern|et)s?$"
)


def _is_name(text: str, match: re.Match[str], nearby: list[re.Match[str]], language: str, *, is_first: bool) -> bool:
    after, before = text[match.end() :], text[: match.start()]
    is_pair = any(0 <= max(match.start(), other.start()) - min(match.end(), other.end()) <= 1 for other in nearby)
    beside_known = bool(
        re.match(r"\s*(?:,|und|and|и|і)\s+\x00", after) or re.search(r"\x00\s*(?:,|und|and|и|і)\s+$", before)
    )
    if re.search(r"[^\W\d_A-ZÄÖÜА-ЯІ][A-ZÄÖÜА-ЯІ]", match.group()):
        return True
    if language == "de":
        follows = bool(re.search(r"(?<!\w)(?:in|aus|nach|von|zwischen)\s+$", before)) and not _ORDINARY_GERMAN.match(
            match.group()
        )
        is_noun = bool(
            re.search(r"(?<!\w)(?:de[rnsm]|die|das|ein\w*|(?!zwischen|gegen|neben)\w+(?:e[nrsm]?))\s+$", before)
        )
        return (
            (is_pair and not is_noun)
            or follows
            or (beside_known and not is_noun and not _ORDINARY_GERMAN.match(match.group()))
        )
    return is_pair or beside_known if is_first else match.group() != match.group().upper() or len(match.group()) > 5


def _joined(marks: list[Mark], text: str, offset: int) -> list[Mark]:
    """Join strangers that stand together into one."""
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        if last and last.type == mark.type == "stranger" and not text[last.end - offset : mark.start - offset].strip():
            found[-1] = Mark(start=last.start, end=mark.end, type="stranger")
        else:
            found.append(mark)
    return found


def without(text: str, marks: Sequence[Mark], offset: int) -> str:
    """Return a sentence with the marks blank."""
    return blanked(text, marks, offset)
