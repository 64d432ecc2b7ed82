"""Originals and scans of an agreement: kept, lent, sealed, given out as they were handed in, verified."""

import datetime
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from builders import a_place, an_account
from kirmash.agreements.actions.custody import lend_original, take_back_original
from kirmash.agreements.actions.scanning import found_seal, keep_scan, remove_scan, seal_scan, shelf
from kirmash.agreements.deadlines import DeadlineKind
from kirmash.agreements.models.instrument import Act, Instrument, LifeEvent, Party
from kirmash.agreements.models.scan import Scan
from kirmash.agreements.queries import matters_of, register_of
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.registry.models.place import Place
from papers import a_pdf, a_picture, with_action

DAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def data(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA, settings.SEAL_FILE = tmp_path, tmp_path / "seal.p12"
    settings.SEAL_PASSWORD, settings.SEAL_TSA, settings.SEAL_PLACE = "", "", ""
    return tmp_path


@pytest.fixture
def gomel(db: None) -> Place:
    return a_place("gomel", en="Homel", ru="Гомель")


@pytest.fixture
def agreement(gomel: Place) -> Instrument:
    made = Instrument.objects.create(key="gomel-dubki", kind="twinning", titles={"en": "Twinning"}, number="7-MS")
    Party.objects.create(instrument=made, position=1, place=gomel, archive="File 7")
    Party.objects.create(instrument=made, position=2, place=a_place("dubki", en="Dubki"))
    LifeEvent.objects.create(instrument=made, act=Act.SIGNED, done_on=datetime.date(2022, 5, 12))
    return made


@pytest.fixture
def officer(gomel: Place) -> Client:
    client = Client()
    client.force_login(an_account(role=SiteRole.CITY, subject="place:gomel", has_password=False))
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    client = Client()
    client.force_login(an_account("dana@kirmash.example", SiteRole.CITY, "place:elsewhere", has_password=False))
    return client


@pytest.fixture
def sealing(db: None, data: Path) -> Path:
    return found_seal(name="Homel", now=timezone.now())


def hand_in(client: Client, content: bytes, name: str = "scan.pdf", **words: str) -> None:
    values = {"file": SimpleUploadedFile(name, content), "kind": "original", **words}
    client.post(reverse("scan-add", args=["gomel-dubki"]), values)


def test_the_file_of_an_agreement_says_where_its_originals_are(officer: Client, agreement: Instrument) -> None:
    officer.post(reverse("custody-change", args=[agreement.key]), {
        "number": "8-MS", "registered_on": "2026-01-02", "control_on": "2026-09-01", "responsible": "Anna Kavaliova",
        "archive-1": "File 8", "archive-2": "Archive of Dubki",
    })  # fmt: skip

    agreement.refresh_from_db()
    assert (agreement.number, str(agreement.registered_on), str(agreement.control_on)) == (
        "8-MS", "2026-01-02", "2026-09-01",
    )  # fmt: skip
    assert list(agreement.parties.values_list("archive", flat=True)) == ["File 8", "Archive of Dubki"]
    assert Change.objects.filter(verb="keep", table="instrument", record=agreement.key).count() == 1


def test_a_lent_original_is_a_matter_until_it_is_back(officer: Client, gomel: Place, agreement: Instrument) -> None:
    officer.post(reverse("original-lend", args=[agreement.key, 1]), {
        "lent_to": "Legal department", "lent_on": "2026-01-10", "due_on": "2026-02-10",
    })  # fmt: skip
    before = matters_of(register_of(gomel, DAY), DAY, 90)
    loan = agreement.parties.get(position=1).loans.get()

    officer.post(reverse("original-back", args=[agreement.key, loan.pk]), {"back_on": "2026-03-02"})

    assert [(one.kind, str(one.on), one.is_late) for one in before] == [(DeadlineKind.LOAN, "2026-02-10", True)]
    assert matters_of(register_of(gomel, DAY), DAY, 90) == []


@pytest.mark.parametrize(
    ("days", "code"),
    [((DAY, DAY - datetime.timedelta(days=1)), "due-before-lent"), ((DAY, DAY), "original-is-lent")],
)
def test_an_original_is_lent_once_at_a_time_and_until_a_later_day(
    agreement: Instrument, days: tuple[datetime.date, datetime.date], code: str
) -> None:
    party = agreement.parties.get(position=1)
    if code == "original-is-lent":
        lend_original(party=party, lent_to="A", purpose="", lent_on=DAY, due_on=DAY)

    with pytest.raises(Refused) as refused:
        lend_original(party=party, lent_to="B", purpose="", lent_on=days[0], due_on=days[1])

    assert refused.value.code == code


def test_an_original_comes_back_once_and_not_before_it_left(agreement: Instrument) -> None:
    party = agreement.parties.get(position=1)
    loan = lend_original(party=party, lent_to="A", purpose="", lent_on=DAY, due_on=DAY)
    with pytest.raises(Refused) as early:
        take_back_original(loan=loan, back_on=DAY - datetime.timedelta(days=1))
    take_back_original(loan=loan, back_on=DAY)

    with pytest.raises(Refused) as again:
        take_back_original(loan=loan, back_on=DAY)

    assert (early.value.code, again.value.code) == ("back-before-lent", "original-is-here")


def test_a_scan_is_kept_hashed_and_sealed(officer: Client, agreement: Instrument, sealing: Path) -> None:
    hand_in(officer, a_picture(), "scan 1.jpg", party="1", languages="ru be")

    scan = agreement.scans.get()
    assert (scan.file_name, scan.media_type, scan.pages, scan.languages) == ("scan 1.jpg", "image/jpeg", 1, "ru be")
    assert (scan.party, bool(scan.sealed_at), len(scan.seal)) == (agreement.parties.get(position=1), True, 64)
    assert shelf().get(scan.sha256) == a_picture()
    assert list(Change.objects.filter(table="scan").order_by("pk").values_list("verb", flat=True)) == ["add", "seal"]


def test_without_a_seal_a_scan_is_kept_and_sealed_later(officer: Client, agreement: Instrument) -> None:
    hand_in(officer, a_pdf())
    before = agreement.scans.get().sealed_sha256
    found_seal(name="Homel", now=timezone.now())

    officer.post(reverse("scan-seal", args=[agreement.key, 1]))

    assert (before, len(agreement.scans.get().sealed_sha256)) == ("", 64)


def test_what_is_alive_is_refused_with_a_sentence_and_not_kept(officer: Client, agreement: Instrument) -> None:
    page = officer.post(
        reverse("scan-add", args=[agreement.key]),
        {"file": SimpleUploadedFile("x.pdf", with_action("JavaScript")), "kind": "original"},
    )

    assert page.context["form"].non_field_errors() == [
        "The file holds a script; print it to a new PDF and hand that in."
    ]
    assert (Scan.objects.count(), list(shelf().folder.rglob("*"))) == (0, [])


def test_the_same_file_is_kept_once(agreement: Instrument) -> None:
    keep_scan(instrument=agreement, content=a_pdf(), file_name="a.pdf", kind="original")

    with pytest.raises(Refused) as refused:
        keep_scan(instrument=agreement, content=a_pdf(), file_name="b.pdf", kind="annex")

    assert (refused.value.code, refused.value.values) == ("scan-is-here", {"number": 1})


@pytest.mark.parametrize("which", ["original", "sealed"])
def test_a_scan_leaves_as_a_file_to_save_that_nobody_guesses_at(
    officer: Client, agreement: Instrument, sealing: Path, which: str
) -> None:
    hand_in(officer, a_picture("PNG"), "../<b>.png")

    answer = officer.get(reverse("scan-file", args=[agreement.key, 1, which]))

    kinds = {"original": ("image/png", "png"), "sealed": ("application/pdf", "pdf")}
    kind, suffix = kinds[which]
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (200, kind, "nosniff")
    assert answer["Content-Disposition"] == f'attachment; filename="gomel-dubki-1-{which}.{suffix}"'


def test_a_file_that_changed_on_the_disk_is_not_given_out_and_rings(
    officer: Client, agreement: Instrument, sealing: Path
) -> None:
    hand_in(officer, a_pdf())
    scan = agreement.scans.get()
    shelf().path_of(scan.sha256).write_bytes(b"%PDF-1.7 other")
    address = reverse("scan-file", args=[agreement.key, 1, "original"])

    answers = [officer.get(address).status_code for _again in range(2)]

    lines = Change.objects.filter(verb="alarm", table="scan", record=agreement.key)
    assert (answers, [line.values for line in lines]) == ([409, 409], [{"number": 1, "which": "original"}])
    assert officer.get(reverse("scan-file", args=[agreement.key, 1, "sealed"])).status_code == 200


def test_a_removed_scan_leaves_its_hash_and_its_reason(officer: Client, agreement: Instrument) -> None:
    hand_in(officer, a_pdf())
    sha256 = agreement.scans.get().sha256

    with CaptureQueriesContext(connection):
        officer.post(reverse("scan-remove", args=[agreement.key, 1]), {"reason": "of another agreement"})

    change = Change.objects.get(verb="remove", table="scan")
    assert (agreement.scans.count(), change.values["sha256"], change.values["reason"]) == (
        0, sha256, "of another agreement",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_removed_scan_go_unless_another_names_them(agreement: Instrument) -> None:
    other = Instrument.objects.create(key="other", kind="memorandum")
    Party.objects.create(instrument=other, position=1, place=Place.objects.get(key="gomel"))
    first = keep_scan(instrument=agreement, content=a_pdf(), file_name="a.pdf", kind="original")
    second = keep_scan(instrument=other, content=a_pdf(), file_name="a.pdf", kind="original")
    sha256 = first.sha256

    remove_scan(scan=first, reason="x")
    still = shelf().get(sha256)
    remove_scan(scan=second, reason="x")

    assert (still, shelf().get(sha256)) == (a_pdf(), None)


def test_another_city_and_an_outsider_reach_no_file(
    officer: Client, stranger: Client, dana: Client, agreement: Instrument, sealing: Path
) -> None:
    hand_in(officer, a_pdf())
    names = ("custody", "custody-change", "extract", "scan-add", "group", "group-change", "instrument-change")
    pages = [reverse(name, args=[agreement.key]) for name in names]
    pages.append(reverse("scan-file", args=[agreement.key, 1, "original"]))

    assert {client.get(page).status_code for page in pages for client in (stranger,)} == {403}
    assert {client.get(page).status_code for page in pages for client in (dana,)} == {302}


def test_the_page_of_an_agreement_shows_its_file_to_its_parties_only(
    officer: Client, stranger: Client, agreement: Instrument
) -> None:
    address = reverse("agreement", args=[agreement.key])

    own, other = officer.get(address), stranger.get(address)

    assert ("File 7" in own.content.decode(), "File 7" in other.content.decode()) == (True, False)
    assert other.status_code == 200


def test_a_file_with_more_scans_costs_the_same_queries(officer: Client, agreement: Instrument) -> None:
    counts = []
    for number in (1, 2, 3):
        keep_scan(instrument=agreement, content=a_pdf(number), file_name="a.pdf", kind="annex")
        with CaptureQueriesContext(connection) as queries:
            officer.get(reverse("custody", args=[agreement.key]))
        counts.append(len(queries))

    assert counts[1] == counts[2]


def test_the_extract_is_a_sealed_pdf_with_the_hashes(officer: Client, agreement: Instrument, sealing: Path) -> None:
    hand_in(officer, a_pdf())

    answer = officer.get(reverse("extract", args=[agreement.key]))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    words = "".join(text.split())
    assert (agreement.scans.get().sha256 in words, "7-MS" in words, "File7" in words) == (True, True, True)
    page = officer.post(reverse("seal-verify"), {"file": SimpleUploadedFile("e.pdf", answer.content)})
    assert page.context["verdict"].word == "unchanged"


def test_the_page_of_seals_says_what_a_file_is(
    officer: Client, stranger: Client, agreement: Instrument, sealing: Path
) -> None:
    hand_in(officer, a_pdf())
    sealed = shelf().get(agreement.scans.get().sealed_sha256) or b""
    files = {"unchanged": sealed, "changed": sealed + b"\n%x\n", "none": a_pdf()}

    verdicts = {}
    for word, content in files.items():
        page = officer.post(reverse("seal-verify"), {"file": SimpleUploadedFile("x.pdf", content)})
        verdicts[word] = (page.context["verdict"].word, page.context["may_see_scan"])

    assert verdicts == {"unchanged": ("unchanged", True), "changed": ("changed", False), "none": ("none", True)}
    page = stranger.post(reverse("seal-verify"), {"file": SimpleUploadedFile("x.pdf", sealed)})
    assert (page.context["verdict"].word, page.context["may_see_scan"]) == ("unchanged", False)
    assert agreement.key not in page.content.decode()


def test_a_seal_of_before_is_still_ours(officer: Client, agreement: Instrument, sealing: Path) -> None:
    hand_in(officer, a_pdf())
    sealed = shelf().get(agreement.scans.get().sealed_sha256) or b""
    sealing.unlink()
    found_seal(name="Homel, the new one", now=timezone.now())

    page = officer.post(reverse("seal-verify"), {"file": SimpleUploadedFile("x.pdf", sealed)})

    assert page.context["verdict"].word == "unchanged"


def test_a_seal_is_not_made_twice(sealing: Path) -> None:
    with pytest.raises(Refused) as refused:
        found_seal(name="Another", now=timezone.now())

    assert (refused.value.code, oct(sealing.stat().st_mode)[-3:]) == ("seal-is-there", "600")


def test_a_scan_is_sealed_once(agreement: Instrument, sealing: Path) -> None:
    scan = keep_scan(instrument=agreement, content=a_pdf(), file_name="a.pdf", kind="original")
    sealed = seal_scan(scan=scan)

    with pytest.raises(Refused) as refused:
        seal_scan(scan=sealed)

    assert refused.value.code == "scan-is-sealed"


def test_the_command_makes_a_seal_and_verifies_files(
    agreement: Instrument, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("seal", what="init", name="Homel")
    scan = seal_scan(scan=keep_scan(instrument=agreement, content=a_pdf(), file_name="a.pdf", kind="original"))
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(shelf().get(scan.sealed_sha256) or b"")
    bad.write_bytes(good.read_bytes() + b"%x")

    call_command("seal", what="verify", file=good)

    said = capsys.readouterr().out
    assert (f"In the register: {agreement.key}, 1" in said, said.splitlines()[-1]) == (
        True, "Sealed here, and not changed since.",
    )  # fmt: skip
    with pytest.raises(CommandError, match="Sealed here, but changed since"):
        call_command("seal", what="verify", file=bad)
