"""Pages on which scans are handed in, sealed, given out and removed, and on which a seal is verified."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kirmash.agreements.actions.scanning import examine, keep_scan, remove_scan, seal_scan, site_seal, take_scan
from kirmash.agreements.forms.custody import ReasonForm, ScanForm, SealedFileForm
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.scan import Scan
from kirmash.agreements.queries.custody import may_see_files, originals_of, verdict_on
from kirmash.agreements.rights import KEEP_REGISTER, READ_AGREEMENTS, SEE_REGISTER
from kirmash.agreements.sealing.seal import Found
from kirmash.agreements.views.custody import seen, step
from kirmash.agreements.views.entering import kept, title_of
from kirmash.base.access import requires
from kirmash.base.errors import Refused
from kirmash.base.web import account_of, attempt, download, today

#: How a scan leaves: as it was handed in, or sealed.
WHICH = {"original": False, "sealed": True}
_SUFFIX = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}


@requires(KEEP_REGISTER)
def scan_add(request: HttpRequest, key: str) -> HttpResponse:
    """Hand in a scan; it is looked through, kept by its hash, and sealed."""
    found = kept(request, key)
    form = ScanForm(originals_of(found, today()), request.POST or None, request.FILES or None)
    if form.is_valid():
        scan = attempt(form, lambda: _keep(request, found, form.cleaned_data))
        if scan:
            _seal(request, scan)
            return redirect("custody", key)
    return step(request, found, form, back="custody", heading=_("Add a scan"), is_file=True)


def _keep(request: HttpRequest, found: Instrument, said: dict[str, Any]) -> Scan:  # Any: what a form gives
    party = found.parties.filter(position=said["party"]).first() if said["party"] else None
    return keep_scan(
        instrument=found, content=said["file"].read(), file_name=said["file"].name, kind=said["kind"], party=party,
        languages=said["languages"], note=said["note"], account=account_of(request),
    )  # fmt: skip


def _seal(request: HttpRequest, scan: Scan) -> None:
    """Seal a scan, and say what became of it; without a seal the scan is kept by its hash alone."""
    try:
        seal_scan(scan=scan, account=account_of(request))
    except Refused as refused:
        messages.warning(request, _("The scan is kept, but not sealed. %(why)s") % {"why": refused})
    else:
        messages.success(request, _("The scan is kept and sealed."))


@requires(KEEP_REGISTER)
@require_POST
def scan_seal(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Seal a scan that has no seal yet."""
    _seal(request, get_object_or_404(kept(request, key).scans.select_related("instrument"), number=number))
    return redirect("custody", key)


@requires(KEEP_REGISTER)
def scan_remove(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Remove a scan that was put here in error, with a reason."""
    found = kept(request, key)
    scan = get_object_or_404(found.scans.select_related("instrument"), number=number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        remove_scan(scan=scan, reason=form.cleaned_data["reason"], account=account_of(request))
        messages.success(request, _("The scan is removed; the history keeps its hash."))
        return redirect("custody", key)
    lede = f"{scan.file_name}, {scan.get_kind_display()}"
    return step(request, found, form, back="custody", heading=_("Remove a scan"), lede=lede, is_danger=True)


@never_cache
@requires(SEE_REGISTER)
def scan_file(request: HttpRequest, key: str, number: int, which: str) -> HttpResponse:
    """Give a scan out, as handed in or sealed; a file that changed on the disk is not given out."""
    found = seen(request, key)
    scan = get_object_or_404(found.scans.select_related("instrument"), number=number)
    if which not in WHICH or (WHICH[which] and not scan.sealed_sha256):
        raise Http404
    try:
        content = take_scan(scan=scan, sealed=WHICH[which], account=account_of(request))
    except Refused as refused:
        values = {"instrument": found, "title": title_of(found), "sentence": str(refused)}
        return render(request, "agreements/scan_changed.html", values, status=409)
    kind = "application/pdf" if WHICH[which] else scan.media_type
    answer = download(content, name=f"{key}-{number}-{which}.{_SUFFIX[kind]}", kind=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@requires(READ_AGREEMENTS)
def seal_verify(request: HttpRequest) -> HttpResponse:
    """Say of a file whether the seal on it is ours and intact, and whether the register has it."""
    form = SealedFileForm(request.POST or None, request.FILES or None)
    verdict = None
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        found = attempt(form, lambda: _Examined(examine(content)))
        if found:
            verdict = verdict_on(content, found.seals, _own_fingerprint())
    is_shown = bool(verdict and verdict.scan and may_see_files(request.user, verdict.scan.instrument))
    values = {"form": form, "verdict": verdict, "may_see_scan": is_shown, "own": _own_fingerprint()}
    return render(request, "agreements/seal_verify.html", values)


class _Examined:
    """The seals of a file that could be read, of which there may be none."""

    def __init__(self, seals: list[Found]) -> None:
        self.seals = seals


def _own_fingerprint() -> str:
    try:
        return site_seal().fingerprint
    except Refused:
        return ""
