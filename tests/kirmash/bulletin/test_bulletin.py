"""The German bulletin of the founding fair: every fact, every rule, every trace."""

import datetime
import re

import pytest

from builders import a_claim
from kirmash.base.errors import Refused
from kirmash.bulletin.actions import count_figures, write_releases
from kirmash.bulletin.exports.release import as_html, as_markdown
from kirmash.bulletin.exports.tables import conflicts_csv, figures_csv, unknown_csv
from kirmash.bulletin.wording.story import Fact, Pen
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Property, Resolution

pytestmark = pytest.mark.django_db

#: Each fact of the founding story: words of the bulletin, and claims that must carry the sentence.
FACTS = [
    ("am 29. September 2025", {"act-date"}),
    ("Die Städte Gomel und Jekaterinburg", {"act-kommersant"}),
    ("ein Abkommen über eine Städtepartnerschaft unterzeichnet", {"kind-kommersant", "kind-gomel", "act-kommersant"}),
    ("auf der internationalen Industriemesse „INNOPROM. Belarus“ in Minsk", {"fair-name", "fair-place", "act-place"}),
    ("Wladimir Priwalow, Vorsitzender des Stadtexekutivkomitees Gomel", {"body-privalov-kommersant"}),
    ("Alexej Orlow, Oberhaupt der Stadt Jekaterinburg", {"signatory-orlov", "body-orlov-kommersant"}),
    ("Technologieaustausch, gemeinsame Projekte sowie wirtschaftliche und kulturelle", {"topic-technology-exchange"}),
    ("praktischem Nutzen für Unternehmen und Initiativen beider Seiten", {"topic-practical-benefit"}),
    ("Die Zusammenarbeit der Unternehmen soll", {"topic-cooperation-of-companies"}),
    ("Bildung, Kultur, Sport und Tourismus", {"topic-education", "topic-culture", "topic-sport", "topic-tourism"}),
    ("führten die Oberhäupter beider Städte Gespräche", {"talks-gomel", "talks-yekaterinburg"}),
    (
        "Lebensmittel, Fleischerzeugnisse, Schokolade und Süßwaren, Erdölerzeugnisse, Erzeugnisse der Leichtindustrie",
        {"direction-food", "direction-meat", "direction-confectionery", "direction-oil", "directions-open"},
    ),
    ("Möbel und weitere Waren genannt", {"direction-furniture", "direction-light-industry"}),
    (
        "vom 29. September bis zum 1. Oktober 2025 in Minsk statt; es war die erste Ausgabe.",
        {"fair-begin", "fair-edition"},
    ),
    ("über 20.000 Quadratmetern, Freigelände für übergroße Technik", {"gross-area", "outdoor-ground"}),
    ("sechs Bereiche: Maschinenbau und Komponenten, Metallurgie", {"section-machinery", "section-services"}),
    ("Mit Stand vom 29. September 2025 nahmen über 510 Unternehmen teil", {"exhibitors-510"}),
    ("über 290 aus 23 Regionen Russlands", {"exhibitors-ru", "regions-23"}),
    ("über 190 aus Belarus", {"exhibitors-by"}),
    ("über 30 aus Kasachstan, Kirgisistan und Usbekistan im Rahmen der nationalen", {"exhibitors-central-asia"}),
    ("am 1. Oktober 2025 auf 520 Unternehmen", {"exhibitors-520"}),
]


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def sentences(fair: Fair) -> list[tuple[str, set[str]]]:
    release = write_releases(fair=fair, styles=["de"])[0]
    return [(plain(s.text), {c.key for c in s.claims.all()}) for s in release.sentences.all()]


@pytest.mark.parametrize(("words", "claims"), FACTS, ids=[row[0][:40] for row in FACTS])
def test_each_fact_stands_in_a_sentence_that_its_claims_carry(words: str, claims: set[str], founding: Fair) -> None:
    carrying = [found for text, found in sentences(founding) if words in text]

    assert [claims - found for found in carrying] == [set()]


def test_headline_and_dateline_say_minsk_and_the_kind(founding: Fair) -> None:
    release = write_releases(fair=founding, styles=["de"])[0]

    assert release.headline == "Gomel und Jekaterinburg unterzeichnen Abkommen über Städtepartnerschaft"
    assert plain(release.dateline) == "MINSK, 1. Oktober 2025"


@pytest.mark.parametrize(
    "slip", ["Gebietsexekutiv", "paraphier", "visiert", "Partnerschaftsabkommen", "Ausländer", "500"]
)
def test_the_slips_of_the_wire_do_not_come_back(slip: str, founding: Fair) -> None:
    assert [text for text, _claims in sentences(founding) if slip in text] == []


def test_goods_are_named_as_talks_and_in_no_direction(founding: Fair) -> None:
    (goods,) = [text for text, _claims in sentences(founding) if "Fleischerzeugnisse" in text]

    assert goods.startswith("Als aussichtsreiche Richtungen des Handels wurden dabei")
    assert not re.search(r"Export|Import|Ausfuhr|Einfuhr|Lieferung|Abkommen", goods)


def test_every_number_of_a_sentence_is_in_its_claims(founding: Fair) -> None:
    values = {claim.key: f"{claim.value} {claim.as_of}" for claim in Claim.objects.all()}
    loose = []
    for text, claims in sentences(founding):
        said = re.findall(r"\d+", re.sub(r"(?<=\d)\.(?=\d{3})", "", text))
        known = {str(int(n)) for key in claims for n in re.findall(r"\d+", values[key])}
        loose += [(n, text) for n in said if n not in known]

    assert loose == []


def test_filed_on_the_opening_day_the_closing_figure_stays_out(founding: Fair) -> None:
    founding.reported_on = datetime.date(2025, 9, 29)
    founding.save()

    text = " ".join(text for text, _claims in sentences(founding))

    assert ("über 510" in text, "520" in text) == (True, False)


def test_an_open_conflict_about_the_kind_stops_the_release(founding: Fair) -> None:
    Resolution.objects.filter(about__key="instrument-kind").delete()

    with pytest.raises(Refused) as refused:
        write_releases(fair=founding, styles=["de"])

    assert str(refused.value) == "No release can be written: the record does not say instrument-kind."


def test_a_new_contradiction_takes_the_figure_out_of_the_word(founding: Fair) -> None:
    area = Property.objects.get(key="gross-area")
    a_claim("other-area", "25000", subject=f"fair:{founding.key}", about=area)

    assert [text for text, _claims in sentences(founding) if "Quadratmeter" in text] == []


def test_a_sentence_without_a_fact_cannot_be_written() -> None:
    pen = Pen()
    pen.use(Fact(text="x", claims=("a",)))
    pen.write("lead", "Ein Satz.")

    with pytest.raises(ValueError, match="no fact carries the sentence"):
        pen.write("lead", "Noch ein Satz.")


def test_counts_are_claims_with_rule_and_day(founding: Fair) -> None:
    day = datetime.date(2026, 1, 5)

    claims = count_figures(fair=founding, counted_on=day)
    again = count_figures(fair=founding, counted_on=day)

    assert {c.about.key: (c.value, c.as_of) for c in claims} == {
        "sections-recorded": ("6", day),
        "expositions-recorded": ("3", day),
        "documents-signed-recorded": ("2", day),
        "documents-with-signatures": ("1", day),
        "exhibitors-recorded-fkm-1": ("0", day),
        "exhibitors-recorded-ufi-1": ("0", day),
    }
    assert all(claim.definition and claim.source.kind == "own-count" for claim in claims + again)


def test_markdown_has_a_footnote_for_every_claim(founding: Fair) -> None:
    text = as_markdown(write_releases(fair=founding, styles=["de"])[0])

    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    explained = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == explained
    assert "[^8]: Art des Abkommens: Abkommen über eine Städtepartnerschaft; Stand: 29.09.2025; " in text


def test_html_escapes_what_the_record_says(founding: Fair) -> None:
    Claim.objects.filter(key="fair-name").update(counted_by="<script>alert(1)</script>")

    html = as_html(write_releases(fair=founding, styles=["de"])[0])

    assert ("<script>" in html, "&lt;script&gt;" in html) == (False, True)


def test_the_tables_hold_every_figure_conflict_and_unknown(founding: Fair) -> None:
    figures = figures_csv(founding).splitlines()

    number = Claim.objects.filter(about__datatype="number").exclude(subject__startswith="place:").count()
    assert len(figures) == 1 + number
    assert len(conflicts_csv(founding).splitlines()) == 1 + 2 + 2 + 2 + 3 + 1 + 3 + 4 + 2
    assert len(unknown_csv(founding).splitlines()) == 1 + 9
    (row,) = [line for line in figures if line.endswith(",exhibitors-510")]
    assert row.startswith(
        "fair:innoprom-belarus-2025,exhibitors,,more_than,510,companies,2025-09-29,companies taking part with a stand; "
        "the sources do not say which counting rule,not stated by the source,,BelTA,https://deu.belta.by/"
    )
