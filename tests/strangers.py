"""Ways in which strangers spoil a fair folder, one line each."""

import os
import struct
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbooks import rows_of, sheet_of, workbook_of

#: Spoils a copy of the founding folder; returns what is imported, if it is not the folder.
Spoil = Callable[[Path], Path | None]
RLO, ZERO_WIDTH = "\u202e", "\u200b"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One thing that is wrong, how a folder comes by it, and all that is said on it."""

    what: str
    spoil: Spoil
    says: str


def replace(name: str, old: str, new: str) -> Spoil:
    """Change the first place in a text file where something stands."""

    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def encode(name: str, encoding: str) -> Spoil:
    """Write a file in another encoding."""

    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(text.encode(encoding, "replace"))

    return spoil


def put(name: str, content: str | bytes) -> Spoil:
    """Put a file into the folder."""

    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    return spoil


def append(name: str, content: str | bytes) -> Spoil:
    """Add to the end of a file."""

    def spoil(folder: Path) -> None:
        before = (folder / name).read_bytes()
        (folder / name).write_bytes(before + (content if isinstance(content, bytes) else content.encode("utf-8")))

    return spoil


def book(
    replaced: Mapping[str, str] | None = None,
    *,
    table: str = "sections",
    after: str = "",
    strings: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    change: Callable[[bytes], bytes] = bytes,
) -> Spoil:
    """Turn a table into a workbook of one sheet in which some cells are others; ``after`` follows the rows."""

    def spoil(folder: Path) -> None:
        rows = rows_of(folder / f"{table}.csv")
        (folder / f"{table}.csv").unlink()
        content = workbook_of({table: sheet_of(rows, replaced) + after}, strings=strings, parts=parts)
        (folder / f"{table}.xlsx").write_bytes(change(content))

    return spoil


def sheet(xml: str, strings: str = "") -> Spoil:
    """Put a workbook in the place of a table, with a sheet of one's own."""

    def spoil(folder: Path) -> None:
        (folder / "sections.csv").unlink()
        (folder / "sections.xlsx").write_bytes(workbook_of({"sections": xml}, strings=strings))

    return spoil


def instead(content: bytes, name: str = "sections.xlsx") -> Spoil:
    """Put a file in the place of a table."""

    def spoil(folder: Path) -> None:
        (folder / "sections.csv").unlink()
        (folder / name).write_bytes(content)

    return spoil


def link_outside(folder: Path) -> None:
    """Let a table be a link to a file elsewhere."""
    target = folder.parent / "elsewhere.csv"
    (folder / "sections.csv").rename(target)
    (folder / "sections.csv").symlink_to(target)


def link_nowhere(folder: Path) -> None:
    """Let a table be a link that has no end."""
    (folder / "sections.csv").unlink()
    (folder / "sections.csv").symlink_to("sections.csv")


def pipe(folder: Path) -> None:
    """Let a table be a pipe that nobody writes into."""
    (folder / "sections.csv").unlink()
    os.mkfifo(folder / "sections.csv")


def inner_folder(folder: Path) -> None:
    """Let a table be a folder."""
    (folder / "sections.csv").unlink()
    (folder / "sections.csv").mkdir()


def largest(folder: Path) -> None:
    """Let a table be a file of holes."""
    os.truncate(folder / "sections.csv", 200_000_001)


def two_fairs(folder: Path) -> Path:
    """Import a workbook with two fairs instead of the folder."""
    settings = [["key", "place", "begins_on", "ends_on", "time_zone", "dateline", "reported_on"]]
    settings += [[key, "minsk", *["2025-09-29"] * 2, "Europe/Minsk", "minsk", "2025-09-29"] for key in ("one", "two")]
    places = [["key", "kind"], ["minsk", "city"]]
    path = folder.parent / "fairs.xlsx"
    path.write_bytes(workbook_of({"fair": sheet_of(settings), "Places": sheet_of(places)}))
    return path


def lie(content: bytes) -> bytes:
    """Let the directory of a zip announce one byte for each part."""
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content = content[: place + 24] + struct.pack("<I", 1) + content[place + 28 :]
        place = content.find(b"PK\x01\x02", place + 4)
    return content


def cell(place: str, inner: str, kind: str = "n", style: int = 0) -> dict[str, str]:
    """Return a cell of a sheet as XML."""
    return {place: f'<c r="{place}" t="{kind}" s="{style}">{inner}</c>'}


def many(count: int) -> str:
    """Return a sheet of a header and so many rows."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, count + 2))
    return '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>key</t></is></c></row>' + rows + "</sheetData>"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(400)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
SHARED = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
SHARED = f"<sheetData>{SHARED}</sheetData>"
HEADER = "key,position,name_en,name_de,name_ru,name_be\n"
NFD = unicodedata.normalize("NFD", "Гродненскі край")
NFC = unicodedata.normalize("NFC", NFD)
ZEROS = bytes(100_000_000)
