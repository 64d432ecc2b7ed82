"""Stating a claim: what it is about, the statement, and what follows, one page each."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import demand, requires
from kirmash.base.web import account_of, attempt, today
from kirmash.record.actions import state_claim
from kirmash.record.forms.claim import ClaimForm, MatterForm, copied
from kirmash.record.models import Claim, Property, Unknown
from kirmash.record.queries import definition_of, show, states_of
from kirmash.record.queries.naming import label_of, unit_name_of
from kirmash.record.queries.prospect import prospect_of
from kirmash.record.queries.subjects import known_subjects
from kirmash.record.rights import EDIT_RECORD
from kirmash.record.rights import about as words_about
from kirmash.record.views.desk import languages, proposals

Words = Mapping[str, str]


@requires(EDIT_RECORD)
def state(request: HttpRequest) -> HttpResponse:
    """State a claim; a claim to copy, or an unknown to answer, may be named in the address."""
    said: Words = request.POST or request.GET
    known = known_subjects()
    like = (
        get_object_or_404(Claim.objects.select_related("about", "source"), key=said["like"])
        if said.get("like")
        else None
    )
    unknown = get_object_or_404(Unknown, key=said["unknown"]) if said.get("unknown") else None
    words = _begun(said, like, unknown)
    matter = MatterForm(known, words)
    if not matter.is_valid():
        form = matter if "property" in said else MatterForm(known, initial=words)
        return _ask_matter(request, form, known, unknown)
    about = Property.objects.get(key=matter.cleaned_data["property"])
    subject = matter.cleaned_data["subject"]
    demand(request.user, EDIT_RECORD, words_about(subject))
    if request.method == "POST":
        return _answer(request, ClaimForm((subject, about), known, request.POST, unknown=unknown))
    begun = copied(like) if like else {}
    return _ask(request, ClaimForm((subject, about), known, initial=begun, unknown=unknown))


def _begun(said: Words, like: Claim | None, unknown: Unknown | None) -> dict[str, str]:
    """Return what is known of the matter already: as chosen, as in the claim to copy, as of the unknown."""
    subject = like.subject if like else unknown.subject if unknown else ""
    about = like.about.key if like else unknown.matter if unknown else ""
    return {"subject": said.get("subject") or subject, "property": said.get("property") or about}


def _ask_matter(request: HttpRequest, form: MatterForm, known: Words, unknown: Unknown | None) -> HttpResponse:
    properties = sorted(Property.objects.all(), key=lambda about: label_of(about).casefold())
    values = {
        "form": form,
        "unknown": unknown,
        "subjects": proposals(known),
        "properties": [(label_of(about), definition_of(about), unit_name_of(about)) for about in properties],
    }
    return render(request, "record/matter.html", values)


def _ask(request: HttpRequest, form: ClaimForm) -> HttpResponse:
    there = Claim.objects.filter(subject=form.subject, about=form.about).select_related("about", "source")
    shown = show(there)
    states = states_of(there)
    values = {
        "form": form,
        "subject": form.known.get(form.subject, form.subject),
        "about": label_of(form.about),
        "definition": definition_of(form.about),
        "unit": unit_name_of(form.about),
        "there": [(row, states[row.claim.pk]) for row in shown],
        "subjects": proposals(form.known),
        "languages": languages(),
        "words": sorted({row.claim.value for row in shown}),
    }
    return render(request, "record/state.html", values)


def _answer(request: HttpRequest, form: ClaimForm) -> HttpResponse:
    step = request.POST.get("step", "")
    if not form.is_valid() or step == "change":
        return _ask(request, form)
    prospect = prospect_of(form.claim(), today())
    is_seen = request.POST.get("seen", "") == prospect.seen
    if step == "state" and is_seen:
        claim = attempt(
            form,
            lambda: state_claim(
                **form.words(), property_=form.about, answers=form.answered(), account=account_of(request)
            ),
        )
        if claim is None:
            return _ask(request, form)
        messages.success(request, _("The claim stands in the record."))
        return redirect("claim", claim.key)
    values = {"form": form, "prospect": prospect, "is_late": step == "state", "source": form.claim().source}
    return render(request, "record/confirm.html", values)
