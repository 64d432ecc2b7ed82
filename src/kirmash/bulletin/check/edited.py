"""The checker of edited texts: every sentence is marked, and held against the facts by each rule."""

import datetime
import re
from collections.abc import Mapping

from kirmash.bulletin.check.amounts import amounts_of
from kirmash.bulletin.check.calendar import days_of
from kirmash.bulletin.check.facts import Facts, Saying
from kirmash.bulletin.check.findings import Finding, Report, Slip, Support
from kirmash.bulletin.check.marking import Mark, Sentence, blanked, cue_marks, prepare, quoted, sayings, sentences_of
from kirmash.bulletin.check.naming import Names, unknown_names
from kirmash.bulletin.check.rules import claims, days, deeds, events, figures, levels, offices, themes
from kirmash.bulletin.check.rules.context import Context
from kirmash.bulletin.check.vocabulary import vocabulary_of

#: Fewer words in quotation marks are a name or a word under reserve, not a quotation.
QUOTATION_WORDS = 5
#: How far a translation stands from its original, and the word that marks it from the translation.
BESIDE = 60
#: A place, perhaps a date and an agency, and a dash.
_DATELINE = re.compile(
    r"^\s*[^\W\d_][^.\n–—]{1,30}(?:[,.]\s*\d{1,2}\.?\s+\w+(?:\s+\d{4})?)?(?:\s*[(/][^)/\n]{2,30}[)/])?\.?\s+[–—-]\s",
    re.MULTILINE,
)
#: What tells a dateline from another sentence with a dash; and how far from the beginning it may stand.
_FILED = re.compile(r"\d|[(/]|^\s*[A-ZÄÖÜА-ЯІ]{4}")
_HEAD = 300
RULES = (figures.judge, days.judge, offices.judge, levels.judge, deeds.judge, themes.judge, claims.judge,
         claims.judge_whole, events.judge)  # fmt: skip


def check(text: str, language: str, facts: Facts) -> Report:
    """Return what a text says that the facts do not carry, and what they carry."""
    names = Names(facts, language)
    ready = prepare(text, language)
    known = names.find(ready)
    findings: list[Finding] = []
    supported: list[Support] = []
    quotes = [q for q in quoted(ready) if len(q.value.split()) >= QUOTATION_WORDS and not _is_name(q, known)]
    stored = sayings(quotes, facts, language)
    for quote in quotes:
        said = text[quote.start : quote.end]
        original = _original(quote, stored, ready)
        is_marked = _is_marked_translation(quote, ready, language)
        if stored[quote] or (original and is_marked):
            claims = (stored[quote] or original or facts.sayings[0]).claims
            supported.append(Support(start=quote.start, end=quote.end, said=said, what="quotation", claims=claims))
        elif original or is_marked:
            findings.append(Finding(start=quote.start, end=quote.end, said=said, slip=Slip.TRANSLATION))
        else:
            findings.append(_unquoted(quote, said, facts))
    ready = blanked(ready, quotes)
    known = [m for m in known if not any(q.start <= m.start < q.end for q in quotes)]
    ready, filed = _judge_dateline(ready, known, text, facts, language)
    findings += filed
    before: Context | None = None
    for sentence in sentences_of(ready, [*known, *quoted(ready)]):
        context = _context(sentence, before, text=text, known=known, facts=facts, names=names)
        context.findings, context.supported = findings, supported
        for rule in RULES:
            rule(context)
        before = context
    return Report(findings=tuple(_once(findings)), supported=tuple(_unflagged(supported, findings)))


def _context(
    sentence: Sentence, before: Context | None, *, text: str, known: list[Mark], facts: Facts, names: Names
) -> Context:
    words = vocabulary_of(names.language)
    inside = [mark for mark in known if sentence.start <= mark.start < sentence.end]
    bare = blanked(sentence.text, inside, sentence.start)
    year = (facts.day("signed") or facts.day("begins") or datetime.date.min).year
    days = days_of(bare, words, year)
    spans = [Mark(start=sentence.start + d.start, end=sentence.start + d.end, type="date") for d in days]
    bare = blanked(bare, spans, sentence.start)
    cues = cue_marks(sentence, bare, words)
    strangers = [
        Mark(start=m.start + sentence.start, end=m.end + sentence.start, type=m.type, value=m.value)
        for m in names.strangers(bare)
    ]
    surnames = {m.start for m in inside if m.type == "person" and " " not in text[m.start : m.end].strip()}
    strangers += unknown_names(blanked(bare, strangers, sentence.start), names, words, sentence.start, surnames)
    bare = blanked(bare, strangers, sentence.start)
    said = {mark.value for mark in inside}
    gathered = [mark for mark in names.gathered(sentence.text, sentence.start) if mark.value not in said]
    sentence.marks = sorted([*inside, *gathered, *cues, *strangers])
    return Context(facts=facts, words=words, names=names, original=text, sentence=sentence, bare=bare,
                   amounts=amounts_of(bare, words), days=days, before=before)  # fmt: skip


def _judge_dateline(ready: str, known: list[Mark], text: str, facts: Facts, language: str) -> tuple[str, list[Finding]]:
    """Hold place and day of filing against the facts; return the text with the day and the agency's name blank."""
    head = next((m for m in _DATELINE.finditer(ready) if _FILED.search(m.group()) and m.start() < _HEAD), None)
    if head is None:
        return ready, []
    first = next((mark for mark in known if mark.type == "place" and head.start() <= mark.start < head.end()), None)
    year = (facts.day("filed") or datetime.date.min).year
    days = days_of(head.group(), vocabulary_of(language), year)
    spans = [Mark(start=head.start() + d.start, end=head.start() + d.end, type=str(d.date)) for d in days]
    known_days = {str(moment.date) for moment in facts.moments}
    wrong = [(span, Slip.DATE, f"@{facts.day('filed')}") for span in spans if span.type not in known_days]
    if first and first.value != facts.dateline:
        wrong.append((first, Slip.NAME, _called(facts, language)))
    agency = re.search(r"[(/].*[)/]|(?<=[.,]) [A-ZА-ЯІ-]{4,}\s*(?=[–—-])", head.group())
    if agency:
        spans.append(Mark(start=head.start() + agency.start(), end=head.start() + agency.end(), type="agency"))
    return blanked(ready, spans), [
        Finding(start=mark.start, end=mark.end, said=text[mark.start : mark.end], slip=slip, expected=expected)
        for mark, slip, expected in wrong
    ]


def _called(facts: Facts, language: str) -> str:
    forms = next((e.forms for e in facts.entities if e.reference == facts.dateline), {})
    return next(iter(forms.get(language, ())), "")


def _is_name(quote: Mark, known: list[Mark]) -> bool:
    return any(mark.start <= quote.start + 1 and mark.end >= quote.end - 1 for mark in known)


def _original(quote: Mark, stored: Mapping[Mark, Saying | None], text: str) -> Saying | None:
    """Return the quotation in another language beside which a quotation stands, in the same paragraph."""
    for other, saying in stored.items():
        start, end = min(quote.end, other.end), max(quote.start, other.start)
        if saying and other != quote and end - start <= BESIDE and "\n" not in text[start:end]:
            return saying
    return None


def _is_marked_translation(quote: Mark, text: str, language: str) -> bool:
    around = f"{text[max(0, quote.start - BESIDE) : quote.start]} {text[quote.end : quote.end + BESIDE]}"
    return bool(vocabulary_of(language).cues["translated"].search(around))


def _unquoted(quote: Mark, said: str, facts: Facts) -> Finding:
    """Return the finding of a quotation that is not on record as it stands."""
    words = set(quote.value.lower().split())
    alike = max(facts.sayings, key=lambda s: len(words & set(s.text.lower().split())), default=None)
    shared = len(words & set(alike.text.lower().split())) if alike else 0
    is_altered = alike is not None and shared * 2 >= len(words)
    expected, claims = (alike.text, alike.claims) if alike and is_altered else ("", ())
    return Finding(start=quote.start, end=quote.end, said=said, slip=Slip.QUOTATION, expected=expected, claims=claims)


def _once(findings: list[Finding]) -> list[Finding]:
    """Return findings without those whose span another covers already."""
    kept: list[Finding] = []
    for finding in sorted(set(findings), key=lambda f: (f.start, -f.end, list(Slip).index(f.slip))):
        if not any(other.start <= finding.start and finding.end <= other.end for other in kept):
            kept.append(finding)
    return kept


def _unflagged(supported: list[Support], findings: list[Finding]) -> list[Support]:
    return sorted(
        s
        for s in set(supported)
        if not any(f.start <= s.start < f.end and f.slip != Slip.UNSUPPORTED for f in findings)
    )
