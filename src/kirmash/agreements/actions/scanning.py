"""Keeping scans: looked through, hashed, sealed; given out only as they were handed in."""

import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.scan import Scan
from kirmash.agreements.sealing.papers import LARGEST_PAPER, MOST_PAGES, Paper, PaperRefused, demand_readable, paper_of
from kirmash.agreements.sealing.seal import (
    Found,
    Seal,
    SealRefused,
    make_seal,
    open_seal,
    seal_pdf,
    seals_of,
    sha256_of,
)
from kirmash.agreements.sealing.shelf import Shelf
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change

YEARS = 10


def shelf() -> Shelf:
    """Return the shelf of this site."""
    return Shelf(Path(settings.DATA))


def keep_scan(
    *,
    instrument: Instrument,
    content: bytes,
    file_name: str,
    kind: str,
    party: Party | None = None,
    languages: str = "",
    note: str = "",
    account: Account | None = None,
) -> Scan:
    """Look a scan through and keep it with its hash; its files are on the shelf before the register names them."""
    paper = _paper(content)
    sha256 = sha256_of(content)
    known = instrument.scans.filter(sha256=sha256).first()
    if known:
        raise Refused("scan-is-here", number=known.number)
    shelf().put(content)
    paper_sha256 = shelf().put(paper.pdf)
    with transaction.atomic():
        Instrument.objects.select_for_update().get(pk=instrument.pk)
        last = instrument.scans.aggregate(last=Max("number"))["last"] or 0
        scan = Scan.objects.create(
            instrument=instrument, number=last + 1, party=party, kind=kind, languages=languages,
            file_name=Path(file_name).name[:200], media_type=paper.media_type, size=len(content), pages=paper.pages,
            sha256=sha256, paper_sha256=paper_sha256, note=note, account=account,
        )  # fmt: skip
        _remember("add", scan, account, sha256=sha256)
    return scan


def _paper(content: bytes) -> Paper:
    try:
        return paper_of(content)
    except PaperRefused as refused:
        raise _refusal(refused) from None


def _refusal(refused: PaperRefused) -> Refused:
    return Refused(f"scan-{refused.code}", most=LARGEST_PAPER // 1_000_000, pages=MOST_PAGES)


def _no_seal(refused: SealRefused) -> Refused:
    return Refused(f"seal-{refused.code}")


def seal_scan(*, scan: Scan, account: Account | None = None) -> Scan:
    """Seal a scan by the certificate of the site; the time of an authority is in it where one is set."""
    if scan.sealed_sha256:
        raise Refused("scan-is-sealed")
    paper = shelf().get(scan.paper_sha256)
    if paper is None:
        _alarm(scan, "paper", account)
        raise Refused("scan-changed", number=scan.number)
    seal = site_seal()
    sealed = sealed_pdf(paper, seal, reason=_("Scan kept in the register; the file has not changed since this seal."))
    sealed_sha256 = shelf().put(sealed)
    with transaction.atomic():
        locked = Scan.objects.select_for_update(of=("self",)).select_related("instrument").get(pk=scan.pk)
        if locked.sealed_sha256:
            raise Refused("scan-is-sealed")
        locked.sealed_sha256, locked.sealed_at, locked.seal = sealed_sha256, timezone.now(), seal.fingerprint
        locked.save(update_fields=["sealed_sha256", "sealed_at", "seal"])
        _remember("seal", locked, account, sha256=sealed_sha256)
    return locked


def site_seal() -> Seal:
    """Return the seal of the site."""
    try:
        return open_seal(Path(settings.SEAL_FILE), settings.SEAL_PASSWORD)
    except SealRefused as refused:
        raise _no_seal(refused) from None


def sealed_pdf(pdf: bytes, seal: Seal, *, reason: str) -> bytes:
    """Return a PDF with the seal of the site."""
    try:
        return seal_pdf(pdf, seal, reason=reason, place=settings.SEAL_PLACE, tsa=settings.SEAL_TSA)
    except SealRefused as refused:
        raise _no_seal(refused) from None


def found_seal(*, name: str, now: datetime.datetime, account: Account | None = None) -> Path:
    """Make the seal of a site that has none: a self-signed certificate, in a file that only its owner reads."""
    path = Path(settings.SEAL_FILE)
    content = make_seal(name=name, years=YEARS, now=now, password=settings.SEAL_PASSWORD)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise Refused("seal-is-there", file=path) from None
    path.write_bytes(content)
    Change.objects.create(account=account, verb="make", table="seal", record="site", values={"name": name})
    return path


@transaction.atomic
def remove_scan(*, scan: Scan, reason: str, account: Account | None = None) -> None:
    """Remove a scan that was put here in error; the history keeps its hash and the reason."""
    if not reason.strip():
        raise Refused("why-missing")
    hashes = {scan.sha256, scan.paper_sha256, scan.sealed_sha256} - {""}
    _remember("remove", scan, account, sha256=scan.sha256, reason=reason)
    scan.delete()
    for one in hashes:
        named = Q(sha256=one) | Q(paper_sha256=one) | Q(sealed_sha256=one)
        if not Scan.objects.filter(named).exists():
            transaction.on_commit(lambda one=one: shelf().drop(one))  # type: ignore[misc]  # bound at once


def take_scan(*, scan: Scan, sealed: bool, account: Account | None = None) -> bytes:
    """Return the file of a scan; where it is not what was handed in, note an alarm and give nothing out."""
    content = shelf().get(scan.sealed_sha256 if sealed else scan.sha256)
    if content is None:
        _alarm(scan, "sealed" if sealed else "original", account)
        raise Refused("scan-changed", number=scan.number)
    return content


def _alarm(scan: Scan, which: str, account: Account | None) -> None:
    """Note once a day that a file is missing or changed."""
    today = timezone.now() - datetime.timedelta(days=1)
    words = {"number": scan.number, "which": which}
    lines = Change.objects.filter(table="scan", verb="alarm", record=scan.instrument.key, at__gte=today)
    if not any(line.values == words for line in lines):
        Change.objects.create(
            account=account, verb="alarm", table="scan", record=scan.instrument.key, values=words
        )  # fmt: skip


def examine(content: bytes) -> list[Found]:
    """Return the seals and signatures of a file that somebody hands in."""
    try:
        demand_readable(content)
        return seals_of(content)
    except PaperRefused as refused:
        raise _refusal(refused) from None
    except SealRefused as refused:
        raise _no_seal(refused) from None


def _remember(verb: str, scan: Scan, account: Account | None, **values: object) -> None:
    words = {"number": scan.number, **values}
    Change.objects.create(account=account, verb=verb, table="scan", record=scan.instrument.key, values=words)
