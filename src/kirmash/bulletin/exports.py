"""A release as Markdown and as one HTML file; figures, conflicts and unknowns as CSV."""

from collections.abc import Sequence

from babel.dates import format_date
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.base.texts import choose, locale_of
from kirmash.base.web import csv_text
from kirmash.bulletin.models import Release, Sentence
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Datatype, Unknown
from kirmash.record.queries import Shown, conflicts, definition_of, show


def subjects_of(fair: Fair) -> list[str]:
    """Return the subjects of a fair's claims: the fair, its instruments, the editions it is compared with."""
    instruments = fair.instruments.values_list("key", flat=True)
    editions = fair.compared.values_list("key", flat=True)
    return [f"fair:{fair.key}", *(f"instrument:{key}" for key in instruments), *(f"edition:{key}" for key in editions)]


def paragraphs_of(release: Release) -> list[list[tuple[Sentence, list[tuple[int, Claim]]]]]:
    """Return the sentences by paragraph, each with its claims and their note numbers."""
    numbers: dict[int, int] = {}
    paragraphs: dict[str, list[tuple[Sentence, list[tuple[int, Claim]]]]] = {}
    for sentence in release.sentences.prefetch_related("claims__source", "claims__about"):
        notes = [(numbers.setdefault(claim.pk, len(numbers) + 1), claim) for claim in sentence.claims.all()]
        paragraphs.setdefault(sentence.paragraph, []).append((sentence, sorted(notes, key=lambda note: note[0])))
    return list(paragraphs.values())


def notes_of(release: Release) -> list[tuple[int, Claim]]:
    """Return every claim of a release with its note number, in order."""
    notes = {
        number: claim for paragraph in paragraphs_of(release) for _s, found in paragraph for number, claim in found
    }
    return sorted(notes.items())


def as_markdown(release: Release) -> str:
    """Return a release as Markdown with footnotes."""
    lines = [f"# {release.headline}", ""]
    for position, paragraph in enumerate(paragraphs_of(release)):
        text = " ".join(s.text + "".join(f"[^{number}]" for number, _claim in notes) for s, notes in paragraph)
        lines += [f"**{release.dateline}** – {text}" if position == 0 else text, ""]
    with override(release.language):
        lines += [f"[^{number}]: {text}" for number, _claim, text in noted(release)]
    return "\n".join(lines) + "\n"


def noted(release: Release) -> list[tuple[int, Claim, str]]:
    """Return every claim of a release with its number and its footnote."""
    notes = notes_of(release)
    shown = show((claim for _number, claim in notes), release.language)
    return [(number, claim, note_text(seen)) for (number, claim), seen in zip(notes, shown, strict=True)]


def note_text(shown: Shown) -> str:
    """Return a claim as a footnote: what is claimed, when, by whom, where."""
    claim = shown.claim
    about = f"{shown.about} ({shown.part})" if shown.part else shown.about
    parts = [f"{about}: {shown.value}"]
    if claim.as_of:
        day = format_date(claim.as_of, "medium", locale=locale_of())
        parts.append(_("as of %(day)s") % {"day": day})
    if claim.counted_by:
        parts.append(_("stated by: %(who)s") % {"who": claim.counted_by})
    parts.append(f"{shown.where}, {claim.source.url}" if claim.source.url else shown.where)
    return "; ".join(parts) + f" [{claim.key}]"


def as_html(release: Release) -> str:
    """Return a release as one self-contained HTML page; a click on a sentence's note shows its claim."""
    with override(release.language):
        values = {
            "release": release,
            "paragraphs": paragraphs_of(release),
            "notes": noted(release),
        }
        return render_to_string("bulletin/file.html", values)


def figures_csv(fair: Fair) -> str:
    """Return every figure about a fair and its instruments with definition and source."""
    stated = Claim.objects.filter(subject__in=subjects_of(fair), about__datatype=Datatype.NUMBER)
    claims = stated.filter(is_withdrawn=False)
    rows: list[Sequence[object]] = [
        (
            claim.subject, claim.about.key, claim.part, claim.comparator, claim.value, claim.about.unit, claim.as_of,
            claim.definition or definition_of(claim.about),
            "stated" if claim.definition else "not stated by the source",
            claim.counted_by, claim.source.publisher or claim.source.title, claim.source.url, claim.language, claim.key,
        )
        for claim in claims.select_related("about", "source")
    ]  # fmt: skip
    header = ("subject", "property", "part", "comparator", "value", "unit", "as_of", "definition",
              "definition_is", "counted_by", "source", "url", "language", "claim")  # fmt: skip
    return csv_text(header, rows)


def conflicts_csv(fair: Fair) -> str:
    """Return every claim in conflict, with the editor's decision."""
    rows: list[Sequence[object]] = []
    for number, conflict in enumerate(conflicts(subjects_of(fair)), start=1):
        decision = conflict.resolution
        decided = (decision.reason, decision.decided_by, decision.decided_on) if decision else ("", "", "")
        verdict = decision.verdict if decision else "open"
        rows += [
            (
                number, conflict.subject, conflict.about.key, conflict.part, claim.key, claim.comparator,
                claim.value, conflict.about.unit, claim.as_of, claim.source.publisher or claim.source.title,
                claim.source.url, "yes" if conflict.may_all_hold else "no", verdict,
                ("yes" if claim.pk in conflict.upheld else "no") if decision else "", *decided,
            )
            for claim in conflict.claims
        ]  # fmt: skip
    header = ("conflict", "subject", "property", "part", "claim", "comparator", "value", "unit", "as_of", "source",
              "url", "may_all_hold", "verdict", "upheld", "reason", "decided_by", "decided_on")  # fmt: skip
    return csv_text(header, rows)


def unknown_csv(fair: Fair) -> str:
    """Return what no source says about a fair and its instruments."""
    rows = [
        (unknown.subject, unknown.matter, choose(unknown.texts, "en"), unknown.noted_on)
        for unknown in Unknown.objects.filter(subject__in=subjects_of(fair), closed_on=None)
    ]
    return csv_text(("subject", "property", "what_is_not_known", "noted_on"), rows)
