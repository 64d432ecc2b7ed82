"""The numbers that Word counts itself, as they are printed before paragraphs of a list."""

from typing import Any

from docx.oxml.ns import qn

Element = Any  # an element of lxml, which comes without types
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


class Numbering:
    """Counts the lists of one document."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._learn(numbering)
        for style in styles.iter(qn("w:style")) if styles is not None else ():
            found = _reference(style)
            if found[0]:
                self._styles[style.get(qn("w:styleId"))] = found

    def next(self, paragraph: Element) -> str:
        """Return the number before a paragraph, empty if it has none, and count on."""
        number, level = _reference(paragraph)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if not number and style is not None:
            number, level = self._styles.get(style.get(qn("w:val")), ("", 0))
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        kind, text, start = levels[level]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if kind in {"bullet", "none"}:
            return "•" if kind == "bullet" else ""
        for place in range(level + 1):
            its_kind, _text, its_start = levels.get(place, ("decimal", "", 1))
            text = text.replace(f"%{place + 1}", _shown(its_kind, counts.get(place, its_start)))
        return text

    def _learn(self, numbering: Element) -> None:
        for abstract in numbering.iter(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"))
            self._levels[key] = {
                int(level.get(qn("w:ilvl"))): (
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                    int(_value(level, "start") or 1),
                )
                for level in abstract.iter(qn("w:lvl"))
            }
        for number in numbering.iter(qn("w:num")):
            self._lists[number.get(qn("w:numId"))] = _value(number, "abstractNumId")


def _reference(element: Element) -> tuple[str, int]:
    """Return the list and the level that a paragraph or a style names."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if found is None:
        return "", 0
    number = _value(found, "numId")
    return ("" if number == "0" else number), int(_value(found, "ilvl") or 0)


def _value(element: Element, name: str) -> str:
    found = element.find(qn(f"w:{name}"))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _shown(kind: str, number: int) -> str:
    """Return a number as a list shows it."""
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"russianLower", "russianUpper"}:
        letter = _RUSSIAN[(number - 1) % len(_RUSSIAN)]
        return letter if kind == "russianLower" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text if kind == "lowerRoman" else text.upper()
    return f"{number:02d}" if kind == "decimalZero" else str(number)
