"""The text of a mail as the parts of a letter: from these its HTML is made, so both say the same."""

import re
from dataclasses import dataclass
from enum import StrEnum

FOOT = "-- "
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_CODE = re.compile(r"[A-Z0-9]{4,}(-[A-Z0-9]{2,})*|[A-Z0-9]{2,}(-[A-Z0-9]{2,})+")


class Shape(StrEnum):
    """How a part of a letter looks."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    BUTTON = "button"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line: words, or an address to follow."""

    text: str
    is_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph, a list, a button with its address, or a code to type."""

    shape: Shape
    lines: tuple[tuple[Run, ...], ...] = ()
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says, and below it who says so and why."""

    body: tuple[Part, ...]
    foot: tuple[Part, ...]

    @property
    def opening(self) -> str:
        """The first words, as a list of mails shows them beside the subject."""
        first = next((part for part in self.body if part.shape == Shape.PARAGRAPH), None)
        return " ".join(run.text for line in first.lines for run in line)[:140] if first else ""


def letter_of(text: str) -> Letter:
    """Return the parts of a text: blocks between blank lines; what follows a line ``-- `` is the foot.

    A line that ends in a colon over an address alone is a button; an address alone is one without a label;
    capital letters and digits alone are a code; lines that begin with a hyphen are a list.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    foot = next((number for number, line in enumerate(lines) if line.rstrip() == FOOT.rstrip()), len(lines))
    return Letter(body=_parts(lines[:foot]), foot=_parts(lines[foot + 1 :]))


def _parts(lines: list[str]) -> tuple[Part, ...]:
    blocks = re.split(r"\n\s*\n", "\n".join(line.rstrip() for line in lines).strip("\n"))
    return tuple(_part(block.strip().split("\n")) for block in blocks if block.strip())


def _part(lines: list[str]) -> Part:
    last = lines[-1].strip()
    if _URL.fullmatch(last) and len(lines) <= 2 and (len(lines) == 1 or lines[0].rstrip().endswith(":")):
        label = lines[0].strip().rstrip(":") if len(lines) == 2 else ""
        return Part(shape=Shape.BUTTON, label=label, url=last)
    if len(lines) == 1 and _CODE.fullmatch(last):
        return Part(shape=Shape.CODE, label=last)
    if all(line.startswith(("- ", "  ")) for line in lines) and lines[0].startswith("- "):
        items = "\n".join(lines)[2:].split("\n- ")
        return Part(shape=Shape.LIST, lines=tuple(_runs(" ".join(item.split())) for item in items))
    return Part(shape=Shape.PARAGRAPH, lines=tuple(_runs(line.strip()) for line in lines))


def _runs(line: str) -> tuple[Run, ...]:
    runs, end = [], 0
    for found in _URL.finditer(line):
        runs += [Run(text=line[end : found.start()])] * (found.start() > end)
        runs.append(Run(text=found.group(), is_link=True))
        end = found.end()
    return tuple(runs + [Run(text=line[end:])] * (end < len(line)))
