"""How a text file is encoded: UTF-8 is taken, every other encoding is named where it can be told."""

import codecs
from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.sheets.limits import LARGEST_FILE, megabytes
from kirmash.sheets.lines import TableRefused

_CHUNK = 1_000_000
_LOOKED_AT = 65_536
_FEWEST = 3
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
#: The most frequent letters beyond ASCII of the languages that use an encoding.
_FREQUENT = {
    "Windows-1251": ("cp1251", "оеаинтсрвлкмдпуяыіўзьбгчйх"),
    "KOI8-R": ("koi8-r", "оеаинтсрвлкмдпуяызьбгчйх"),
    "DOS 866": ("cp866", "оеаинтсрвлкмдпуяызьбгчйх"),
    "Windows-1252": ("cp1252", "äöüßÄÖÜéèáàâçñó–„“”’"),
}


def count_lines(path: Path, largest: int = LARGEST_FILE) -> int:
    """Return the number of lines of a UTF-8 file; raise ``TableRefused`` when it is too large or written otherwise."""
    if path.stat().st_size > largest:
        if largest < _CHUNK:
            raise TableRefused(_("is larger than %(most)s kB; it holds a few lines only") % {"most": largest // 1000})
        raise TableRefused(_("is larger than %(most)s MB; leave out what is not needed") % {"most": megabytes(largest)})
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = position = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if position == 0 and (name := _wide(chunk[:_LOOKED_AT])):
                raise TableRefused(_not_utf8(name))
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=len(chunk) < _CHUNK)
            except UnicodeDecodeError as wrong:
                start = wrong.start - pending
                file.seek(position + start)
                line = lines + _line_ends(chunk[: max(start, 0)]) + 1
                raise TableRefused(_not_utf8(_guess(file.read(_LOOKED_AT))), row=line) from None
            lines += _line_ends(chunk)
            position += len(chunk)
    return lines + 1


def _line_ends(chunk: bytes) -> int:
    return chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")


def _wide(beginning: bytes) -> str:
    """Return the name of an encoding of two or four bytes a letter, by its mark or by its zeros."""
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    fewer, more = sorted((beginning[::2].count(0), beginning[1::2].count(0)))
    return "UTF-16" if more > len(beginning) // 20 and fewer * 10 < more else ""


def _guess(rest: bytes) -> str:
    """Return the likely encoding of one byte a letter; empty where UTF-8 is only damaged, or letters are few."""
    high = sum(byte >= 0x80 for byte in rest)
    damaged = rest.decode("utf-8", "replace").count("\ufffd")
    if high < _FEWEST or damaged * 3 < high:
        return ""
    scores = {
        name: sum(rest.decode(codec, "replace").count(letter) for letter in letters)
        for name, (codec, letters) in _FREQUENT.items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] * 2 >= high else ""


def _not_utf8(encoding: str) -> str:
    if encoding:
        return _("is not written in UTF-8 but probably in %(encoding)s; save it as UTF-8 (“CSV UTF-8” in Excel)") % {
            "encoding": encoding
        }
    return _("is not written in UTF-8; save it as UTF-8 (“CSV UTF-8” in Excel)")
