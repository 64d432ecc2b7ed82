"""The XML inside a workbook, looked through piece by piece; nothing in it can grow or call for other files."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from django.utils.translation import gettext as _

from kirmash.sheets.limits import DEEPEST_XML, LONGEST_TOKEN, MOST_NAMES
from kirmash.sheets.lines import TableRefused, damaged


class Visitor(Protocol):
    """Who is told of the elements of a part, by their names without prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""


#: What a visitor is given in place of comments and the like, which two readers of XML could read in two ways.
INTERRUPTION = "\0"


def look_through(chunks: Iterable[bytes], visitor: Visitor) -> Iterator[bytes]:
    """Yield the chunks of a part as they are once the visitor has seen them.

    Raises ``TableRefused`` for document types (entities that expand come with one), other encodings
    than UTF-8, endless words and names, and text that is no XML.
    """
    parser = _parser(visitor)
    size = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            size += len(chunk)
            if size - parser.CurrentByteIndex > LONGEST_TOKEN or len(parser.intern) > MOST_NAMES:
                raise TableRefused(damaged())
            yield chunk
        parser.Parse(b"", True)  # noqa: FBT003  # expat takes no name
    except expat.ExpatError:
        raise TableRefused(damaged()) from None


def _parser(visitor: Visitor) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_XML:
            raise TableRefused(damaged())
        visitor.start(_bare(name) if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        visitor.end(_bare(name) if ":" in name else name)

    def interrupt(*_words: object) -> None:
        visitor.text(INTERRUPTION)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = visitor.text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.XmlDeclHandler = _check_encoding
    parser.CommentHandler = parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = interrupt
    return parser


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_document_type(*_words: object) -> None:
    raise TableRefused(_("declares XML entities, as no spreadsheet does; do not trust this file"))


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() != "utf-8":
        raise TableRefused(damaged())


class Elements:
    """The attributes of some elements of a small part: sheets of a workbook, relationships."""

    def __init__(self, *names: str) -> None:
        self.found: list[tuple[str, Mapping[str, str]]] = []
        self._names = names

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep the element if it was asked for."""
        if name in self._names:
            self.found.append((name, attributes))

    def end(self, name: str) -> None:
        """Pass over the end."""

    def text(self, data: str) -> None:
        """Pass over text."""


class TextLengths:
    """How long each text is that the cells of a workbook share."""

    def __init__(self) -> None:
        self.lengths = array("L")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin another text."""
        del attributes
        if name == "si":
            self.lengths.append(0)

    def end(self, name: str) -> None:
        """Pass over the end."""

    def text(self, data: str) -> None:
        """Count what belongs to the text."""
        if self.lengths:
            self.lengths[-1] += len(data)
