# ruff: noqa: E501  # tables
"""Edited texts are held against the record: the slips of the wire are found, and our own releases are clean."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from edits.freely import half, tuned
from edits.making import samples
from edits.measure import FACTS, examined
from edits.worlds import FOUNDING
from kirmash.bulletin.actions import write_releases
from kirmash.bulletin.check.edited import check
from kirmash.bulletin.check.facts import Facts, Saying
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.queries import facts_of
from kirmash.bulletin.wording.style import STYLES
from kirmash.exhibition.models.fair import Fair

WIRE = tomllib.loads((Path(__file__).parents[2] / "edits" / "wire.toml").read_text(encoding="utf-8"))
CLEAN = [(language, text) for language, rows in WIRE.items() for kind, text in rows if not kind]
SLIPS = [(language, kind, text) for language, rows in WIRE.items() for kind, text in rows if kind]


def slips_in(text: str, language: str, facts: Facts) -> list[tuple[Slip, str]]:
    return [(finding.slip, finding.said) for finding in check(text, language, facts).findings]


@pytest.mark.django_db
def test_the_releases_themselves_have_no_finding(founding: Fair) -> None:
    facts = facts_of(founding)
    styles = [key for key, style in STYLES.items() if style.language in {"de", "en", "ru", "be"}]
    releases = write_releases(fair=founding, styles=styles)

    found = {}
    for release in releases:
        text = f"{release.headline}\n\n{release.dateline} – " + " ".join(s.text for s in release.sentences.all())
        found[release.style] = slips_in(text, release.language, facts)

    assert found == {style: [] for style in styles}


@pytest.mark.django_db
def test_facts_of_the_record_know_what_the_hand_made_ones_know(founding: Fair) -> None:
    facts = facts_of(founding)

    wrong = {text: slips_in(text, language, facts) for language, text in CLEAN}
    missed = [text for language, _kind, text in SLIPS if not check(text, language, facts).findings]

    assert ({text: found for text, found in wrong.items() if found}, missed) == ({}, [])


#: The slips of the wire story, in German as they were, and in the other languages: text, slip, span.
STORY = [
    ("de", "Für Gomel unterzeichnete Wladimir Priwalow, Vorsitzender des Gebietsexekutivkomitees.", Slip.LEVEL, "Gebietsexekutivkomitees"),
    ("de", "Gomel und Jekaterinburg unterzeichneten ein Partnerschaftsabkommen.", Slip.KIND, "Partnerschaftsabkommen"),
    ("de", "Das Dokument wurde von Wladimir Priwalow und Alexej Orlow visiert.", Slip.ACT, "visiert"),
    ("de", "Das Abkommen umfasst Fleischerzeugnisse und Möbel.", Slip.BLOCK, "Fleischerzeugnisse und Möbel"),
    ("de", "In den Gesprächen ging es um die Lieferung von Möbeln.", Slip.DIRECTION, "Lieferung"),
    ("de", "Mit Stand vom 29. September 2025 nahmen 510 Unternehmen teil.", Slip.COMPARATOR, "510 Unternehmen"),
    ("en", "Vladimir Privalov, chairman of the Gomel Regional Executive Committee, signed for Gomel.", Slip.LEVEL, "Regional"),
    ("en", "Vladimir Privalov and Alexey Orlov initialled the document.", Slip.ACT, "initialled"),
    ("en", "Over 14,000 foreigners came.", Slip.UNIT, "Over 14,000 foreigners"),
    ("ru", "Владимир Привалов, председатель Гомельского облисполкома, подписал документ.", Slip.LEVEL, "облисполкома"),
    ("ru", "Привалов и Орлов парафировали соглашение.", Slip.ACT, "парафировали"),
    ("ru", "По состоянию на 29 сентября участвовали около 510 компаний.", Slip.COMPARATOR, "около 510 компаний"),
    ("be", "Прывалаў, старшыня Гомельскага аблвыканкама, падпісаў дакумент.", Slip.LEVEL, "аблвыканкама"),
    ("be", "Бакі падпісалі пагадненне аб партнёрстве.", Slip.KIND, "пагадненне аб партнёрстве"),
    ("be", "Пагадненне прадугледжвае мясную прадукцыю і мэблю.", Slip.BLOCK, "мясную прадукцыю і мэблю"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "slip", "said"), STORY, ids=[row[1][:40] for row in STORY])
def test_a_slip_of_the_wire_story_is_underlined_where_it_stands(
    language: str, text: str, slip: Slip, said: str
) -> None:
    found = slips_in(text, language, FOUNDING.facts())

    assert found == [(slip, said)]


@pytest.mark.parametrize(("language", "kind", "text"), SLIPS, ids=[row[2][:40] for row in SLIPS])
def test_a_slip_in_a_colleagues_words_is_found(language: str, kind: str, text: str) -> None:
    report = check(text, language, FOUNDING.facts())

    assert bool(report.findings)


@pytest.mark.once
def test_enough_slips_are_found_and_clean_texts_stay_clean() -> None:
    results = examined(samples())

    slips = [bool(report.findings) for sample, report in results if sample.kind]
    facts = sum(sample.facts for sample, _report in results if not sample.kind)
    flagged = sum(len(report.findings) for sample, report in results if not sample.kind)
    enough = (len(slips) >= 400, sum(slips) >= 0.95 * len(slips), flagged <= 0.02 * facts)
    assert enough == (True, True, True)


def test_sentences_that_were_read_wrongly_once_are_read_rightly() -> None:
    results = examined(tuned())

    missed = [sample.text for sample, report in results if sample.kind and not report.findings]
    flagged = [sample.text for sample, report in results if not sample.kind and report.findings]
    assert (missed, flagged) == ([], [])


@pytest.mark.parametrize("is_unseen", [False, True])
def test_freely_written_texts_are_read_as_the_guide_says(*, is_unseen: bool) -> None:
    results = examined(half(is_unseen=is_unseen))

    slips = [bool(report.findings) for sample, report in results if sample.kind]
    facts = sum(sample.facts for sample, _report in results if not sample.kind)
    flagged = sum(len(report.findings) for sample, report in results if not sample.kind)
    assert (sum(slips) >= 0.95 * len(slips), flagged <= 0.02 * facts) == (True, True)


def test_the_quotation_on_record_is_compared_word_for_word() -> None:
    words = "Die Zusammenarbeit der Betriebe ist die beste Grundlage"
    facts = replace(FOUNDING.facts(), sayings=(Saying(text=words, language="de", claims=("q",)),))

    found = [
        slips_in(f"Priwalow sagte: „{said}“", "de", facts)
        for said in (words, words.replace("beste", "einzige"), "Niemand hat je davon in dieser Stadt gehört")
    ]

    assert [[slip for slip, _said in one] for one in found] == [[], [Slip.QUOTATION], [Slip.QUOTATION]]


@pytest.mark.parametrize(
    ("said", "slips"),
    [
        ("Privalov said: “{original}” (translation: “{translated}”).", []),
        ("Privalov said: “{original}”, in translation “{translated}”.", []),
        ("Privalov said: “{original}” (“{translated}”).", [Slip.TRANSLATION]),
        ("Privalov said (translation): “{translated}”.", [Slip.TRANSLATION]),
        ("Privalov said: “{translated}”.", [Slip.QUOTATION]),
    ],
)
def test_a_translated_quotation_stands_beside_its_original_and_is_marked(said: str, slips: list[Slip]) -> None:
    original = "Сотрудничество предприятий — лучшая основа наших отношений"
    facts = replace(FOUNDING.facts(), sayings=(Saying(text=original, language="ru", claims=("q",)),))
    text = said.format(original=original, translated="Working together is the best foundation for our relations")

    found = [slip for slip, _said in slips_in(text, "en", facts)]

    assert found == slips


def test_spans_are_places_of_the_text_also_in_markdown() -> None:
    text = "# Messe\n\n**MINSK, 1. Oktober 2025** – Die [Messe](https://x.example/510) hatte *sieben* Bereiche.[^1]"

    (finding,) = check(text, "de", FOUNDING.facts()).findings

    assert (text[finding.start : finding.end], finding.sentence) == (
        "sieben* Bereiche", "The facts have another number here: 6."
    )  # fmt: skip


def test_every_world_has_its_facts() -> None:
    assert {key: len(facts.quantities) for key, facts in FACTS.items()} == dict.fromkeys(FACTS, 12)
