"""Pages of the file of an instrument before it is signed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from kirmash.agreements.actions.filing import (
    add_step,
    change_step,
    decide,
    freeze_text,
    override,
    plan_signing,
    remove_step,
    write_text,
)
from kirmash.agreements.alternat import Unreadable, check
from kirmash.agreements.alternat.printing import as_docx, as_pdf
from kirmash.agreements.alternat.text import TextRefused
from kirmash.agreements.alternat.wording import say_finding, say_unreadable, say_verdict
from kirmash.agreements.forms.filing import (
    CheckForm,
    DecisionForm,
    InstrumentTextForm,
    OverrideForm,
    SigningForm,
    StepForm,
)
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.route import Step
from kirmash.agreements.models.text import TextVersion
from kirmash.agreements.queries.composing import originals_of, signatories_of, text_of
from kirmash.agreements.queries.filing import Filed, beside, differences, doubts_about, filed, files, history_of
from kirmash.agreements.rights import KEEP_FILE, SEE_FILE, words_of
from kirmash.base.access import demand, may
from kirmash.base.errors import Refused
from kirmash.base.web import account_of, attempt, download, today
from kirmash.exhibition.queries import zone_of
from kirmash.record.queries.history import lines_of

unstored = cache_control(private=True, no_store=True)
MEDIA = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@unstored
def agreement_file(request: HttpRequest, key: str) -> HttpResponse:
    """Show where an instrument stands on its way to the signature."""
    found = found_file(request, key)
    values = {**head_of(request, found), "lines": lines_of(history_of(found)[:20])}
    with timezone.override(zone_of(found.fair) if found.fair else None):
        return render(request, "agreements/file.html", values)


@unstored
def agreement_text(request: HttpRequest, key: str) -> HttpResponse:
    """Write the text of an instrument; each version is kept."""
    found = found_file(request, key, keeps=True)
    last = found.texts.last()
    form = InstrumentTextForm(found, last, request.POST or None)
    if form.is_valid():
        account, note = account_of(request), form.cleaned_data["note"]
        made = write_text(instrument=found, content=form.content, note=note, account=account)
        if last and made.pk == last.pk:
            messages.info(request, _("Nothing changed; no new version was made."))
        else:
            messages.success(request, _("Version %(number)s of the text is kept.") % {"number": made.number})
        return redirect("agreement-file", key)
    return render(request, "agreements/text.html", {**head_of(request, found), "form": form})


@unstored
def agreement_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a version of the text, and what it changed in the one before it."""
    found = found_file(request, key)
    version = _version(found, number)
    before = found.texts.filter(number=number - 1).first()
    values = {
        **head_of(request, found),
        "shown": version,
        "units": beside(version),
        "doubts": doubts_about(version),
        "before": before,
        "changed": differences(before, version) if before else [],
    }
    return render(request, "agreements/version.html", values)


@unstored
def agreement_freeze(request: HttpRequest, key: str) -> HttpResponse:
    """Freeze the text that both legal departments approved, after asking."""
    found = found_file(request, key, keeps=True)
    head = head_of(request, found)
    if request.method == "POST":
        try:
            freeze_text(instrument=found, seen=request.POST.get("seen", ""), today=today(), account=account_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            return _back(request, key, _("The text is frozen."))
    return render(request, "agreements/freeze.html", head)


@unstored
def agreement_step_add(request: HttpRequest, key: str) -> HttpResponse:
    """Put a step into the approval."""
    found = found_file(request, key, keeps=True)
    form = StepForm(found, None, request.POST or None)
    if form.is_valid():
        made = attempt(form, lambda: add_step(instrument=found, words=form.words(), account=account_of(request)))
        if made:
            return _back(request, key, _("The step is added."))
    return render(request, "agreements/step.html", {**head_of(request, found), "form": form})


@unstored
def agreement_step(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """Change a step on which nothing was decided, or take it out."""
    found = found_file(request, key, keeps=True)
    step = _step(found, position)
    if request.POST.get("do") == "remove":
        return _remove(request, key, step)
    form = StepForm(found, step, request.POST or None)
    if form.is_valid():
        changed = attempt(form, lambda: change_step(step=step, words=form.words(), account=account_of(request)))
        if changed:
            return _back(request, key, _("The step is changed."))
    return render(request, "agreements/step.html", {**head_of(request, found), "form": form, "step": step})


@unstored
def agreement_decide(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """Record what one who must agree said of the text as it stands."""
    found = found_file(request, key, keeps=True)
    step, last = _step(found, position), found.texts.last()
    initial = {"decided_on": today(), "seen": last.number if last else ""}
    form = DecisionForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = dict(form.cleaned_data)
        seen = said.pop("seen")
        number = int(seen) if seen.isdecimal() and len(seen) < 6 else None
        account = account_of(request)
        if attempt(form, lambda: decide(step=step, seen=number, today=today(), account=account, **said)):
            return _back(request, key, _("The decision is recorded."))
    head = head_of(request, found)
    shown = next(one for one in head["file"].steps if one.step.pk == step.pk)
    return render(request, "agreements/decide.html", {**head, "form": form, "shown": shown})


@unstored
def agreement_override(request: HttpRequest, key: str) -> HttpResponse:
    """Let an instrument be signed although something is open, by name and with a reason."""
    found = found_file(request, key, keeps=True)
    form = OverrideForm(request.POST or None)
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: override(instrument=found, today=today(), account=account, **form.cleaned_data)):
            return _back(request, key, _("The override is recorded."))
    return render(request, "agreements/override.html", {**head_of(request, found), "form": form})


@unstored
def agreement_signing(request: HttpRequest, key: str) -> HttpResponse:
    """Say when and where an instrument is to be signed."""
    found = found_file(request, key, keeps=True)
    form = SigningForm(found, getattr(found, "signing", None), request.POST or None)
    if form.is_valid():
        plan_signing(instrument=found, account=account_of(request), **form.words())
        return _back(request, key, _("The signature is planned."))
    return render(request, "agreements/signing.html", {**head_of(request, found), "form": form})


@unstored
def agreement_original(request: HttpRequest, key: str, position: int, kind: str) -> HttpResponse:
    """Give the original that a party keeps, as PDF or DOCX, with those who are to sign it now."""
    found = found_file(request, key)
    last = found.texts.last()
    if last is None or kind not in MEDIA:
        raise Http404
    try:
        whole = originals_of(last)
    except TextRefused as refused:
        messages.error(request, str(refused))
        return redirect("agreement-file", key)
    original = next((one for one in whole if one.keeper == str(position)), None)
    if original is None:
        raise Http404
    write, media = MEDIA[kind]
    is_marked = not hasattr(last, "freeze")
    return download(write(original, is_marked=is_marked), name=f"{key}-{position}.{kind}", kind=media)


@unstored
def agreement_check(request: HttpRequest, key: str) -> HttpResponse:
    """Hold finished originals against each other and against the text."""
    found = found_file(request, key)
    last = found.texts.last()
    form = CheckForm(found, request.POST or None, request.FILES or None)
    verdict = None
    if form.is_valid():
        names, files_ = zip(*form.files_given(), strict=True)
        try:
            text = text_of(last.content, signatories_of(found)) if last else None
            verdict = check(*files_, names=names, text=text)
        except Unreadable as why:
            form.add_error(None, say_unreadable(why))
        except (TextRefused, ValueError) as refused:
            form.add_error(None, str(refused))
    values = {
        **head_of(request, found), "form": form, "verdict": verdict,
        "says": say_verdict(verdict) if verdict else "",
        "findings": [say_finding(one) for one in verdict.findings] if verdict else [],
    }  # fmt: skip
    return render(request, "agreements/check.html", values)


def found_file(request: HttpRequest, key: str, *, keeps: bool = False) -> Instrument:
    """Return the instrument of an address for those who may see its file, or keep it."""
    found = get_object_or_404(files(), key=key)
    demand(request.user, KEEP_FILE if keeps else SEE_FILE, words_of(found))
    return found


def head_of(request: HttpRequest, found: Instrument) -> dict[str, Any]:  # Any: what templates take
    """Return what every page of a file shows."""
    file: Filed = filed(found, request.user, today())
    return {
        "instrument": found,
        "file": file,
        "title": file.title,
        "may_keep": may(request.user, KEEP_FILE, words_of(found)),
    }


def _back(request: HttpRequest, key: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("agreement-file", key)


def _version(found: Instrument, number: int) -> TextVersion:
    return get_object_or_404(found.texts.select_related("freeze", "account"), number=number)


def _step(found: Instrument, position: int) -> Step:
    return get_object_or_404(found.steps.select_related("instrument", "party"), position=position)


def _remove(request: HttpRequest, key: str, step: Step) -> HttpResponse:
    try:
        remove_step(step=step, account=account_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The step is taken out."))
    return redirect("agreement-file", key)
