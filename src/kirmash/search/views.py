"""The page of the search."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from kirmash.base.access import requires
from kirmash.search.models import Entry, Kind
from kirmash.search.queries import LONGEST, Hit, count_each, find, spoken_of
from kirmash.search.rights import SEARCH

PAGE, BEST = 20, 5
#: The page of a kind, by the name of its address; a kind without one is shown by the claims about it.
PAGES = {Kind.CLAIM: "claim", Kind.ORGANISATION: "organisation"}


@requires(SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found: the best of every kind, or all of one kind."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    counts = count_each(text)
    chosen = request.GET.get("kind", "") if request.GET.get("kind", "") in counts else ""
    page = Paginator(range(counts.get(chosen, 0)), PAGE).get_page(request.GET.get("page"))
    limit, offset = (PAGE, PAGE * (page.number - 1)) if chosen else (BEST, 0)
    hits = {kind: find(text, kinds=[kind], limit=limit, offset=offset) for kind in ([chosen] if chosen else counts)}
    links = _links(hit for found in hits.values() for hit in found)
    values = {
        "search_text": text,
        "chosen": chosen,
        "total": sum(counts.values()),
        "kinds": [(kind, kind.label, counts[kind]) for kind in Kind if kind in counts],
        "groups": [
            (kind, kind.label, counts[kind], [(hit, links[hit.entry]) for hit in hits[kind]])
            for kind in Kind
            if kind in hits
        ],
        "page": page,
        "address": f"?{urlencode({'q': text, 'kind': chosen})}",
        "is_empty": not counts and not Entry.objects.exists(),
    }
    return render(request, "search/search.html", values)


def _links(hits: Iterable[Hit]) -> dict[Entry, str]:
    """Return the address of each entry; empty where nothing shows it yet."""
    entries = [hit.entry for hit in hits]
    spoken = spoken_of([str(entry) for entry in entries if entry.kind not in PAGES])
    links = {}
    for entry in entries:
        if entry.kind in PAGES:
            links[entry] = reverse(PAGES[Kind(entry.kind)], kwargs={"key": entry.key})
        else:
            about = urlencode({"subject": str(entry)})
            links[entry] = f"{reverse('claims')}?{about}" if str(entry) in spoken else ""
    return links
