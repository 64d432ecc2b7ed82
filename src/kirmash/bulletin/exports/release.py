"""A release as Markdown and as one HTML file, every sentence with the notes of its claims."""

from collections.abc import Sequence

from babel.dates import format_date
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kirmash.base.texts import locale_of
from kirmash.bulletin.models import PublishedSentence, Sentence, Told
from kirmash.bulletin.queries import embargo_line
from kirmash.bulletin.wording.draft import table_of
from kirmash.record.models import Claim
from kirmash.record.queries import Shown, show


def paragraphs_of(release: Told) -> list[list[tuple[Sentence | PublishedSentence, list[tuple[int, Claim]]]]]:
    """Return the sentences by paragraph, each with its claims and their note numbers."""
    numbers: dict[int, int] = {}
    paragraphs: dict[str, list[tuple[Sentence | PublishedSentence, list[tuple[int, Claim]]]]] = {}
    for sentence in release.sentences.prefetch_related("claims__source", "claims__about"):
        notes = [(numbers.setdefault(claim.pk, len(numbers) + 1), claim) for claim in sentence.claims.all()]
        paragraphs.setdefault(sentence.paragraph, []).append((sentence, sorted(notes, key=lambda note: note[0])))
    return list(paragraphs.values())


def notes_of(release: Told) -> list[tuple[int, Claim]]:
    """Return every claim of a release with its note number, in order."""
    notes = {
        number: claim for paragraph in paragraphs_of(release) for _s, found in paragraph for number, claim in found
    }
    return sorted(notes.items())


def draft_words(release: Told) -> list[tuple[str, str]]:
    """Return how a draft is marked, with the language: in its own, and in that of the interface; nothing else is."""
    if not release.is_draft:
        return []
    own: str = table_of(release.language)["draft"]
    return [(release.language, own), (get_language() or "en", _("Draft for a native editor"))]


def as_markdown(release: Told) -> str:
    """Return a release as Markdown with footnotes."""
    lines = [f"# {release.headline}", ""]
    lines += [f"> **{' · '.join(words for _language, words in draft_words(release))}**", ""] if release.is_draft else []
    embargo = embargo_line(release)
    lines += [f"> **{embargo}**", ""] if embargo else []
    for position, paragraph in enumerate(paragraphs_of(release)):
        text = " ".join(s.text + "".join(f"[^{number}]" for number, _claim in notes) for s, notes in paragraph)
        lines += [f"**{release.dateline}** – {text}" if position == 0 and release.dateline else text, ""]
    with override(release.language):
        lines += [f"[^{number}]: {text}" for number, _claim, text in noted(release)]
    return "\n".join(lines) + "\n"


def noted(release: Told) -> list[tuple[int, Claim, str]]:
    """Return every claim of a release with its number and its footnote, source and address in it."""
    return [
        (number, seen.claim, f"{note_text(seen)}; {_address(seen)} [{seen.claim.key}]")
        for number, seen in _shown(release)
    ]


def cited(release: Told) -> tuple[list[tuple[int, str]], list[tuple[str, str]]]:
    """Return the footnotes with the letter of their source, and the sources by letter, each once."""
    letters: dict[int, str] = {}
    sources: list[tuple[str, str]] = []
    notes = []
    for number, seen in _shown(release):
        source = seen.claim.source
        if source.pk not in letters:
            letters[source.pk] = letter_of(len(letters))
            published = format_date(source.published_on, "medium", locale=locale_of()) if source.published_on else ""
            words = [seen.where, f"{source.title}" if source.title != seen.where else "", published, source.url]
            sources.append((letters[source.pk], ", ".join(filter(None, words))))
        notes.append((number, f"{note_text(seen)} [{letters[source.pk]}]"))
    return notes, sources


def spans_of(numbers: Sequence[int]) -> str:
    """Return note numbers in order with runs as spans: 1–3, 7."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def letter_of(position: int) -> str:
    """Return A, B … Z, AA, AB … for 0, 1 …"""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _shown(release: Told) -> list[tuple[int, Shown]]:
    notes = notes_of(release)
    shown = show((claim for _number, claim in notes), release.style)
    return [(number, seen) for (number, _claim), seen in zip(notes, shown, strict=True)]


def note_text(shown: Shown) -> str:
    """Return what is claimed, when and by whom."""
    claim = shown.claim
    about = f"{shown.about} ({shown.part})" if shown.part else shown.about
    parts = [f"{about}: {shown.value}"]
    if claim.as_of:
        day = format_date(claim.as_of, "medium", locale=locale_of())
        parts.append(_("as of %(day)s") % {"day": day})
    if shown.counted_by:
        parts.append(_("stated by: %(who)s") % {"who": shown.counted_by})
    return "; ".join(parts)


def _address(shown: Shown) -> str:
    url = shown.claim.source.url
    return f"{shown.where}, {url}" if url else shown.where


def as_html(release: Told) -> str:
    """Return a release as one self-contained HTML page; a click on a sentence's note shows its claim."""
    marks = draft_words(release)
    with override(release.language):
        values = {
            "draft": marks,
            "embargo": embargo_line(release),
            "release": release,
            "paragraphs": paragraphs_of(release),
            "notes": noted(release),
        }
        return render_to_string("bulletin/file.html", values)
