"""Files as evidence: which are taken, where they lie, who gets them, how one is taken out."""

import datetime
import hashlib
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from builders import an_account
from following import PDF, Followed, a_commitment, a_followed_pair, a_png, an_office_file
from kirmash.agreements.actions.following import write_news
from kirmash.agreements.actions.keeping import Upload, remove_file
from kirmash.agreements.evidence.kinds import Media, NotTaken, examine, safe_name
from kirmash.agreements.evidence.shelf import put, take
from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.evidence import Evidence
from kirmash.base.errors import Refused
from kirmash.base.models import SiteRole

TODAY = datetime.date(2026, 5, 20)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x02\x00\x03" + b"\x00" * 20 + b"\xff\xd9"
RELATION = b'<Relationship Id="r" Type="http://x/%s" Target="http://evil.example/t.dotm" TargetMode="External"/>'


@pytest.fixture
def pair(db: None, settings: LazySettings, tmp_path: Path) -> Followed:
    settings.DATA = tmp_path
    return a_followed_pair()


@pytest.fixture
def commitment(pair: Followed) -> Commitment:
    return a_commitment(pair.instrument)


def keep(commitment: Commitment, data: bytes = PDF, name: str = "plan.pdf") -> Evidence:
    news = write_news(commitment=commitment, heard_on=TODAY, is_done=True, today=TODAY, upload=Upload(name, data))
    return news.evidence.get()


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (PDF, Media.PDF), (JPEG, Media.JPEG), (a_png(), Media.PNG), (an_office_file(), Media.DOCX),
        (an_office_file(**{"xl__workbook.xml": b""}), Media.DOCX),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_content(data: bytes, media: Media) -> None:
    assert examine(data) == media


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "evidence-is-empty"),
        (b"x" * 20_000_001, "evidence-too-large"),
        (b"<html><script>alert(1)</script>", "evidence-of-other-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "evidence-of-other-kind"),
        (b"MZ\x90\x00", "evidence-of-other-kind"),
        (b" %PDF-1.4 %%EOF", "evidence-of-other-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "evidence-is-old-office"),
        (b"%PDF-1.4 cut off", "evidence-is-damaged"),
        (PDF.replace(b"endobj", b"/Encrypt 2 0 R endobj"), "evidence-is-encrypted"),
        (PDF.replace(b"<<>>", b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"), "evidence-is-active"),
        (PDF.replace(b"<<>>", b"<</S/Launch/F(cmd.exe)>>"), "evidence-is-active"),
        (a_png()[:-8], "evidence-is-damaged"),
        (a_png().replace(b"IDAT", b"IDAX"), "evidence-is-damaged"),
        (a_png(20_000, 20_000), "evidence-too-many-pixels"),
        (b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff" + b"\x00" * 20, "evidence-too-many-pixels"),
        (b"\xff\xd8\xff\xe0\x00\x00", "evidence-is-damaged"),
        (b"PK\x03\x04 no zip", "evidence-is-damaged"),
        (an_office_file(**{"word__vbaProject.bin": b"x"}), "evidence-is-active"),
        (an_office_file(**{"word__embeddings__oleObject1.bin": b"x"}), "evidence-is-active"),
        (an_office_file(**{"__..__evil": b"x"}), "evidence-is-active"),
        (an_office_file(**{"word___rels__settings.xml.rels": RELATION % b"attachedTemplate"}), "evidence-is-active"),
        (an_office_file(word__media__bomb=b"\0" * 30_000_000), "evidence-unpacks-too-large"),
    ],
)
def test_what_is_none_or_may_do_harm_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(NotTaken) as refused:
        examine(data)

    assert refused.value.code == code


def test_a_link_to_a_page_in_a_document_is_no_program() -> None:
    data = an_office_file(**{"word___rels__document.xml.rels": RELATION % b"hyperlink"})

    assert examine(data) == Media.DOCX


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"), ("C:\\temp\\План 2026.PDF", "План 2026.pdf"),
        ("evil\u202efdp.exe", "evil fdp.exe.pdf"), ("", "file.pdf"), ("a\r\nX-Header: 1.pdf", "a X-Header 1.pdf"),
        ("x" * 300, "x" * 115 + ".pdf"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_loses_what_misleads(name: str, safe: str) -> None:
    assert safe_name(name, Media.PDF) == safe


def test_a_file_lies_under_its_hash_and_one_that_was_changed_is_not_given(pair: Followed, tmp_path: Path) -> None:
    digest = put(PDF)
    path = tmp_path / "evidence" / digest[:2] / digest
    found, mode = take(digest), path.stat().st_mode & 0o777

    path.write_bytes(b"other")

    assert (digest, found, mode, take(digest)) == (hashlib.sha256(PDF).hexdigest(), PDF, 0o600, None)


def test_an_officer_gets_a_file_to_save_and_never_to_look_at_here(commitment: Commitment, pair: Followed) -> None:
    kept = keep(commitment, name='План "1".pdf')
    client = Client()
    client.force_login(pair.officer)

    answer = client.get(reverse("evidence", args=[kept.pk]))

    names = ("Content-Type", "X-Content-Type-Options", "Content-Disposition", "Cache-Control")
    assert (answer.content, [answer[name] for name in names]) == (PDF, [
        "application/pdf", "nosniff",
        "attachment; filename=\"____ 1.pdf\"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%201.pdf", "private, no-store",
    ])  # fmt: skip
    assert "sandbox" in answer["Content-Security-Policy"]


def test_nobody_else_gets_it(commitment: Commitment) -> None:
    kept = keep(commitment)
    url = reverse("evidence", args=[kept.pk])
    found = []
    for email, role, subject in (
        ("dana@x.example", SiteRole.CITY, "place:elsewhere"), ("bruno@x.example", SiteRole.EXHIBITOR, "organisation:x"),
    ):  # fmt: skip
        client = Client()
        client.force_login(an_account(email, role, subject, has_password=False))
        found.append(client.get(url).status_code)

    assert (found, Client().get(url).status_code) == ([403, 403], 302)


def test_a_file_that_is_taken_out_is_gone_and_its_hash_stays(commitment: Commitment, tmp_path: Path) -> None:
    kept = keep(commitment)

    remove_file(evidence=kept, why="It showed a private address.", today=TODAY)

    row = Evidence.objects.get()
    path = tmp_path / "evidence" / row.sha256[:2] / row.sha256
    assert (row.removed_why, row.name, row.sha256, path.exists()) == (
        "It showed a private address.", "–", hashlib.sha256(PDF).hexdigest(), True,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_after_the_row_unless_another_row_has_it_too(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    made = a_commitment(a_followed_pair().instrument)
    first, second = keep(made), keep(made)
    path = tmp_path / "evidence" / first.sha256[:2] / first.sha256

    remove_file(evidence=first, why="twice", today=TODAY)
    is_there = path.exists()
    remove_file(evidence=second, why="wrong", today=TODAY)

    assert (is_there, path.exists()) == (True, False)


def test_it_is_not_taken_out_twice_nor_without_a_reason(commitment: Commitment) -> None:
    kept = keep(commitment)

    with pytest.raises(Refused, match="Give a reason"):
        remove_file(evidence=kept, why=" ", today=TODAY)
    remove_file(evidence=kept, why="x", today=TODAY)
    with pytest.raises(Refused, match="taken out already"):
        remove_file(evidence=kept, why="x", today=TODAY)


def test_a_hostile_file_is_refused_on_the_page_with_a_sentence_and_nothing_is_kept(
    commitment: Commitment, pair: Followed, tmp_path: Path
) -> None:
    client = Client()
    client.force_login(pair.officer)
    file = SimpleUploadedFile("plan.pdf", b"<html>", content_type="application/pdf")

    answer = client.post(reverse("news-add", args=[commitment.key]), {
        "heard_on": "2025-06-01", "text": "done", "file": file,
    })  # fmt: skip

    assert "The file is no PDF, JPEG, PNG, DOCX or XLSX, whatever its name says." in answer.content.decode()
    assert (News.objects.count(), list((tmp_path / "evidence").rglob("*")) if (tmp_path / "evidence").exists() else []
            ) == (0, [])  # fmt: skip
