"""What puts claims into the search."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import override

from kirmash.record.models import Claim
from kirmash.record.queries import Shown, show
from kirmash.search.actions import entry_of, in_batches, put_entries
from kirmash.search.models import Entry, Kind

LONGEST_TITLE = 200


def put_claims(*, keys: Iterable[str]) -> int:
    """Put claims into the search, found by property, value, subject, quotation and source; return their number."""
    return put_entries(entries=_claim_entries(keys))


def _claim_entries(keys: Iterable[str]) -> Iterator[Entry]:
    for batch in in_batches(keys):
        claims = list(Claim.objects.filter(key__in=batch).select_related("about", "source"))
        shown: dict[str, list[Shown]] = {}
        for language, _label in settings.LANGUAGES:
            with override(language):
                shown[language] = show(claims, language)
        for claim, *readings in zip(claims, *shown.values(), strict=True):
            yield _claim_entry(claim, dict(zip(shown, readings, strict=True)))


def _claim_entry(claim: Claim, shown: dict[str, Shown]) -> Entry:
    source = claim.source
    return entry_of(
        kind=Kind.CLAIM,
        key=claim.key,
        subject=claim.subject,
        is_demo=claim.is_demo,
        titles={language: _claim_title(as_read) for language, as_read in shown.items()},
        note={language: as_read.where for language, as_read in shown.items()},
        further=[
            (claim.language, claim.value),
            (claim.language, claim.quotation),
            (source.language, f"{source.title} {source.publisher}"),
        ],
    )


def _claim_title(shown: Shown) -> str:
    part = f" ({shown.part})" if shown.part else ""
    return Truncator(f"{shown.subject} · {shown.about}{part}: {shown.value}").chars(LONGEST_TITLE)
