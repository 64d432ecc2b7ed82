"""What an officer writes: groups of names in braces, and the signs that divide a text into its parts."""

import re
from dataclasses import dataclass

from kirmash.agreements.alternat.text import Article, Fault, Paragraph, Status, TextRefused, Version

_ESCAPED = re.compile(r"\\([{}|\\])")
_ARTICLE = re.compile(r"##\s*(\d{1,3})\s*[.:]?\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|\w\)|[–—-])\s+(.*)", re.DOTALL)
_LONGEST = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names that stand together, in the agreed order of the parties.

    ``joiner`` stands between each two of them, empty for commas and the language's word for *and*;
    ``is_sentence_start`` makes the first letter of whichever comes first a capital.
    """

    members: tuple[str, ...]
    joiner: str = ""
    is_sentence_start: bool = False


def pieces_of(text: str) -> tuple[str | Group, ...]:
    """Return a text as plain pieces and groups; raise ``TextRefused`` for braces that do not fit."""
    pieces: list[str | Group] = []
    rest = text
    while True:
        at = _find(rest, "{}")
        if at < 0:
            break
        if rest[at] == "}":
            raise TextRefused((Fault(code="brace-not-opened", values=(_excerpt(rest, at),)),))
        end = _find(rest[at + 1 :], "{}")
        if end < 0 or rest[at + 1 + end] == "{":
            raise TextRefused((Fault(code="brace-not-closed", values=(_excerpt(rest, at),)),))
        pieces += [_plain(rest[:at]), _group(rest[at + 1 : at + 1 + end])]
        rest = rest[at + 1 + end + 1 :]
    return tuple(piece for piece in (*pieces, _plain(rest)) if piece)


def read_version(markup: str, language: str, *, status: Status = Status.AUTHENTIC,
                 article_word: str = "", and_word: str = "") -> Version:  # fmt: skip
    """Return the version that a markup holds; raise ``TextRefused`` with every line that is out of place."""
    if len(markup) > _LONGEST:
        raise TextRefused((Fault(code="too-long", language=language),))
    reader = _Reader(language)
    for line, text in _paragraphs(markup):
        reader.take(line, text)
    if not reader.title:
        reader.complain("no-title", 1)
    if not reader.articles:
        reader.complain("no-articles", 1)
    if reader.faults:
        raise TextRefused(tuple(reader.faults))
    return Version(
        language=language, title=reader.title, dateline=reader.dateline, preamble=tuple(reader.preamble),
        articles=tuple(reader.finished()), closing=tuple(reader.closing), status=status,
        article_word=article_word, and_word=and_word,
    )  # fmt: skip


def write_version(version: Version) -> str:
    """Return the markup of a version: what ``read_version`` makes the same version of."""
    parts = [f"# {version.title}"]
    if version.dateline:
        parts.append(f"@ {version.dateline}")
    parts += version.preamble
    for article in version.articles:
        parts.append(f"## {article.number}. {article.heading}" if article.heading else f"## {article.number}")
        parts += [f"{one.number} {one.text}".strip() for one in article.paragraphs]
    if version.closing:
        parts += ["---", *version.closing]
    return "\n\n".join(parts) + "\n"


class _Reader:
    """Takes the paragraphs of a markup one by one and remembers where it is."""

    def __init__(self, language: str) -> None:
        self.title = self.dateline = ""
        self.preamble: list[str] = []
        self.articles: list[tuple[int, int, str, list[Paragraph]]] = []
        self.closing: list[str] = []
        self.faults: list[Fault] = []
        self._language = language
        self._is_closing = False

    def complain(self, code: str, line: int, *values: str) -> None:
        """Remember what is out of place."""
        article = self.articles[-1][0] if self.articles else 0
        fault = Fault(code=code, language=self._language, article=article, line=line, values=values)
        self.faults.append(fault)

    def take(self, line: int, text: str) -> None:
        """Put a paragraph where it belongs."""
        if text.startswith("##"):
            self._begin_article(line, text)
        elif text.startswith("# "):
            if self.title:
                self.complain("second-title", line)
            self.title = text[2:].strip()
        elif text.startswith("@ "):
            if self.dateline:
                self.complain("second-dateline", line)
            self.dateline = text[2:].strip()
        elif text == "---":
            if self._is_closing or not self.articles:
                self.complain("closing-out-of-place", line)
            self._is_closing = True
        elif not self.title:
            self.complain("text-before-title", line, text[:40])
        else:
            self._take_text(text)

    def finished(self) -> list[Article]:
        """Return the articles."""
        return [
            Article(number=number, heading=heading, paragraphs=tuple(paragraphs))
            for number, _line, heading, paragraphs in self.articles
        ]

    def _begin_article(self, line: int, text: str) -> None:
        found = _ARTICLE.fullmatch(text)
        if found is None:
            self.complain("article-without-number", line, text[:40])
        elif self._is_closing:
            self.complain("article-after-closing", line, found[1])
        else:
            self.articles.append((int(found[1]), line, found[2].strip(), []))

    def _take_text(self, text: str) -> None:
        if self._is_closing:
            self.closing.append(text)
        elif not self.articles:
            self.preamble.append(text)
        else:
            found = _NUMBER.fullmatch(text)
            number, words = (found[1], found[2]) if found else ("", text)
            self.articles[-1][3].append(Paragraph(number=number, text=words))


def _paragraphs(markup: str) -> list[tuple[int, str]]:
    """Return the paragraphs with their first lines: empty lines part them, and lines that begin with a sign."""
    found: list[tuple[int, list[str]]] = []
    is_open = False
    for number, raw in enumerate(markup.splitlines(), start=1):
        line = " ".join(raw.split())
        is_sign = line.startswith(("#", "@ ")) or line == "---"
        if not line:
            is_open = False
            continue
        if not is_open or is_sign or _NUMBER.fullmatch(line):
            found.append((number, []))
        found[-1][1].append(line)
        is_open = line != "---" and not line.startswith("@ ")
    return [(number, " ".join(lines)) for number, lines in found]


def _find(text: str, signs: str) -> int:
    """Return where one of the signs stands first that no backslash makes plain; -1 if nowhere."""
    place = 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] in signs:
            return place
        place += 1
    return -1


def _group(text: str) -> Group:
    body, _sign, joiner = text.partition("::")
    is_sentence_start = body.lstrip().startswith("^")
    if is_sentence_start:
        body = body.lstrip()[1:]
    members: list[str] = []
    while (at := _find(body, "|")) >= 0:
        members.append(_plain(body[:at]).strip())
        body = body[at + 1 :]
    members.append(_plain(body).strip())
    return Group(members=tuple(members), joiner=_joiner(_plain(joiner)), is_sentence_start=is_sentence_start)


def _joiner(written: str) -> str:
    """Return a joiner with the blanks that belong to it: none if it is written without one."""
    bare = written.strip()
    if not bare or not written.startswith(" "):
        return written.rstrip()
    return f"{bare} " if bare[0] in ",;" else f" {bare} "


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _excerpt(text: str, at: int) -> str:
    return text[max(0, at - 15) : at + 30].strip()
