"""From pieces of text with their places on a page to lines, columns and margins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kirmash.agreements.alternat.reading.document import Item

#: What counts pages: "3", "– 3 –", "3 / 7", "Page 3 of 7".
PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,10}\.?\s*)?(\d{1,4})(?:\s*(?:/|[^\W\d]{1,4})\s*(\d{1,4}))?\W*")
_SEEN_SPACE, _WORD_SPACE, _WIDEST_SPACE = 0.2, 0.45, 1.7  # em: seen as a space; surely one; wider gaps part columns
_SIGNING_SPACE = 72.0  # points; wider gaps part rows of signature blocks
_TOLERANCE = 2.0  # points
_EDGE = 0.085  # of the page's height


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text on a page: where it begins and ends, its base line, its size, all in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: what stands in it side by side."""

    atoms: tuple[Piece, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        """Return the line's text."""
        return " ".join(atom.text for atom in self.atoms)

    @property
    def cells(self) -> tuple[Piece, ...]:
        """Return what stands side by side: parts with wider gaps between them than any space."""
        cells: list[Piece] = []
        for atom in self.atoms:
            gap = atom.left - cells[-1].right if cells else 0.0
            if cells and gap <= _WIDEST_SPACE * atom.size:
                cells[-1] = _joined(cells[-1], atom, gap)
            else:
                cells.append(atom)
        return tuple(cells)


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Return the lines of a page from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - piece.base) <= 0.4 * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line for row in rows if (line := _line(row)) is not None]


def _line(row: list[Piece]) -> Line | None:
    atoms: list[Piece] = []
    for piece in sorted(row, key=lambda one: one.left):
        gap = piece.left - atoms[-1].right if atoms else 0.0
        if atoms and gap <= _WORD_SPACE * piece.size:
            atoms[-1] = _joined(atoms[-1], piece, gap)
        else:
            atoms.append(piece)
    kept = tuple(replace(atom, text=" ".join(atom.text.split())) for atom in atoms if atom.text.strip())
    if not kept:
        return None
    return Line(atoms=kept, base=kept[0].base, size=max(atom.size for atom in kept))


def _joined(before: Piece, piece: Piece, gap: float) -> Piece:
    """Return two pieces as one, with a space where the eye sees one."""
    has_space = before.text.endswith(" ") or piece.text.startswith(" ") or gap < _SEEN_SPACE * piece.size
    text = before.text + ("" if has_space else " ") + piece.text
    return Piece(text=text, left=before.left, right=max(before.right, piece.right), base=before.base,
                 size=max(before.size, piece.size))  # fmt: skip


def without_margins(pages: Sequence[Sequence[Line]], heights: Sequence[float],
                    ) -> tuple[list[list[Line]], tuple[str, ...]]:  # fmt: skip
    """Return the pages without page numbers, headers and footers, and the words of these.

    A page number counts on only with the pages; a header or footer is the same on all pages, near their edge.
    """
    kept = [list(page) for page in pages]
    margins: list[str] = []
    while found := _take(kept, -1, heights) or _take(kept, 0, heights):
        margins += found
    return kept, tuple(dict.fromkeys(word for word in margins if word))


def _take(pages: list[list[Line]], place: int, heights: Sequence[float]) -> list[str]:
    """Take the outermost line from the pages where it counts them, or is the same everywhere at their edge."""
    outermost = {number: page[place] for number, page in enumerate(pages, start=1) if page}
    words: dict[int, str] = {}
    for number, line in outermost.items():
        found = _counted(line, number, len(pages))
        if found is not None:
            words[number] = found
    if len(pages) > 1 and len(outermost) == len(pages) and len({line.text for line in outermost.values()}) == 1:
        if not all(_is_at_edge(line.base / heights[number - 1]) for number, line in outermost.items()):
            return []
        words = {number: line.text for number, line in outermost.items()}
    elif len(words) * 2 <= len(outermost):
        return []
    for number in words:
        del pages[number - 1][place]
    return list(dict.fromkeys(words.values())) or [""]


def _is_at_edge(height: float) -> bool:
    return height < _EDGE or height > 1 - _EDGE


def _counted(line: Line, number: int, count: int) -> str | None:
    """Return the words beside the page number of a line; None if it has none."""
    for place, cell in enumerate(line.cells):
        found = PAGE_NUMBER.fullmatch(cell.text)
        if found and int(found[1]) == number and (found[2] is None or int(found[2]) == count):
            return " ".join(other.text for other in (*line.cells[:place], *line.cells[place + 1 :]))
    return None


def items_of(pages: Sequence[Sequence[Line]]) -> Iterator[Item]:
    """Yield the lines of all pages, those that stand side by side as columns."""
    sizes = Counter(round(line.size * 2) for page in pages for line in page for _letter in line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    for number, page in enumerate(pages, start=1):
        place = 0
        while place < len(page):
            end, columns = _side_by_side(page, place)
            if columns:
                yield Item(columns=columns, page=number)
            else:
                weight = max(0, round(page[place].size * 2) - usual)
                yield Item(text=page[place].text, page=number, weight=weight)
            place = end


def _side_by_side(page: Sequence[Line], start: int) -> tuple[int, tuple[str, ...]]:
    """Return the columns that begin with a line, and the line after them; no columns if it has one cell only."""
    first = page[start].cells
    if len(first) < 2:
        return start + 1, ()
    zone = _zone(page, start)
    lefts = _lefts(zone)
    placed = [_by_left(line, lefts) for line in zone]
    if len(zone) == 1 or any(one is None for one in placed):
        lefts = [cell.left for cell in first]
        placed = [_by_centre(line, lefts, [(cell.left + cell.right) / 2 for cell in first]) for line in zone]
    columns: list[list[str]] = [[] for _left in lefts]
    end = start
    for line in placed:
        if line is None:
            break
        for column, text in line:
            columns[column].append(text)
        end += 1
    return end, tuple("\n".join(column) for column in columns)


def _zone(page: Sequence[Line], start: int) -> Sequence[Line]:
    """Return the lines that may stand side by side with a first one: up to one across, or a wide gap."""
    second = page[start].cells[1].left
    end = start + 1
    while end < len(page):
        line = page[end]
        is_across = line.atoms[0].left < second - _TOLERANCE < line.atoms[0].right - line.size
        if is_across or page[end - 1].base - line.base > _SIGNING_SPACE:
            break
        end += 1
    return page[start:end]


def _lefts(zone: Sequence[Line]) -> list[float]:
    """Return where columns begin: on the left of the first cells, and where several lines have a beginning."""
    lefts = [cell.left for cell in zone[0].cells]
    beginnings = sorted(atom.left for line in zone for atom in line.atoms)
    for left in beginnings:
        times = sum(1 for line in zone if any(abs(atom.left - left) <= _TOLERANCE for atom in line.atoms))
        if times > 1 and all(abs(left - other) > 2 * _TOLERANCE for other in lefts):
            lefts.append(left)
    return sorted(lefts)


def _by_left(line: Line, lefts: Sequence[float]) -> list[tuple[int, str]] | None:
    """Return the texts of a line by the columns in which they begin; None if one begins elsewhere."""
    placed: dict[int, str] = {}
    column = -1
    for atom in line.atoms:
        begins = next((n for n, left in enumerate(lefts) if abs(atom.left - left) <= _TOLERANCE), None)
        if begins is None and column < 0:
            return None
        column = column if begins is None else begins
        placed[column] = f"{placed[column]} {atom.text}" if column in placed else atom.text
        if column + 1 < len(lefts) and atom.right > lefts[column + 1] + _TOLERANCE:
            return None
    return list(placed.items())


def _by_centre(line: Line, lefts: Sequence[float], centres: Sequence[float]) -> list[tuple[int, str]] | None:
    """Return the texts of a line by the columns that they stand under; None if one lies across columns."""
    placed = []
    for cell in line.cells:
        centre = (cell.left + cell.right) / 2
        distances = [min(abs(cell.left - left), abs(centre - middle))
                     for left, middle in zip(lefts, centres, strict=True)]  # fmt: skip
        column = distances.index(min(distances))
        is_last = column == len(lefts) - 1
        if distances[column] > 2 * cell.size or (not is_last and cell.right > lefts[column + 1]):
            return None
        placed.append((column, cell.text))
    return placed if len({column for column, _text in placed}) == len(placed) else None
