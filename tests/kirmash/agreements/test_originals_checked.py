"""Finished originals read back: clean ones prove clean, and every slip of the pen is found."""

import io
import os
import random
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from docx.document import Document as Docx
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader, PdfWriter

from instruments import FOLDER, NAMES, text_of, texts
from kirmash.agreements.alternat import (
    Text,
    Unreadable,
    Verdict,
    as_docx,
    as_pdf,
    check,
    originals,
    read_version,
    write_version,
)
from kirmash.agreements.alternat.checking.check import check_against, check_files
from kirmash.agreements.alternat.reading.document import Document
from kirmash.agreements.alternat.reading.file import read_bytes
from kirmash.agreements.alternat.wording import say_finding, say_unreadable, say_verdict
from machine import lacks
from slips import TEXT, WHOLE, Slip, slips

PRINTS = {"pdf": as_pdf, "docx": as_docx}
#: How many slips are planted; more of them by the setting.
PLANTED = int(os.environ.get("KIRMASH_SLIPS", "200"))
UNKNOWABLE = "languages in another order"  # of two files alone, where parties share a language


@cache
def printed(name: str) -> dict[tuple[int, str], bytes]:
    """Return the originals of a text in both formats, by the place of their keeper."""
    made = originals(text_of(name))
    return {(n, kind): as_file(one) for n, one in enumerate(made) for kind, as_file in PRINTS.items()}


@cache
def document(name: str, keeper: int, kind: str) -> Document:
    """Return an original as it is read back."""
    return read_bytes(printed(name)[keeper, kind])


def edited(data: bytes, change: Callable[[Docx], None]) -> bytes:
    """Return a DOCX after a hand has changed it in an office."""
    opened = docx.Document(io.BytesIO(data))
    change(opened)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def against_the_other(data: bytes, name: str = "two-cities") -> Verdict:
    """Hold what was made of the first original against the second."""
    return check_files([("first", read_bytes(data)), ("second", document(name, 1, "pdf"))])


@pytest.mark.parametrize("name", NAMES)
def test_clean_originals_differ_in_order_only_in_every_mix_of_formats(name: str) -> None:
    keepers = range(len(originals(text_of(name))))

    for one, other in permutations(keepers, 2):
        for kind, other_kind in (("pdf", "pdf"), ("pdf", "docx"), ("docx", "docx")):
            verdict = check_files([("A", document(name, one, kind)), ("B", document(name, other, other_kind))])

            assert (verdict.findings, verdict.exchanged > 0) == ((), True)


@pytest.mark.parametrize("name", NAMES)
def test_clean_originals_are_those_of_their_text(name: str) -> None:
    text = text_of(name)
    files = [(str(n), document(name, n, "pdf")) for n in range(len(text.parties))]

    verdict = check_against(text, files)

    assert verdict.findings == ()
    assert [file.keeper for file in verdict.files] == [party.forms(party.language)[0] for party in text.parties]


def test_all_originals_of_one_instrument_are_held_against_the_first() -> None:
    verdict = check_files([(str(n), document("four-towns", n, ("pdf", "docx")[n % 2])) for n in range(4)])

    assert verdict.findings == ()
    assert [file.keeper for file in verdict.files] == ["Marrow", "Ebersfurt", "Holm Bay", "Neu Lindau"]


def test_every_slip_of_the_pen_is_found_where_it_is() -> None:
    planted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    missed = []
    for name, slip, kind, verdict in tried(PLANTED):
        planted[slip.kind, kind] += 1
        if verdict.is_same or not is_placed(slip, verdict):
            missed.append((name, kind, slip.kind, slip.language, slip.article, verdict.findings[:2]))
        else:
            found[slip.kind, kind] += 1
    for slip_kind in sorted({one for one, _kind in planted}):
        shown = (f"{found[slip_kind, kind]} / {planted[slip_kind, kind]}" for kind in PRINTS)
        print(f"| {slip_kind} | {' | '.join(shown)} |")

    assert missed == []
    assert {one for one, _kind in planted} == {*TEXT, *WHOLE}


def tried(count: int) -> Iterator[tuple[str, Slip, str, Verdict]]:
    """Yield slips of all kinds in turn, with what the checker says."""
    for name in NAMES:
        text, chance = text_of(name), random.Random(f"{name} {count}")  # noqa: S311 - no secret
        made = originals(text)
        names = [[form for name_ in party.names for form in name_.forms] for party in text.parties]
        plants = {
            pair: slips(made[pair[1]], made[pair[0]], names, chance)
            for pair in chance.sample(list(permutations(range(len(made)), 2)), 2)
        }
        for number in range(count // len(NAMES)):
            (one, other), plant = list(plants.items())[number % 7 % 2]
            slip = next(plant)
            kind, other_kind = chance.choice(list(PRINTS)), chance.choice(list(PRINTS))
            spoilt = read_bytes(PRINTS[kind](slip.spoilt))
            is_unknowable = slip.kind == UNKNOWABLE and name == "four-towns"
            verdict = (
                check_against(text, [("spoilt", spoilt)])
                if is_unknowable
                else check_files([("good", document(name, one, other_kind)), ("spoilt", spoilt)])
            )
            assert made[other].keeper == slip.spoilt.keeper
            yield name, slip, kind, verdict


def is_placed(slip: Slip, verdict: Verdict) -> bool:
    """Say whether a finding stands where a slip was planted."""
    return any(
        one.place.language in {"", slip.language or one.place.language}
        and (not slip.article or one.place.article == slip.article)
        for one in verdict.findings
    )


@pytest.mark.parametrize("kind", sorted(TEXT))
def test_slips_that_a_hand_makes_in_an_office_are_found(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311 - no secret
    for name, language in (("two-cities", "ru"), ("be-ru", "be")):
        data = printed(name)[0, "docx"]
        places = [
            (number, run.text)
            for number, paragraph in enumerate(docx.Document(io.BytesIO(data)).paragraphs)
            for run in paragraph.runs
            if run.text.strip()
        ]
        changed = [(n, text, new) for n, text in places if (new := TEXT[kind](text, language, chance)) != text]
        for number, old, new in chance.sample(changed, min(2, len(changed))):

            def change(opened: Docx, number: int = number, old: str = old, new: str = new) -> None:
                run = next(run for run in opened.paragraphs[number].runs if run.text == old)
                run.text = new

            assert not against_the_other(edited(data, change), name).is_same, (kind, old, new)


def soft_hyphens(opened: Docx) -> None:
    """Let long words be parted."""
    for paragraph in opened.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("сотруднич", "сотруд\u00adнич")


def blanks(opened: Docx) -> None:
    """Hold numbers and names together, with two kinds of blanks."""
    for paragraph in opened.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(" и ", "\u00a0и ").replace("города ", "города\u202f")


def quotes(opened: Docx) -> None:
    """Write other quotation marks."""
    for paragraph in opened.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("«", "“").replace("»", "”")


def runs(opened: Docx) -> None:
    """Part the runs, as an office does at every correction."""
    for paragraph in opened.paragraphs:
        for run in list(paragraph.runs):
            half = len(run.text) // 2
            rest = paragraph.add_run(run.text[half:])
            run.text = run.text[:half]
            run._r.addnext(rest._r)


def fonts(opened: Docx) -> None:
    """Set another font and size."""
    for paragraph in opened.paragraphs:
        for run in paragraph.runs:
            run.font.name, run.font.size = "Arial", Pt(14)


def tabs(opened: Docx) -> None:
    """Write signature blocks with tabs in place of a table."""
    for table in opened.tables:
        cells = [[one.text for one in cell.paragraphs if one.text] for cell in table.rows[0].cells]
        after = table._tbl
        for texts_ in zip(*cells, strict=True):
            line = opened.add_paragraph("\t\t".join(texts_))
            after.addnext(line._p)
            after = line._p
        table._tbl.getparent().remove(table._tbl)


@pytest.mark.parametrize("change", [soft_hyphens, blanks, quotes, runs, fonts, tabs])
def test_what_an_office_does_to_the_looks_is_no_finding(change: Callable[[Docx], None]) -> None:
    data = edited(printed("two-cities")[0, "docx"], change)

    assert against_the_other(data).findings == ()


def test_originals_that_an_office_saved_anew_prove_clean(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        lacks("LibreOffice", "libreoffice-writer")
    for name in NAMES:
        (tmp_path / f"{name}.docx").write_bytes(printed(name)[0, "docx"])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *tmp_path.glob("*.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )

    for name in NAMES:
        assert against_the_other((tmp_path / f"{name}.pdf").read_bytes(), name).findings == ()


def hidden(opened: Docx) -> None:
    """Hide a word."""
    opened.paragraphs[2].add_run("не").font.hidden = True


def noted(opened: Docx) -> None:
    """Delete a word with changes tracked."""
    run = opened.paragraphs[2].runs[0]._r
    deleted = run.makeelement(f"{{{run.nsmap['w']}}}del", {})
    run.addprevious(deleted)


@pytest.mark.parametrize(("change", "what"), [(hidden, "hidden text"), (noted, "tracked changes")])
def test_what_paper_and_checker_would_read_differently_is_said(change: Callable[[Docx], None], what: str) -> None:
    data = edited(printed("two-cities")[0, "docx"], change)

    verdict = against_the_other(data)

    assert [say_finding(one) for one in verdict.findings] == [f"The file holds what the checker does not read: {what}"]


def test_the_same_original_twice_is_pointed_out() -> None:
    verdict = check_files([("A", document("be-ru", 0, "pdf")), ("B", document("be-ru", 0, "docx"))])

    assert [one.kind for one in verdict.findings] == ["language-order", "same-original"]


def test_a_finding_says_where_what_and_what_stands_in_both() -> None:
    def change(opened: Docx) -> None:
        run = next(run for one in opened.paragraphs for run in one.runs if "120" in run.text)
        run.text = run.text.replace("120", "210")

    verdict = against_the_other(edited(printed("two-cities")[0, "docx"], change))

    assert [say_finding(one) for one in verdict.findings] == [
        "Russian, article 2, paragraph 2: A number differs: “210” | “120”"
    ]
    assert say_verdict(verdict) == "They differ in more than order, or in an order that is not as it must be."


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(texts())
def test_whatever_a_text_says_its_originals_prove_clean(text: Text) -> None:
    made = originals(text)

    documents = [("", read_bytes((as_pdf, as_docx)[number % 2](one))) for number, one in enumerate(made)]

    assert check_files(documents).findings == ()
    assert check_against(text, documents).findings == ()


def encrypted() -> bytes:
    """Return a PDF that opens with a password only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed("two-cities")[0, "pdf"])))
    writer.encrypt("secret", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pages(count: int) -> bytes:
    """Return a PDF of empty pages."""
    writer = PdfWriter()
    for _page in range(count):
        writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def archive(**parts: bytes) -> bytes:
    """Return a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (encrypted, "The file is protected with a password. Save it without one."),
        (lambda: pages(10_000), "The file has 10000 pages; at most 300 are read."),
        (lambda: pages(2), "The file has no text. It may be a scan; the checker reads letters, not pictures of them."),
        (lambda: archive(word__document_xml=b" " * 30_000_000),
         "The file unpacks to far more than an instrument needs."),
        (lambda: archive(word__document_xml=ENTITIES),
         "The file declares entities, which no DOCX does. It is not read."),
        (lambda: archive(a=b"b"), "The file is a ZIP, but no DOCX."),
        (lambda: archive(word__document_xml=b"<a"), "The file is damaged."),
        (lambda: b"PK\x03\x04nonsense", "The file is damaged."),
        (lambda: b"%PDF-1.7\nnonsense", "The file is damaged."),
        (lambda: b"hello", "The file is neither PDF nor DOCX."),
        (lambda: b"%PDF-" + b"a" * 20_000_001, "The file is larger than 20 MB."),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "The file is of an old Word. Save it as DOCX."),
    ],
    ids=["password", "10000 pages", "scan", "bomb", "entities", "zip", "xml", "torn zip", "torn pdf", "text", "size",
         "doc"],
)  # fmt: skip
def test_a_hostile_or_unfit_file_is_refused_in_a_sentence(make: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        check(make(), printed("two-cities")[1, "pdf"], names=("hostile", "good"))

    assert (refused.value.name, say_unreadable(refused.value)) == ("hostile", sentence)


def test_files_from_bytes_are_checked_in_processes_of_their_own() -> None:
    verdict = check(printed("be-ru")[0, "pdf"], printed("be-ru")[1, "docx"], names=("ours", "theirs"))

    assert (verdict.is_same, say_verdict(verdict)) == (True, "They differ in order only.")
    assert [(file.name, file.keeper, file.languages) for file in verdict.files] == [
        ("ours", "Верасень", ("be", "ru")),
        ("theirs", "Зареченск", ("ru", "be")),
    ]


def test_the_command_writes_originals_and_proves_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("originals", action="write", files=[FOLDER / "two-cities.toml"], folder=tmp_path)
    call_command(
        "originals",
        action="check",
        files=[tmp_path / "two-cities-lipich.pdf", tmp_path / "two-cities-zarechensk.docx"],
    )

    said = capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "two-cities-lipich.docx",
        "two-cities-lipich.pdf",
        "two-cities-zarechensk.docx",
        "two-cities-zarechensk.pdf",
    ]
    assert said.splitlines()[-1] == "They differ in order only."


def test_the_command_ends_with_1_for_findings_and_2_for_what_it_cannot_read(tmp_path: Path) -> None:
    good, nonsense = tmp_path / "good.pdf", tmp_path / "nonsense.pdf"
    good.write_bytes(printed("two-cities")[0, "pdf"])
    nonsense.write_bytes(b"nonsense")

    with pytest.raises(SystemExit) as findings:
        call_command("originals", action="check", files=[good, good], as_json=True)
    with pytest.raises(CommandError) as unread:
        call_command("originals", action="check", files=[good, nonsense])

    assert findings.value.code == 1
    assert (unread.value.returncode, str(unread.value)) == (
        2,
        f"{nonsense}: The file is neither PDF nor DOCX.",
    )


def test_findings_are_said_in_the_reader_s_language() -> None:
    verdict = check_files([("A", document("be-ru", 0, "pdf")), ("B", document("be-ru", 0, "docx"))])

    with override("de"):
        said = {say_finding(one) for one in verdict.findings}

    assert len(said) == len(verdict.findings)


def footed(*words: str) -> Callable[[Docx], None]:
    """Return a change that writes words into the footer, after the page number."""

    def change(opened: Docx) -> None:
        for word in words:
            opened.sections[0].footer.add_paragraph(word)

    return change


def test_a_footer_that_names_whose_original_it_is_makes_no_difference() -> None:
    one, other = (as_docx(original, is_marked=True) for original in originals(text_of("two-cities")))

    verdict = check_files([("one", read_bytes(one)), ("other", read_bytes(other))])

    assert verdict.findings == ()


def test_page_numbers_in_words_make_no_difference() -> None:
    def change(opened: Docx) -> None:
        paragraph = opened.sections[0].footer.paragraphs[0]
        paragraph.runs[0]._r.addprevious(paragraph.add_run("Стр. ")._r)

    assert against_the_other(edited(printed("two-cities")[0, "docx"], change)).findings == ()


def test_other_words_or_numbers_in_a_footer_are_found() -> None:
    one = edited(printed("two-cities")[0, "docx"], footed("Проект № 3"))
    other = edited(printed("two-cities")[1, "docx"], footed("Проект № 4"))

    verdict = check_files([("one", read_bytes(one)), ("other", read_bytes(other))])

    assert [say_finding(finding) for finding in verdict.findings] == [
        "Headers or footers differ: “Проект № 3” | “Проект № 4”"
    ]


def test_a_joiner_right_before_the_names_belongs_to_the_sentence() -> None:
    text = text_of("four-towns")
    markup = write_version(text.version("en")).replace(
        "Each Party offers", "{Marrow | Ebersfurt | Holm Bay | Neu Lindau} offer trade and {Marrow | Ebersfurt | "
        "Holm Bay | Neu Lindau} by agreement. Each Party offers")  # fmt: skip
    changed = replace(text, versions=(read_version(markup, "en"), text.version("de")))

    documents = [("", read_bytes(as_docx(original))) for original in originals(changed)]

    assert check_files(documents).findings == ()
