"""Cyrillic names in Latin letters by the tables that offices use, so that a match can name its table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_VOWELS = "аеёиоуыэюяіїєў'’ʼ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of letters; what stands at the beginning, after a vowel or after a sign may differ, and so may groups."""

    name: str
    languages: frozenset[str]
    letters: dict[str, str]
    opening: dict[str, str] = field(default_factory=dict)
    groups: tuple[tuple[str, str], ...] = ()

    def write(self, text: str) -> str:
        """Return a small-letter text in Latin letters."""
        for pattern, latin in self.groups:
            text = re.sub(pattern, latin, text)
        found, before = [], " "
        for letter in text:
            opens = before in f"{_VOWELS}ъь -"
            found.append((self.opening.get(letter) if opens else None) or self.letters.get(letter, letter))
            before = letter
        return "".join(found)


def _letters(said: str) -> dict[str, str]:
    """Return letters from pairs, of which a later one overrules; a hyphen drops its letter."""
    named = dict(pair.split("=") for pair in said.split())
    return {letter: "" if latin == "-" else latin for letter, latin in named.items()}


_RUSSIAN = "а=a б=b в=v г=g д=d з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ъ=- ь=-"
_BELARUSIAN = "а=a б=b в=v д=d з=z і=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ы=y э=e"
_RU, _BE, _UK = frozenset({"ru"}), frozenset({"be"}), frozenset({"uk"})
TABLES = (
    Table(
        name="be, 2007", languages=_BE,
        letters=_letters(_BELARUSIAN + " г=h е=ie ё=io ж=ž й=j ў=ŭ х=ch ц=c ч=č ш=š ь=- ю=iu я=ia"),
        opening={"е": "je", "ё": "jo", "ю": "ju", "я": "ja"},
        groups=(("зь", "ź"), ("ль", "ĺ"), ("нь", "ń"), ("сь", "ś"), ("ць", "ć")),
    ),
    Table(
        name="be, BGN/PCGN 1979", languages=_BE,
        letters=_letters(_BELARUSIAN + " г=h е=ye ё=yo ж=zh й=y ў=w х=kh ц=ts ч=ch ш=sh ь=- ю=yu я=ya"),
    ),
    Table(
        name="ru, BGN/PCGN 1947", languages=_RU,
        letters=_letters(_RUSSIAN + " е=e ё=e ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=yu я=ya"),
        opening={"е": "ye", "ё": "ye"},
    ),
    Table(
        name="ru, ICAO 9303", languages=_RU,
        letters=_letters(_RUSSIAN + " е=e ё=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ы=y э=e ю=iu я=ia"),
    ),
    Table(
        name="ru, ISO 9", languages=_RU,
        letters=_letters(_RUSSIAN + " е=e ё=e ж=z й=j х=h ц=c ч=c ш=s щ=s ы=y э=e ю=u я=a"),
    ),
    Table(
        name="ru, Duden", languages=_RU,
        letters=_letters(_RUSSIAN + " в=w з=s е=e ё=jo ж=sch й=i х=ch ц=z ч=tsch ш=sch щ=schtsch ы=y э=e ю=ju я=ja"),
        opening={"е": "je"},
        groups=(("(?<=[иы])й", ""), ("(?<=[ое])г(?=о$)", "w"), ("(?<=[аеёиоуыэюя])с(?=[аеёиоуыэюя])", "ss"),
                ("кс", "x"), ("ье", "je")),
    ),
    Table(
        name="ru, French usage", languages=_RU,
        letters=_letters(_RUSSIAN + " е=e ё=io ж=j й=i х=kh ц=ts ч=tch ш=ch щ=chtch ы=y э=e ю=iou я=ia у=ou"),
        opening={"е": "ie"},
    ),
    Table(
        name="uk, 2010", languages=_UK,
        letters=_letters(_RUSSIAN + " г=h ґ=g и=y е=e є=ie ж=zh й=i і=i ї=i х=kh ц=ts ч=ch ш=sh щ=shch ю=iu я=ia"),
        opening={"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
        groups=(("зг", "zgh"),),
    ),
)  # fmt: skip


def written_in_latin(text: str, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield a Cyrillic text in Latin letters by each table of its language, or by all, with the table's name."""
    main = language.partition("-")[0]
    small = text.lower()
    for table in TABLES:
        if not main or main in table.languages:
            yield table.write(small), table.name
