"""Goods codes: the Harmonised System and the nomenclatures that extend it.

Chapters have two digits, headings four, subheadings six; national and regional nomenclatures
(the Combined Nomenclature, TN VED) add two or four more. Source: International Convention on the
Harmonized Commodity Description and Coding System, 1983, edition 2022.
"""

from bisect import bisect_right

LENGTHS = (2, 4, 6, 8, 10)
RESERVED_CHAPTER = "77"
_SECTION_STARTS = (1, 6, 15, 16, 25, 28, 39, 41, 44, 47, 50, 64, 68, 71, 72, 84, 86, 90, 93, 94, 97)
_SECTION_NAMES = tuple("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split())  # noqa: SIM905


def parse(text: str) -> str:
    """Return a goods code as bare digits.

    Accepts dots, spaces and no-break spaces between the digits ("1806.31", "9403 60").
    Raises ``ValueError`` naming the text when it is no code of 2, 4, 6, 8 or 10 digits,
    or when its chapter does not exist.
    """
    digits = "".join(character for character in text if character not in ". \u00a0\u202f")
    if not digits.isascii() or not digits.isdigit() or len(digits) not in LENGTHS:
        message = f"{text!r} is no goods code: 2, 4, 6, 8 or 10 digits are expected, as in 1806 or 1806.31"
        raise ValueError(message)
    chapter = int(digits[:2])
    if not 1 <= chapter <= 97 or digits[:2] == RESERVED_CHAPTER:
        message = f"{text!r} is no goods code: the Harmonised System has no chapter {digits[:2]}"
        raise ValueError(message)
    return digits


def parents(code: str) -> tuple[str, ...]:
    """Return the codes above a parsed code, the chapter first."""
    return tuple(code[:length] for length in LENGTHS if length < len(code))


def section(code: str) -> str:
    """Return the section of the Harmonised System, I to XXI, of a parsed code."""
    return _SECTION_NAMES[bisect_right(_SECTION_STARTS, int(code[:2])) - 1]


def distance(one: str, other: str) -> int:
    """Return the steps between two parsed codes over their nearest common parent.

    Section and the whole nomenclature count as levels above the chapter, so that two codes
    of one section are nearer than two of different ones.
    """
    first, second = _line(one), _line(other)
    common = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        common += 1
    return len(first) + len(second) - 2 * common


def _line(code: str) -> tuple[str, ...]:
    return ("", section(code), *parents(code), code)
