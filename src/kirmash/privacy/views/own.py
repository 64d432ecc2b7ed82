"""One's own data: what is kept, the consents, who looked at them, and the export."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.web import download, own_account
from kirmash.consent.actions import give_consent, withdraw_consent
from kirmash.consent.models import Consent
from kirmash.consent.queries import consents_of
from kirmash.consent.wording import BY_KEY, PURPOSES, Purpose, digest_of, words_of
from kirmash.privacy.actions import note_export
from kirmash.privacy.exports.archive import as_zip
from kirmash.privacy.queries.dossier import dossier_of_account
from kirmash.privacy.queries.log import seen_of, viewings_of
from kirmash.privacy.queries.portrait import counts_of
from kirmash.privacy.views.desk import PAGE


def own(request: HttpRequest) -> HttpResponse:
    """Show somebody what is kept of them, what they agreed to, and who looked."""
    account = own_account(request)
    seen = viewings_of(person=account.person, account=account.pk)
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    consents = list(consents_of(account=account).select_related("wording"))
    values = {
        "account": account,
        "counts": counts_of(dossier_of_account(account)),
        "asked": [_asked(purpose, account, consents) for purpose in PURPOSES],
        "past": [consent for consent in consents if consent.withdrawn_at],
        "page": page,
        "seen": seen_of(page.object_list),
        "address": "?",
        "contact": settings.PRIVACY_CONTACT,
    }
    return render(request, "privacy/own.html", values)


@require_POST
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    """Agree to a purpose, in the words that stand on the page."""
    account, asked = own_account(request), BY_KEY.get(purpose)
    try:
        if asked and request.POST.get("agreed") != "yes":
            messages.error(request, _("Nothing was given: the box was not ticked."))
        elif asked:
            language, seen = get_language() or "en", request.POST.get("seen", "-")
            give_consent(purpose=asked, language=language, seen=seen or "-", account=account)
            messages.success(request, _("Thank you. You can withdraw it here at any time."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("privacy-own")


@require_POST
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    """Withdraw a consent; as easily as it was given."""
    account, asked = own_account(request), BY_KEY.get(purpose)
    try:
        if asked:
            withdraw_consent(purpose=asked, account=account)
            messages.success(request, _("It is withdrawn."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("privacy-own")


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Hand out to somebody all that is kept of them."""
    account = own_account(request)
    try:
        note_export(subject=f"account:{account.pk}", account=account)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("privacy-own")
    who, language = dossier_of_account(account), get_language() or "en"
    content = as_zip(
        who, subject=f"account:{account.pk}", name=account.email, language=language, made_at=timezone.now()
    )
    return download(content, name="my-data.zip", kind="application/zip")


def _asked(purpose: Purpose, account: Account, consents: list[Consent]) -> dict[str, object]:
    """Return a purpose as the page asks for it: the words, their hash, and the consent that stands."""
    stands = (one for one in consents if one.purpose == purpose.key and one.withdrawn_at is None)
    standing = next((one for one in stands if one.wording.version >= purpose.holds_since), None)
    return {
        "purpose": purpose,
        "seen": digest_of(words_of(purpose, get_language() or "en")),
        "standing": standing,
        "is_possible": bool(account.person) or not purpose.needs_person,
    }
