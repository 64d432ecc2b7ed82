"""What changes the record: stating a claim, resolving a conflict; what puts claims into the search."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import override

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.record.models import (
    Claim,
    Comparator,
    Datatype,
    Property,
    Resolution,
    Source,
    SourceKind,
    Verdict,
)
from kirmash.record.queries import RESOLUTION, Shown, about_of, show
from kirmash.search.actions import entry_of, in_batches, put_entries
from kirmash.search.models import Entry, Kind

LONGEST_TITLE = 200


@transaction.atomic
def state_claim(
    *,
    key: str,
    subject: str,
    property_: Property,
    value: str,
    source: Source,
    account: Account | None = None,
    part: str = "",
    comparator: Comparator = Comparator.EXACTLY,
    as_of: datetime.date | None = None,
    definition: str = "",
    counted_by: str = "",
    is_demo: bool = False,
) -> Claim:
    """Add a claim to the record; nothing that stands there is changed."""
    if not value.strip():
        raise Refused("claim-without-value")
    if Claim.objects.filter(key=key).exists():
        raise Refused("claim-key-taken", key=key)
    claim = Claim(
        key=key,
        subject=subject,
        about=property_,
        part=part,
        comparator=comparator,
        value=value,
        as_of=as_of,
        definition=definition,
        counted_by=counted_by,
        source=source,
        is_demo=is_demo,
    )
    if property_.datatype == Datatype.NUMBER and claim.number is None:
        raise Refused("not-a-number", value=value, property=property_.key)
    claim.save()
    put_claims(keys=[key])
    Change.objects.create(account=account, verb="state", table="claim", record=key, values={"value": value})
    return claim


@transaction.atomic
def resolve_conflict(
    *,
    key: str,
    subject: str,
    about: Property,
    part: str = "",
    upheld: Sequence[Claim],
    verdict: Verdict,
    reason: str,
    decided_by: str,
    decided_on: datetime.date,
    account: Account | None = None,
    reasons: dict[str, str] | None = None,
) -> Resolution:
    """Decide a conflict with a reason; the decision is stated as a claim of its own."""
    if not reason.strip():
        raise Refused("reason-missing")
    matter = {"subject": subject, "about": about, "part": part}
    if not _is_possible(verdict, upheld) or any(about_of(claim) != (subject, about.pk, part) for claim in upheld):
        raise Refused("one-claim-to-uphold")
    statements = {claim.statement for claim in Claim.objects.filter(**matter)}
    named = {"subject": subject, "property": about.key}
    if len(statements) < (1 if verdict == Verdict.NONE else 2):
        raise Refused("nothing-to-resolve", **named)
    if Resolution.objects.filter(**matter).exists():
        raise Refused("resolved-already", **named)
    claim = state_claim(
        key=f"resolution-{key}",
        subject=subject,
        property_=_resolution_property(),
        part=f"property:{about.key}" + (f"+{part}" if part else ""),
        value=" ".join([str(verdict), *(claim.key for claim in upheld)]),
        as_of=decided_on,
        source=_editor(),
        account=account,
        counted_by=decided_by,
    )
    resolution = Resolution.objects.create(
        key=key,
        claim=claim,
        subject=subject,
        about=about,
        part=part,
        verdict=verdict,
        reason=reason,
        reasons=reasons or {},
        decided_by=decided_by,
        decided_on=decided_on,
    )
    resolution.upheld.set(upheld)
    Change.objects.create(account=account, verb="resolve", table="conflict", record=key, values={"reason": reason})
    return resolution


def _is_possible(verdict: Verdict, upheld: Sequence[Claim]) -> bool:
    return {Verdict.ONE: len(upheld) == 1, Verdict.SIDE_BY_SIDE: bool(upheld), Verdict.NONE: not upheld}[verdict]


def _resolution_property() -> Property:
    labels = {
        "en": "editor's decision",
        "de": "Entscheidung der Redaktion",
        "ru": "решение редакции",
        "be": "рашэнне рэдакцыі",
    }
    values = {"datatype": Datatype.TEXT, "cardinality": "many", "labels": labels}
    return Property.objects.get_or_create(key=RESOLUTION, defaults=values)[0]


def _editor() -> Source:
    found = Source.objects.filter(kind=SourceKind.EDITOR).order_by("pk").first()
    return found or Source.objects.create(key="editor", kind=SourceKind.EDITOR, title="Editor")


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
