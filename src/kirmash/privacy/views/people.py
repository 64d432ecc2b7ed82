"""People and accounts, for administrators: the lists, one of them, the link between them, the export."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.errors import Refused
from kirmash.base.viewing import records_viewing, shows_people
from kirmash.base.web import attempt, download, own_account
from kirmash.consent.queries import consents_of
from kirmash.privacy.actions import link_account, note_export
from kirmash.privacy.exports.archive import as_zip
from kirmash.privacy.forms import ExportForm, LinkForm
from kirmash.privacy.queries import people as lists
from kirmash.privacy.queries.log import seen_of, viewings_of
from kirmash.privacy.queries.portrait import counts_of
from kirmash.privacy.views.desk import PAGE, subject_of

LATEST = 10


@requires(ADMINISTER)
@records_viewing("people", gettext_lazy("List of people"), subject="people")
def people(request: HttpRequest) -> HttpResponse:
    """List the people of the record."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = Paginator(lists.people(text), PAGE).get_page(request.GET.get("page"))
    rows = lists.listed(page.object_list)  # type: ignore[arg-type]  # a slice of the rows
    shows_people(request, [row.person.key for row in rows])
    values = {"text": text, "page": page, "rows": rows, "address": "?" + urlencode({"q": text} if text else {})}
    return render(request, "privacy/people.html", values)


@requires(ADMINISTER)
@records_viewing("accounts", gettext_lazy("List of accounts"), subject="accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts of the site."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = Paginator(lists.accounts(text), PAGE).get_page(request.GET.get("page"))
    values = {"text": text, "page": page, "address": "?" + urlencode({"q": text} if text else {})}
    return render(request, "privacy/accounts.html", values)


@requires(ADMINISTER)
@records_viewing("personal-data", gettext_lazy("Personal data of somebody"), subject="{subject}")
def subject(request: HttpRequest, subject: str) -> HttpResponse:
    """Show what is kept of somebody, their consents, and who looked at their data."""
    found = subject_of(subject)
    consents = consents_of(person=found.key if found.person else "", account=found.account)
    seen = viewings_of(person=found.key if found.person else "", account=found.account.pk if found.account else None)
    values = {
        "subject": found,
        "who": found.dossier,
        "counts": counts_of(found.dossier),
        "consents": consents.select_related("wording", "recorded_by"),
        "seen": seen_of(seen[:LATEST]),
        "form": ExportForm(initial={"language": get_language()}),
    }
    return render(request, "privacy/subject.html", values)


@requires(ADMINISTER)
@require_POST
@records_viewing("export", gettext_lazy("Export of personal data"), subject="{subject}")
def export(request: HttpRequest, subject: str) -> HttpResponse:
    """Hand out all that is kept of somebody."""
    found = subject_of(subject)
    form = ExportForm(request.POST)
    language = form.cleaned_data["language"] if form.is_valid() else get_language() or "en"
    try:
        note_export(subject=found.word, account=own_account(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("privacy-subject", found.word)
    content = as_zip(found.dossier, subject=found.word, name=found.name, language=language, made_at=timezone.now())
    return download(content, name="personal-data.zip", kind="application/zip")


@requires(ADMINISTER)
def link(request: HttpRequest, number: int) -> HttpResponse:
    """Say which person signs in with an account."""
    found = subject_of(f"account:{number}")
    if found.account is None:
        raise AssertionError
    account = found.account
    form = LinkForm(request.POST or None, initial={"person": account.person})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["person"]
        if attempt(form, lambda: link_account(account=account, person=key, by=own_account(request))):
            messages.success(request, _("The account is linked.") if key else _("The account is linked to nobody."))
            return redirect("privacy-subject", found.word)
    return render(request, "privacy/link.html", {"subject": found, "form": form})
