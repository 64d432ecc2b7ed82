"""The checker of edited texts: every sentence is marked, and held against the facts by each rule."""

import datetime

from kirmash.bulletin.check.amounts import amounts_of
from kirmash.bulletin.check.calendar import days_of
from kirmash.bulletin.check.facts import Facts
from kirmash.bulletin.check.findings import Finding, Report, Slip, Support
from kirmash.bulletin.check.marking import Mark, Sentence, blanked, cue_marks, prepare, quoted, sayings, sentences_of
from kirmash.bulletin.check.naming import Names, unknown_names
from kirmash.bulletin.check.rules import claims, days, deeds, figures, offices, themes
from kirmash.bulletin.check.rules.context import Context
from kirmash.bulletin.check.vocabulary import vocabulary_of

#: Fewer words in quotation marks are a name or a word under reserve, not a quotation.
QUOTATION_WORDS = 5
RULES = (figures.judge, days.judge, offices.judge, deeds.judge, themes.judge, claims.judge, claims.judge_whole)


def check(text: str, language: str, facts: Facts) -> Report:
    """Return what a text says that the facts do not carry, and what they carry."""
    names = Names(facts, language)
    ready = prepare(text, language)
    known = names.find(ready)
    findings: list[Finding] = []
    supported: list[Support] = []
    quotes = [q for q in quoted(ready) if len(q.value.split()) >= QUOTATION_WORDS and not _is_name(q, known)]
    for quote, stored in sayings(quotes, facts, language).items():
        _judge_quote(quote, stored, text, facts, language, findings, supported)
    ready = blanked(ready, quotes)
    known = [m for m in known if not any(q.start <= m.start < q.end for q in quotes)]
    before: Context | None = None
    for sentence in sentences_of(ready, [*known, *quoted(ready)]):
        context = _context(sentence, text, known, facts, names, before)
        context.findings, context.supported = findings, supported
        for rule in RULES:
            rule(context)
        before = context
    return Report(findings=tuple(_once(findings)), supported=tuple(_unflagged(supported, findings)))


def _context(
    sentence: Sentence, text: str, known: list[Mark], facts: Facts, names: Names, before: Context | None
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
    strangers += unknown_names(blanked(bare, strangers, sentence.start), names, words, sentence.start)
    bare = blanked(bare, strangers, sentence.start)
    sentence.marks = sorted([*inside, *cues, *strangers])
    return Context(facts=facts, words=words, names=names, original=text, sentence=sentence, bare=bare,
                   amounts=amounts_of(bare, words), days=days, before=before)  # fmt: skip


def _is_name(quote: Mark, known: list[Mark]) -> bool:
    return any(mark.start <= quote.start + 1 and mark.end >= quote.end - 1 for mark in known)


def _judge_quote(
    quote: Mark, stored: str, text: str, facts: Facts, language: str, findings: list[Finding], supported: list[Support]
) -> None:
    said = text[quote.start : quote.end]
    if stored:
        supported.append(Support(start=quote.start, end=quote.end, said=said, what="quotation"))
        return
    words = set(quote.value.lower().split())
    alike = max(facts.sayings, key=lambda s: len(words & set(s.text.lower().split())), default=None)
    shared = len(words & set(alike.text.lower().split())) if alike else 0
    expected = alike.text if alike and shared * 2 >= len(words) else ""
    findings.append(Finding(start=quote.start, end=quote.end, said=said, slip=Slip.QUOTATION, expected=expected,
                            claims=alike.claims if alike and expected else ()))  # fmt: skip


def _once(findings: list[Finding]) -> list[Finding]:
    """Return findings without those whose span another covers already."""
    kept: list[Finding] = []
    for finding in sorted(set(findings), key=lambda f: (f.start, -f.end, list(Slip).index(f.slip))):
        if not any(other.start <= finding.start and finding.end <= other.end for other in kept):
            kept.append(finding)
    return kept


def _unflagged(supported: list[Support], findings: list[Finding]) -> list[Support]:
    return sorted(
        s for s in set(supported) if not any(f.start <= s.start < f.end and f.slip != Slip.UNSUPPORTED for f in findings)
    )
