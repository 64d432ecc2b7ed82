"""What makes bulletins: writing a release from the record, editing it, letting findings stand."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from kirmash.base.errors import Refused
from kirmash.base.events import announce
from kirmash.base.models import Account, Change
from kirmash.bulletin.check.compare import differences
from kirmash.bulletin.check.reading import Entity
from kirmash.bulletin.models import Kept, Release, Told, Version
from kirmash.bulletin.queries import checked, counts_of, entities_of, story_of, text_of, versions_of
from kirmash.bulletin.queries.drafts import entities_in_drafts
from kirmash.bulletin.queries.signed import signature_counts
from kirmash.bulletin.queries.telling import plain, telling_of
from kirmash.bulletin.wording.be import Belarusian
from kirmash.bulletin.wording.de import German
from kirmash.bulletin.wording.draft import DraftVoice
from kirmash.bulletin.wording.en import English
from kirmash.bulletin.wording.ru import Russian
from kirmash.bulletin.wording.story import Draft
from kirmash.bulletin.wording.style import DRAFTS, MAIN, STYLES, Length, Style
from kirmash.bulletin.wording.voice import Voice, tell
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import state_claim
from kirmash.record.models import Cardinality, Claim, Datatype, Property, Source, SourceKind

#: Characters of an edited text.
LONGEST = 50_000
LONGEST_HEADLINE = 300
VOICES: Mapping[str, type[Voice]] = {"de": German, "en": English, "ru": Russian, "be": Belarusian,
                                           **dict.fromkeys(DRAFTS, DraftVoice)}  # fmt: skip


@transaction.atomic
def write_releases(*, fair: Fair, styles: Sequence[str] = MAIN, account: Account | None = None) -> list[Release]:
    """Write a fair's bulletin in several styles from the record as it holds, in place of earlier ones.

    All are read back and compared first; a difference stops them all and says where it is.
    """
    told = {
        style: tell(story_of(fair, STYLES[style]), VOICES[STYLES[style].language](STYLES[style])) for style in styles
    }
    texts = {
        style: [f"{headline}. {dateline}", *(d.text for d in drafts)]
        for style, (headline, dateline, drafts) in told.items()
    }
    full = {style: said for style, said in texts.items() if style not in DRAFTS}
    for length in Length:
        alike = {style: said for style, said in full.items() if STYLES[style].length == length}
        refuse_differences(alike, entities_of(fair))
    full = {style: said for style, said in full.items() if STYLES[style].length == Length.STORY}
    for draft in sorted(set(texts) & set(DRAFTS)):
        refuse_differences({**full, draft: texts[draft]}, entities_in_drafts(fair), is_ordered=False)
    return [_save(fair, STYLES[style], *told[style], account=account) for style in styles]


def refuse_differences(
    texts: Mapping[str, Sequence[str]], entities: Sequence[Entity], *, is_ordered: bool = True
) -> None:
    """Refuse texts of which one says what the others do not."""
    found = differences(texts, entities, is_ordered=is_ordered) if texts else []
    if found:
        raise Refused("languages-differ", where="; ".join(str(difference) for difference in found))


def _save(  # one caller, above
    fair: Fair, style: Style, headline: str, dateline: str, drafts: Sequence[Draft], *, account: Account | None
) -> Release:
    words = {"language": style.language, "headline": headline, "dateline": dateline, "filed_on": fair.reported_on}
    release, _made = Release.objects.update_or_create(
        fair=fair, style=style.key,
        defaults={**words, "written_at": timezone.now(), "edited_at": None, "edited_by": None},
        create_defaults={**words, "key": f"{fair.key}-{style.key.lower()}"},
    )  # fmt: skip
    set_sentences(release, [(draft.paragraph, draft.text, draft.claims) for draft in drafts])
    _next_version(release, text_of(release), is_generated=True, account=account)
    Change.objects.create(account=account, verb="write", table="release", record=release.key)
    announce("release.written", release=release.key, fair=fair.key, language=style.language)
    return release


def set_sentences(told: Told, rows: Sequence[tuple[str, str, Sequence[str]]]) -> None:
    """Let a bulletin consist of sentences: paragraph, text, and the keys of the claims that carry it."""
    told.sentences.all().delete()
    used = {key for _paragraph, _text, claims in rows for key in claims}
    claims = dict(Claim.objects.filter(key__in=used).values_list("key", "pk"))
    for position, (paragraph, text, keys) in enumerate(rows, start=1):
        sentence = told.sentences.create(position=position, paragraph=paragraph, text=text)
        sentence.claims.set([claims[key] for key in keys if key in claims])


def _next_version(release: Release, text: str, *, is_generated: bool, account: Account | None) -> Version:
    """Keep a text as the next version, unless the latest is the same."""
    latest = versions_of(release.fair, release.style).first()
    if latest and latest.text == text:
        return latest
    number = latest.number + 1 if latest else 1
    return Version.objects.create(
        fair=release.fair, style=release.style, number=number, text=text, is_generated=is_generated,
        written_by=account,
    )  # fmt: skip


@transaction.atomic
def save_version(*, fair: Fair, style: str, text: str, base: int = 0, account: Account | None = None) -> Version:
    """Save an edited text as the next version of a bulletin, which reads so from now on.

    ``base`` is the version that the editor had before them; where another was saved meanwhile, this one is refused.
    """
    Fair.objects.select_for_update().get(pk=fair.pk)
    release = Release.objects.filter(fair=fair, style=style).first()
    if release is None:
        raise Refused("no-release-to-edit")
    text = plain(text)
    if len(text) > LONGEST:
        raise Refused("text-too-long", most=LONGEST)
    latest = latest_version(fair, style)
    if base and latest.number != base:
        raise Refused("version-was-overtaken", number=latest.number)
    if text == latest.text:
        raise Refused("text-unchanged")
    report = checked(fair, style, text)[0]
    told = telling_of(text, release, report)
    if len(told.headline) > LONGEST_HEADLINE:
        raise Refused("headline-too-long", most=LONGEST_HEADLINE)
    release.headline, release.dateline = told.headline, told.dateline
    release.edited_at = release.edited_by = None
    release.save(update_fields=["headline", "dateline", "edited_at", "edited_by"])
    set_sentences(release, [(str(line.paragraph), line.text, line.claims) for line in told.lines])
    version = _next_version(release, text, is_generated=False, account=account)
    Change.objects.create(
        account=account, verb="edit", table="release", record=release.key, values={"version": version.number}
    )
    return version


def latest_version(fair: Fair, style: str) -> Version:
    """Return the latest version of a bulletin."""
    version = versions_of(fair, style).first()
    if version is None:
        raise Refused("no-release-to-edit")
    return version


@transaction.atomic
def keep_finding(*, fair: Fair, style: str, slip: str, said: str, reason: str, account: Account | None = None) -> Kept:
    """Let a finding of the latest version stand, with a reason."""
    text = latest_version(fair, style).text
    if not reason.strip():
        raise Refused("why-missing")
    found = {(one.finding.slip.value, one.finding.said[:500]) for one in checked(fair, style, text)[1]}
    if (slip, said[:500]) not in found:
        raise Refused("finding-is-gone")
    kept, _made = Kept.objects.update_or_create(
        fair=fair, style=style, slip=slip, said=said[:500], defaults={"reason": reason.strip(), "kept_by": account}
    )
    Change.objects.create(
        account=account, verb="keep", table="release", record=f"{fair.key}-{style.lower()}", values={"slip": slip}
    )
    return kept


@transaction.atomic
def count_figures(*, fair: Fair, counted_on: datetime.date, account: Account | None = None) -> list[Claim]:
    """Count what the record itself holds; each count is a claim with its rule and its day."""
    source, _made = Source.objects.get_or_create(
        key="own-count", defaults={"kind": SourceKind.OWN_COUNT, "title": "Counted in this record"}
    )
    claims = []
    for count in (*counts_of(fair), *signature_counts(fair)):
        values = {
            "datatype": Datatype.NUMBER,
            "cardinality": Cardinality.ONE,
            "unit": count.unit,
            "labels": count.labels,
            "definition": count.definition,
            "definitions": dict(count.definitions),
        }
        property_, _made = Property.objects.get_or_create(key=count.key, defaults=values)
        key = "-".join(filter(None, (fair.key, count.key, count.part.replace(":", "-"), f"{counted_on:%Y%m%d}")))
        earlier = Claim.objects.filter(key__startswith=f"{key}-").count()
        claims.append(
            state_claim(
                key=f"{key}-{earlier + 1}",
                subject=f"fair:{fair.key}",
                property_=property_,
                part=count.part,
                value=str(count.value),
                source=source,
                as_of=counted_on,
                definition=count.definition,
                counted_by="Kirmash",
                account=account,
                is_demo=count.is_demo,
            )
        )
    return claims


@transaction.atomic
def mark_edited(*, release: Release, edited_at: datetime.datetime, account: Account | None = None) -> Release:
    """Note that a native editor has gone over this very text of a draft language."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    if not release.is_draft:
        raise Refused("release-is-no-draft")
    release.edited_at, release.edited_by = edited_at, account
    release.save(update_fields=["edited_at", "edited_by"])
    Change.objects.create(account=account, verb="mark", table="release", record=release.key)
    return release
