"""The pages behind the link of a request: somebody without an account says what became of what."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kirmash.agreements.actions.answering import take_hand
from kirmash.agreements.exports.answers import TABLES, table_for
from kirmash.agreements.forms.asking import AnswerForm, DealAnswerForm, WhoForm
from kirmash.agreements.models.asking import Asking
from kirmash.agreements.queries.asking import (
    asked_deals,
    asking_of_secret,
    partner_name,
    questions_of,
)
from kirmash.base.errors import Refused
from kirmash.base.pace import has_tried_often, is_too_often
from kirmash.base.texts import choose
from kirmash.base.web import download, today
from kirmash.registry.queries import name_of

#: Wrong links of one address, and answers by one link, within a minute.
MOST_KNOCKS, MOST_ANSWERS = 30, 10


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what is asked, and take in what is answered; looking changes nothing."""
    found = _open(request, secret)
    if isinstance(found, HttpResponse):
        return found
    form = _Forms(found, request)
    if request.method == "POST":
        if is_too_often("answer", str(found.pk), MOST_ANSWERS):
            return _quiet(_refusal(request, _("That was often. Please wait a minute, then send it again."), 429))
        if form.is_valid() and form.take():
            return _quiet(redirect("answer-received", secret))
    return _quiet(render(request, "agreements/answer.html", {**_head(found, secret), "forms": form}))


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD"])
def answer_received(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm what came in by a link, with the hash of each file."""
    found = _open(request, secret)
    if isinstance(found, HttpResponse):
        return found
    reports = found.reports.select_related("news__commitment").prefetch_related("news__evidence").order_by("-pk")
    shown = [(one, choose(one.news.commitment.names)) for one in reports[:100]]
    return _quiet(render(request, "agreements/answer_received.html", {**_head(found, secret), "reports": shown}))


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD"])
def answer_table(request: HttpRequest, secret: str, kind: str) -> HttpResponse:
    """Give what is asked as a table, to be filled in and sent back."""
    found = _open(request, secret)
    if isinstance(found, HttpResponse):
        return found
    if kind not in TABLES:
        raise Http404
    content, media = table_for(found, questions_of(found, today()), kind)
    return _quiet(download(content, name=f"{found.key}.{kind}", kind=media))


class _Forms:
    """The forms of one request, filled by one visit."""

    def __init__(self, asking: Asking, request: HttpRequest) -> None:
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        self.asking = asking
        self.who = WhoForm(data, initial={"given_by": asking.contact})
        self.answers = [
            AnswerForm(one, today(), data, files, prefix=f"c{one.commitment.pk}")
            for one in questions_of(asking, today())
        ]
        self.deals = [
            DealAnswerForm(deal, title, today(), data, files, prefix=f"d{deal.pk}")
            for deal, title in asked_deals(asking)
        ]

    @property
    def all(self) -> list[Any]:  # Any: forms of three kinds
        """Every form, in the order of the page."""
        return [*self.answers, *self.deals, self.who]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What is to be mended: the id of the field, its name, the sentence."""
        return [
            (form[name].auto_id if name != "__all__" else "", form[name].label if name != "__all__" else "", str(error))
            for form in self.all if form.is_bound
            for name, errors in form.errors.items() for error in errors
        ]  # fmt: skip

    def is_valid(self) -> bool:
        """Look at every form, so that all that is to be mended is said at once."""
        found = [form.is_valid() for form in self.all]
        return all(found)

    def take(self) -> bool:
        """Take in what was said; where it is refused, say why and return False."""
        answers = [said for form in self.answers if (said := form.answer())]
        stages = [(form.deal, words) for form in self.deals if (words := form.answer())]
        if not answers and not stages:
            self.who.add_error(None, _("Nothing is answered yet: say of at least one how far it is."))
            return False
        given_by = self.who.cleaned_data["given_by"]
        try:
            take_hand(asking=self.asking, answers=answers, stages=stages, given_by=given_by, today=today())
        except Refused as refused:
            self.who.add_error(None, str(refused))
            return False
        return True


def _open(request: HttpRequest, secret: str) -> Asking | HttpResponse:
    """Return the request behind a link, and speak its language; or the page that says why not."""
    visitor = request.META.get("REMOTE_ADDR", "")
    if has_tried_often("link", visitor, MOST_KNOCKS):
        return _quiet(_refusal(request, _("That was often. Please wait a minute."), 429))
    try:
        found = asking_of_secret(secret, today())
    except Refused as refused:
        is_too_often("link", visitor, MOST_KNOCKS)
        return _quiet(_refusal(request, str(refused), 404))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(found.language)
    return found


def _refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "agreements/answer_refused.html", {"sentence": sentence}, status=status)


def _quiet(response: HttpResponse) -> HttpResponse:
    """Keep the secret in the address from other sites and from search engines; the page itself must send its form."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _head(found: Asking, secret: str) -> dict[str, Any]:  # Any: what templates take
    kinds: Sequence[tuple[str, str]] = [(kind, kind.upper()) for kind in TABLES]
    return {
        "asking": found,
        "secret": secret,
        "asker": name_of(found.place.names.all()) or found.place.key,
        "partner": partner_name(found),
        "kinds": kinds if found.commitments.all() else [],
    }
