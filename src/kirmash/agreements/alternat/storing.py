"""A text as JSON, which programs keep, and as TOML, which people write."""

import tomllib
from typing import NoReturn

from fairplan.jsonio import build, dump, parse, plain
from kirmash.agreements.alternat.faults import check
from kirmash.agreements.alternat.markup import read_version
from kirmash.agreements.alternat.text import Block, Fault, Name, Party, Status, Text, TextRefused, Version

Table = dict[str, object]


def to_json(text: Text) -> str:
    """Return a text as JSON, the same for the same text."""
    return dump(plain(text))


def from_json(written: str, name: str = "JSON") -> Text:
    """Return the text that JSON holds; raise ``TextRefused`` where it is none, or has faults."""
    try:
        text = build(Text, parse(written, name), "text")
    except ValueError as wrong:
        raise TextRefused((Fault(code="unreadable", values=(str(wrong),)),)) from None
    check(text)
    return text


def from_toml(written: str) -> Text:
    """Return the text that a TOML file holds, its versions in markup; raise ``TextRefused`` with all its faults."""
    try:
        content = tomllib.loads(written)
    except (ValueError, RecursionError) as wrong:
        raise TextRefused((Fault(code="unreadable", values=(str(wrong).partition("\n")[0],)),)) from None
    parties = tuple(_party(table, f"parties[{n}]") for n, table in enumerate(_tables(content, "parties"), start=1))
    versions: list[Version] = []
    faults: list[Fault] = []
    for number, table in enumerate(_tables(content, "versions"), start=1):
        try:
            versions.append(_version(table, f"versions[{number}]"))
        except TextRefused as refused:
            faults += refused.faults
    if faults:
        raise TextRefused(tuple(faults))
    text = Text(parties=parties, versions=tuple(versions))
    check(text)
    return text


def _party(table: Table, where: str) -> Party:
    _only(table, where, "key", "language", "names", "signature")
    names, blocks = _table(table, "names", where), _table(table, "signature", where)
    return Party(
        key=_word(table, "key", where),
        language=_word(table, "language", where),
        names=tuple(Name(language=one, forms=_forms(forms, f"{where}.names.{one}")) for one, forms in names.items()),
        blocks=tuple(_block(one, _table(blocks, one, where), f"{where}.signature.{one}") for one in blocks),
    )


def _block(language: str, table: Table, where: str) -> Block:
    _only(table, where, "body", "office", "person")
    words = {name: _word(table, name, where, is_needed=name == "body") for name in ("body", "office", "person")}
    return Block(language=language, body=words["body"], office=words["office"], person=words["person"])


def _version(table: Table, where: str) -> Version:
    _only(table, where, "language", "status", "text", "article_word", "and_word")
    status = _word(table, "status", where, is_needed=False) or Status.AUTHENTIC.value
    if status not in {one.value for one in Status}:
        _refuse(f"{where}.status: {status!r} is none of {', '.join(Status)}")
    return read_version(
        _word(table, "text", where),
        _word(table, "language", where),
        status=Status(status),
        article_word=_word(table, "article_word", where, is_needed=False),
        and_word=_word(table, "and_word", where, is_needed=False),
    )


def _forms(value: object, where: str) -> tuple[str, ...]:
    forms = [value] if isinstance(value, str) else value
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
        _refuse(f"{where}: a text, or a list of texts, is expected")
    return tuple(forms)


def _tables(content: Table, name: str) -> list[Table]:
    found = content.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        _refuse(f"[[{name}]] is missing")
    return found


def _table(content: Table, name: str, where: str) -> Table:
    found = content.get(name)
    if not isinstance(found, dict):
        _refuse(f"{where}.{name} is missing, or is no table")
    return found


def _word(table: Table, name: str, where: str, *, is_needed: bool = True) -> str:
    value = table.get(name, "")
    if not isinstance(value, str) or (is_needed and not value.strip()):
        _refuse(f"{where}.{name} is missing, or is no text")
    return value.strip()


def _only(table: Table, where: str, *known: str) -> None:
    for name in table:
        if name not in known:
            _refuse(f"{where}: there is no {name!r}; known are {', '.join(known)}")


def _refuse(what: str) -> NoReturn:
    raise TextRefused((Fault(code="unreadable", values=(what,)),)) from None
