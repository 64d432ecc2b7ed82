"""Pages of the record: claims, conflicts, what is unknown, history."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kirmash.base.access import requires
from kirmash.base.models import Change
from kirmash.base.texts import choose
from kirmash.record.models import Claim, Property, Source, Unknown
from kirmash.record.queries import conflicts, labels_of, show

PAGE = 50


@requires("read")
def claims(request: HttpRequest) -> HttpResponse:
    """List claims, filtered by subject, property and source."""
    chosen = {name: request.GET.get(name, "") for name in ("subject", "property", "source")}
    found = Claim.objects.select_related("about", "source")
    for name, column in (("subject", "subject"), ("property", "about__key"), ("source", "source__key")):
        if chosen[name]:
            found = found.filter(**{column: chosen[name]})
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    subjects = labels_of(Claim.objects.order_by().values_list("subject", flat=True).distinct())
    properties = [(p.key, choose(p.labels) or p.key) for p in Property.objects.filter(claims__isnull=False).distinct()]
    sources = Source.objects.filter(claims__isnull=False).distinct().order_by("publisher", "title")
    values = {
        "page": page,
        "rows": show(page.object_list),
        "chosen": chosen,
        "subjects": sorted(subjects.items(), key=lambda item: item[1]),
        "properties": sorted(properties, key=lambda item: item[1]),
        "sources": [(s.key, f"{s.publisher}: {s.title}" if s.publisher else s.title) for s in sources],
        "query": "&".join(f"{name}={value}" for name, value in chosen.items() if value),
    }
    return render(request, "record/claims.html", values)


@requires("read")
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """Show a claim with its source, what others state, and the sentences that rest on it."""
    found = get_object_or_404(Claim.objects.select_related("about", "source"), key=key)
    same = {"subject": found.subject, "about": found.about, "part": found.part}
    others = Claim.objects.filter(**same).exclude(pk=found.pk).select_related("about", "source")
    shown, *rivals = show([found, *others])
    values = {
        "shown": shown,
        "others": rivals if found.about.cardinality == "one" else [],
        "sentences": found.sentences.select_related("release__fair"),
        "resolutions": found.upheld_by.all(),
    }
    return render(request, "record/claim.html", values)


@requires("read")
def conflict_page(request: HttpRequest) -> HttpResponse:
    """Show every conflict: the values side by side, and the decision with its reason."""
    found = conflicts()
    shown = {s.claim.pk: s for s in show(claim for conflict in found for claim in conflict.claims)}
    rows = []
    for conflict in found:
        decision = conflict.resolution
        sides = [(shown[claim.pk], claim.pk in conflict.upheld) for claim in conflict.claims]
        reason = (choose(decision.reasons) or decision.reason) if decision else ""
        rows.append((conflict, sides[0][0], sides, reason))
    return render(request, "record/conflicts.html", {"conflicts": rows})


@requires("read")
def unknowns(request: HttpRequest) -> HttpResponse:
    """List what no source says."""
    found = list(Unknown.objects.all())
    labels = labels_of(unknown.subject for unknown in found)
    rows = [(unknown, labels[unknown.subject], choose(unknown.texts)) for unknown in found]
    return render(request, "record/unknowns.html", {"rows": rows})


@requires("administer")
def history(request: HttpRequest) -> HttpResponse:
    """List who changed what, newest first; administrators only."""
    changes = Change.objects.select_related("account").order_by("-pk")
    page = Paginator(changes, PAGE).get_page(request.GET.get("page"))
    return render(request, "record/history.html", {"page": page})
