"""What makes bulletins: writing a release from the record."""

import datetime

from django.db import transaction

from kirmash.base.models import Account, Change
from kirmash.bulletin.models import Release, Sentence
from kirmash.bulletin.queries import counts_of, story_of
from kirmash.bulletin.wording import de
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import state_claim
from kirmash.record.models import Cardinality, Claim, Datatype, Property, Source, SourceKind

LANGUAGES = {de.LANGUAGE: de.write}


@transaction.atomic
def write_release(*, fair: Fair, language: str, account: Account | None = None) -> Release:
    """Write a fair's bulletin in a language from the record as it holds, in place of an earlier one."""
    headline, dateline, drafts = LANGUAGES[language](story_of(fair, language))
    Release.objects.filter(fair=fair, language=language).delete()
    release = Release.objects.create(
        key=f"{fair.key}-{language}",
        fair=fair,
        language=language,
        headline=headline,
        dateline=dateline,
        filed_on=fair.reported_on,
    )
    used = {key for draft in drafts for key in draft.claims}
    claims = dict(Claim.objects.filter(key__in=used).values_list("key", "pk"))
    for position, draft in enumerate(drafts, start=1):
        sentence = Sentence.objects.create(
            release=release, position=position, paragraph=draft.paragraph, text=draft.text
        )
        sentence.claims.set([claims[key] for key in draft.claims])
    Change.objects.create(account=account, verb="write", table="release", record=release.key)
    return release


@transaction.atomic
def count_figures(*, fair: Fair, counted_on: datetime.date, account: Account | None = None) -> list[Claim]:
    """Count what the record itself holds; each count is a claim with its rule and its day."""
    source, _made = Source.objects.get_or_create(
        key="own-count", defaults={"kind": SourceKind.OWN_COUNT, "title": "Counted in this record"}
    )
    claims = []
    for count in counts_of(fair):
        values = {
            "datatype": Datatype.NUMBER,
            "cardinality": Cardinality.ONE,
            "unit": count.unit,
            "labels": count.labels,
            "definition": count.definition,
            "definitions": dict(count.definitions),
        }
        property_, _made = Property.objects.get_or_create(key=count.key, defaults=values)
        key = f"{fair.key}-{count.key}-{counted_on:%Y%m%d}"
        earlier = Claim.objects.filter(key__startswith=key).count()
        claims.append(
            state_claim(
                key=f"{key}-{earlier + 1}",
                subject=f"fair:{fair.key}",
                property_=property_,
                value=str(count.value),
                source=source,
                as_of=counted_on,
                definition=count.definition,
                counted_by="Kirmash",
                account=account,
            )
        )
    return claims
