"""Pages of commitments: what was undertaken, how it stands, what was heard of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from kirmash.agreements.actions.following import (
    add_commitment,
    change_commitment,
    drop_commitment,
    judge_report,
    take_up_commitment,
    write_news,
)
from kirmash.agreements.actions.keeping import remove_file
from kirmash.agreements.evidence.kinds import TYPES, Media
from kirmash.agreements.evidence.shelf import take
from kirmash.agreements.forms.following import CommitmentForm, JudgeForm, NewsForm, ReasonForm
from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.evidence import Evidence
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.chain import chain_of
from kirmash.agreements.queries.execution import Stood, commitments, instrument_name, owner_name, stood, told
from kirmash.agreements.queries.filing import files
from kirmash.agreements.rights import (
    KEEP_ASKINGS,
    KEEP_DEALS,
    KEEP_EXECUTION,
    SEE_DEALS,
    SEE_EXECUTION,
    words_of,
    words_of_deal,
)
from kirmash.base.access import Words, demand, may
from kirmash.base.models import Change
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt, download, today
from kirmash.protocol.rights import PLAN_PROGRAMMES, SEE_PROGRAMMES, words_of_engagement
from kirmash.record.queries.history import lines_of
from kirmash.registry.queries import name_of

unstored = cache_control(private=True, no_store=True)


@unstored
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    """Show a commitment: its states by due day, its news with their evidence, its chain."""
    found = _found(request, key)
    shown = stood(found, found.instrument.events.all(), today())
    changes = Change.objects.filter(table__in=("commitment", "news"), record=found.key).select_related("account")
    values = {
        **_head(request, found),
        "stood": shown,
        "told": told(found),
        "chain": chain_of(request.user, f"commitment:{found.key}"),
        "lines": lines_of(changes.order_by("-pk")[:20]),
    }
    return render(request, "agreements/commitment.html", values)


@unstored
def commitment_add(request: HttpRequest, key: str) -> HttpResponse:
    """Put a commitment under an instrument."""
    instrument = get_object_or_404(files(), key=key)
    demand(request.user, KEEP_EXECUTION, words_of(instrument))
    form = CommitmentForm(instrument, None, request.POST or None)
    if form.is_valid():
        account = account_of(request)
        made = attempt(form, lambda: add_commitment(instrument=instrument, words=form.words(), account=account))
        if made:
            messages.success(request, _("The commitment is kept."))
            return redirect("commitment", made.key)
    values = {"form": form, "instrument": instrument, "title": instrument_name(instrument)}
    return render(request, "agreements/commitment_form.html", values)


@unstored
def commitment_change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is said of a commitment."""
    found = _found(request, key, keeps=True)
    form = CommitmentForm(found.instrument, found, request.POST or None)
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: change_commitment(commitment=found, words=form.words(), account=account)):
            return _back(request, key, _("The commitment is changed."))
    return render(request, "agreements/commitment_form.html", {**_head(request, found), "form": form})


@unstored
def commitment_drop(request: HttpRequest, key: str) -> HttpResponse:
    """Drop a commitment, with a reason."""
    found = _found(request, key, keeps=True)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        why, account = form.cleaned_data["why"], account_of(request)
        if attempt(form, lambda: drop_commitment(commitment=found, why=why, today=today(), account=account)):
            return _back(request, key, _("The commitment is dropped. It stays in the register as dropped."))
    return render(request, "agreements/commitment_drop.html", {**_head(request, found), "form": form})


@require_POST
@unstored
def commitment_take_up(request: HttpRequest, key: str) -> HttpResponse:
    """Take a dropped commitment up again."""
    found = _found(request, key, keeps=True)
    if found.dropped_on is None:
        return redirect("commitment", key)
    take_up_commitment(commitment=found, account=account_of(request))
    return _back(request, key, _("The commitment is taken up again."))


@unstored
def news_add(request: HttpRequest, key: str) -> HttpResponse:
    """Write down what was heard of a commitment, with its evidence."""
    found = _found(request, key, keeps=True)
    shown = stood(found, found.instrument.events.all(), today())
    initial = {"heard_on": today(), "due_on": str(shown.now.due_on or "")}
    form = NewsForm(_days(shown), request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        account = account_of(request)
        made = attempt(form, lambda: write_news(commitment=found, today=today(), account=account, **form.words()))
        if made:
            return _back(request, key, _("The news are kept."))
    return render(request, "agreements/news_form.html", {**_head(request, found), "form": form})


def _days(shown: Stood) -> list[tuple[str, str]]:
    days = [one.due_on for one in shown.occurrences if one.due_on]
    return [(str(day), date_format(day, "DATE_FORMAT")) for day in reversed(days)]


@unstored
def news_judge(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Accept or dispute what the other side reports."""
    found = _found(request, key, keeps=True)
    news = get_object_or_404(found.news.select_related("report__asking__place"), number=number)
    _demand_to_judge(request, news)
    form = JudgeForm(request.POST or None)
    if form.is_valid():
        said, account = form.cleaned_data, account_of(request)
        if attempt(form, lambda: judge_report(news=news, today=today(), account=account, **said)):
            return _back(request, key, _("It is kept how you take the report."))
    one = next(each for each in told(found) if each.news.number == number)
    return render(request, "agreements/news_judge.html", {**_head(request, found), "form": form, "one": one})


def _demand_to_judge(request: HttpRequest, news: News) -> None:
    """Let only the city that asked judge the answer: not the one that gave it, which may have an account here too."""
    report = getattr(news, "report", None)
    if report is None:
        raise Http404
    if report.asking:
        demand(request.user, KEEP_ASKINGS, frozenset({f"place:{report.asking.place.key}"}))


@unstored
def evidence(request: HttpRequest, number: int) -> HttpResponse:
    """Give a file of evidence to whoever may see what it proves; always as a file, never shown here."""
    found = _evidence(request, number)
    data = take(found.sha256) if found.removed_on is None else None
    if data is None:
        raise Http404
    response = download(data, name="file", kind=TYPES[Media(found.media)])
    response.headers["Content-Disposition"] = _attachment(found.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@unstored
def evidence_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file of evidence out, with a reason."""
    found = _evidence(request, number, keeps=True)
    back = _owner_url(found)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        why, account = form.cleaned_data["why"], account_of(request)
        if attempt(form, lambda: remove_file(evidence=found, why=why, today=today(), account=account)):
            messages.success(request, _("The file is taken out; its hash stays on record."))
            return redirect(*back)
    values = {"form": form, "evidence": found, "back": reverse(back[0], args=back[1:])}
    return render(request, "agreements/evidence_remove.html", values)


def _evidence(request: HttpRequest, number: int, *, keeps: bool = False) -> Evidence:
    rows = Evidence.objects.select_related(
        "news__commitment__instrument__fair", "stage__deal__first__place", "stage__deal__second__place",
        "stage__deal__place", "word__engagement__delegation__fair", "word__engagement__with_delegation__fair",
    )  # fmt: skip
    found = get_object_or_404(rows, pk=number)
    words: Words
    if found.news:
        right, words = KEEP_EXECUTION if keeps else SEE_EXECUTION, words_of(found.news.commitment.instrument)
    elif found.stage:
        right, words = KEEP_DEALS if keeps else SEE_DEALS, words_of_deal(found.stage.deal)
    else:
        assert found.word is not None  # noqa: S101  # the table says so
        right = PLAN_PROGRAMMES if keeps else SEE_PROGRAMMES
        words = words_of_engagement(found.word.engagement)
    demand(request.user, right, words)
    return found


def _owner_url(found: Evidence) -> tuple[str, ...]:
    if found.news:
        return ("commitment", found.news.commitment.key)
    if found.stage:
        return ("deal", found.stage.deal.key)
    assert found.word is not None  # noqa: S101  # the table says so
    meeting = found.word.engagement
    return ("meeting", meeting.delegation.fair.key, meeting.delegation.key, meeting.key)


def _attachment(name: str) -> str:
    """Return the header that gives a file its name (RFC 6266), also in letters beyond ASCII."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    encoded = "".join(chr(b) if (chr(b).isalnum() and b < 128) or b in b"-._" else f"%{b:02X}" for b in name.encode())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def _found(request: HttpRequest, key: str, *, keeps: bool = False) -> Commitment:
    found = get_object_or_404(commitments(), key=key)
    demand(request.user, KEEP_EXECUTION if keeps else SEE_EXECUTION, words_of(found.instrument))
    return found


def _head(request: HttpRequest, found: Commitment) -> dict[str, Any]:  # Any: what templates take
    instrument: Instrument = found.instrument
    return {
        "commitment": found,
        "instrument": instrument,
        "title": instrument_name(instrument),
        "name": choose(found.names),
        "owner": owner_name(found),
        "body": name_of(found.body.names.all()) if found.body else "",
        "may_keep": may(request.user, KEEP_EXECUTION, words_of(instrument)),
    }


def _back(request: HttpRequest, key: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("commitment", key)
