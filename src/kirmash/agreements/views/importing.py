"""Pages on which a city takes its own list into the register, step by step and without JavaScript."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kirmash.agreements.actions.registering import Taken
from kirmash.agreements.actions.uploading import begin_upload, change_upload, take_upload
from kirmash.agreements.exports.register import faults_of, rejected_csv
from kirmash.agreements.forms.importing import ColumnsForm, RegisterFileForm
from kirmash.agreements.models.upload import RegisterUpload
from kirmash.agreements.queries.importing import Fate, Prospect, prospect_of, shown
from kirmash.agreements.rights import KEEP_REGISTER, place_word
from kirmash.base.access import requires
from kirmash.base.web import account_of, attempt, download
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of

#: Rows that are shown as they were understood, and faults that are listed.
FIRST_ROWS, FIRST_FAULTS = 10, 20
#: The newest lists that the first step offers to go on with.
LATEST = 5


@requires(KEEP_REGISTER, of=place_word)
def register_import(request: HttpRequest, key: str) -> HttpResponse:
    """Hand in the list of agreements that the department keeps."""
    city = get_object_or_404(Place.objects.exclude(kind=PlaceKind.COUNTRY), key=key)
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file, account = form.cleaned_data["file"], account_of(request)
        made = attempt(form, lambda: begin_upload(place=city, file=file, file_name=file.name, account=account))
        if made:
            return redirect("register-upload", key, made.number)
    latest = city.uploads.defer("rows").select_related("account")[:LATEST]
    values = {"form": form, "place": city, "name": name_of(city.names.all()) or key, "latest": latest}
    return render(request, "agreements/register_import.html", values)


@requires(KEEP_REGISTER, of=place_word)
def register_upload(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a list as it is understood; change what its columns mean, choose unclear partners, take it in."""
    upload = _upload(key, number)
    prospect = prospect_of(upload)
    form = ColumnsForm(prospect, request.POST or None)
    if form.is_valid() and attempt(form, lambda: _change(upload, form, prospect)) is not None:
        if "take" not in request.POST:
            return redirect("register-upload", key, number)
        taken = attempt(form, lambda: take_upload(upload=upload, account=account_of(request)))
        if taken:
            messages.success(request, _said(taken))
            is_done = prospect_of(_upload(key, number)).is_finished
            return redirect("city", key) if is_done else redirect("register-upload", key, number)
    values = {
        "form": form,
        "upload": upload,
        "name": name_of(upload.place.names.all()) or key,
        "prospect": prospect,
        "rows": shown(prospect.rows[:FIRST_ROWS]),
        "new": len(prospect.of(Fate.NEW)),
        "known": len(prospect.of(Fate.KNOWN)),
        "unclear": len(prospect.of(Fate.UNCLEAR)),
        "faults": prospect.faults[:FIRST_FAULTS],
        "more_faults": max(0, len(prospect.faults) - FIRST_FAULTS),
    }
    return render(request, "agreements/register_upload.html", values)


def _change(upload: RegisterUpload, form: ColumnsForm, prospect: Prospect) -> RegisterUpload:
    places = {one.key for row in prospect.rows_unclear for one in row.candidates}
    return change_upload(upload=upload, meant=form.meant, chosen=form.chosen, places=places)


def _said(taken: Taken) -> str:
    count = len(taken.instruments)
    return ngettext("%(count)s agreement is taken.", "%(count)s agreements are taken.", count) % {"count": count}


@requires(KEEP_REGISTER, of=place_word)
def register_refused(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Give the rows that are not taken as they stood in the list, each with the reasons."""
    prospect = prospect_of(_upload(key, number))
    unclear = Taken(unclear=[(row.entry, list(row.candidates)) for row in prospect.rows_unclear])
    faults = [*prospect.faults, *faults_of(unclear, prospect.table)]
    if not faults:
        raise Http404
    return download(rejected_csv(prospect.table, faults), name=f"{key}-refused.csv", kind="text/csv")


@requires(KEEP_REGISTER, of=place_word)
@require_POST
def register_forget(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Forget a list; what was taken from it stays in the register."""
    _upload(key, number).delete()
    messages.success(request, _("The list is forgotten; what was taken from it stays."))
    return redirect("register-import", key)


def _upload(key: str, number: int) -> RegisterUpload:
    rows = RegisterUpload.objects.select_related("place").prefetch_related("place__names")
    return get_object_or_404(rows, place__key=key, number=number)
