"""The page of the search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from kirmash.base.access import requires
from kirmash.base.remembering import remembered
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
    found = _found(text, request.GET.get("kind", ""), request.GET.get("page"), get_language() or "en")
    values = {
        "search_text": text,
        "chosen": found.chosen,
        "total": sum(found.counts.values()),
        "kinds": [(kind, kind.label, found.counts[kind]) for kind in Kind if kind in found.counts],
        "groups": [
            (kind, kind.label, found.counts[kind], [(hit, found.links[hit.entry]) for hit in found.hits[kind]])
            for kind in Kind
            if kind in found.hits
        ],
        "page": found.page,
        "address": f"?{urlencode({'q': text, 'kind': found.chosen})}",
        "is_empty": not found.counts and not Entry.objects.exists(),
    }
    return render(request, "search/search.html", values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a page of the search shows: the number of each kind, the hits, and where each leads."""

    counts: Mapping[str, int]
    chosen: str
    page: Page[int]
    hits: Mapping[str, list[Hit]]
    links: Mapping[Entry, str]


@remembered
def _found(text: str, kind: str, number: str | None, language: str) -> Found:
    counts = count_each(text)
    chosen = kind if kind in counts else ""
    page = Paginator(range(counts.get(chosen, 0)), PAGE).get_page(number)
    limit, offset = (PAGE, PAGE * (page.number - 1)) if chosen else (BEST, 0)
    kinds = [chosen] if chosen else counts
    hits = {one: find(text, kinds=[one], limit=limit, offset=offset, language=language) for one in kinds}
    links = _links(hit for found in hits.values() for hit in found)
    return Found(counts=counts, chosen=chosen, page=page, hits=hits, links=links)


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
