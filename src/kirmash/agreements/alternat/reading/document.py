"""What was read from a file: its lines in reading order, and what stands beside the text."""

from dataclasses import dataclass

#: Bytes of a file, its pages, and characters of its text.
LARGEST_FILE = 20_000_000
MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000
#: Seconds of computing, and bytes of memory, that the reading of one file may take.
MOST_SECONDS = 20
MOST_MEMORY = 1_500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line or a paragraph, or, with columns, what stands side by side; ``weight`` is larger for titles."""

    text: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as text.

    ``margins`` holds the words of headers and footers without page numbers; ``unread`` names what a
    reader of the paper may see and the checker does not: pictures, comments, text boxes.
    """

    kind: str
    items: tuple[Item, ...]
    margins: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class Unreadable(ValueError):
    """A file that is not read: why, as a code; ``say_unreadable`` puts it into a sentence, ``name`` says which."""

    def __init__(self, code: str, *values: str) -> None:
        super().__init__(" ".join((code, *values)))
        self.code, self.values, self.name = code, values, ""
