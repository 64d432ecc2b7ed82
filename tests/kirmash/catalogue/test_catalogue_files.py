"""What is taken away: CSV, JSON, linked data, maps for crawlers, the printed book."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pypdf import PdfReader

from builders import a_goods_line, a_published_catalogue, an_exhibitor
from kirmash.catalogue.views import files
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Exhibit
from kirmash.folder.loading import import_folder
from kirmash.folder.writing import export_folder
from kirmash.matching.models import GoodsLine
from kirmash.registry.models.organisation import OrganisationName
from kirmash.registry.models.person import Person

pytestmark = pytest.mark.django_db
FAIR = "innoprom-belarus-2025"
BASE = f"/en/catalogue/{FAIR}/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
HOSTILE = "</script><script>alert(1)</script> & Söhne \u2028 <b>"
SCHEMA = Path(settings.BASE_DIR) / "static" / "kirmash" / "catalogue-1.schema.json"
Object = dict[str, Any]


@pytest.fixture
def fair(founding: Fair) -> Fair:
    maker = an_exhibitor("demo-maker", fair=founding, name="=HYPERLINK(1) Maker",
                         section=founding.sections.get(key="machinery"))  # fmt: skip
    maker.organisation.website = "https://example.org/?a=1&b=2"
    maker.organisation.save()
    OrganisationName.objects.create(organisation=maker.organisation, language="ru", text="ООО «Мастер»")
    an_exhibitor("demo-guest", fair=founding, name=HOSTILE, standing=Standing.CO, host=maker)
    a_goods_line(maker, '+cranes, "large"\nand small', "8426")
    a_goods_line(maker, "steel", side="demand")
    Exhibit.objects.create(exhibitor=maker, key="crane", shown_in="ground", names={"en": "mobile crane"},
                           length_mm=1, width_mm=1, height_mm=1, mass_kg=1)  # fmt: skip
    Representative.objects.create(exhibitor=maker, person=Person.objects.create(key="p"), languages=["ru", "en"])
    return a_published_catalogue(founding, licence=LICENCE, attribution="INNOPROM catalogue")


def body(client: Client, path: str) -> str:
    answer = client.get(BASE + path)
    return answer.getvalue().decode()


def graph(client: Client, path: str) -> dict[str, Object]:
    """Return the linked data of a page by type; it must be one element and valid JSON."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body(client, path), re.DOTALL)
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def test_the_table_has_every_exhibitor_and_no_formula(dana: Client, fair: Fair) -> None:
    rows = list(csv.DictReader(io.StringIO(body(dana, "exhibitors.csv"))))

    by_key = {row["key"]: row for row in rows}
    assert sorted(by_key) == ["demo-guest", "demo-maker"]
    maker = by_key["demo-maker"]
    assert {name: maker[name] for name in ("name", "name_ru", "country", "section", "standing", "goods_offered")} == {
        "name": "'=HYPERLINK(1) Maker", "name_ru": "ООО «Мастер»", "country": "BY",
        "section": "mechanical engineering and components", "standing": "main", "goods_offered": "8426",
    }  # fmt: skip
    assert (maker["offers"], maker["demands"], maker["exhibits"], maker["languages"]) == (
        "'+cranes, \"large\"\nand small", "steel", "mobile crane", "en ru",
    )  # fmt: skip
    assert {(row["licence"], row["attribution"], row["invented"]) for row in rows} == {
        (LICENCE, "INNOPROM catalogue", "yes")
    }
    assert (by_key["demo-guest"]["host"], maker["page"]) == (
        "demo-maker", f"http://testserver{BASE}exhibitors/demo-maker/",
    )  # fmt: skip


def test_the_data_keep_their_schema(dana: Client, fair: Fair) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    content = json.loads(body(dana, "exhibitors.json"))

    assert [str(error) for error in jsonschema_rs.validator_for(schema).iter_errors(content)] == []
    assert (content["format"], content["version"], content["count"]) == ("kirmash-catalogue", 1, 2)
    assert (content["licence"], content["attribution"]) == (LICENCE, "INNOPROM catalogue")
    maker = next(one for one in content["exhibitors"] if one["key"] == "demo-maker")
    assert maker["offers"] == [{
        "text": '+cranes, "large"\nand small', "language": "en",
        "codes": [{"code": "8426", "label": maker["offers"][0]["codes"][0]["label"]}],
    }]  # fmt: skip
    assert (maker["guests"], maker["website"], maker["languages"]) == (
        ["demo-guest"], "https://example.org/?a=1&b=2", ["en", "ru"],
    )  # fmt: skip


def test_data_speak_the_language_of_their_address(dana: Client, fair: Fair) -> None:
    answer = dana.get(f"/ru/catalogue/{FAIR}/exhibitors.json")

    content = json.loads(answer.getvalue())
    maker = next(one for one in content["exhibitors"] if one["key"] == "demo-maker")
    assert (maker["name"], maker["section"]["name"], content["language"]) == (
        "ООО «Мастер»", "машиностроение и компоненты", "ru",
    )  # fmt: skip


def test_what_is_asked_for_is_what_is_given(dana: Client, fair: Fair) -> None:
    content = json.loads(body(dana, "exhibitors.json?q=cranes&section=machinery"))
    rows = list(csv.DictReader(io.StringIO(body(dana, "exhibitors.csv?standing=co"))))

    assert ([one["key"] for one in content["exhibitors"]], content["asked"]) == (
        ["demo-maker"], {"q": "cranes", "letter": "", "section": ["machinery"]},
    )  # fmt: skip
    assert [row["key"] for row in rows] == ["demo-guest"]


def test_pages_of_other_sites_may_read_the_data(dana: Client, fair: Fair) -> None:
    answer = dana.get(f"{BASE}exhibitors.json")

    assert (answer["Access-Control-Allow-Origin"], answer["Link"]) == ("*", f'<{LICENCE}>; rel="license"')
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Access-Control-Allow-Origin" not in dana.get(BASE)


def test_who_takes_too_many_files_is_told_to_wait(dana: Client, fair: Fair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES_A_MINUTE", 2)

    # Five in two neighbouring minutes are more than two in each of them.
    answers = [dana.get(f"{BASE}exhibitors.csv") for _time in range(5)]

    by_status = {answer.status_code: answer for answer in answers}
    assert sorted(by_status) == [200, 429]
    assert (by_status[429]["Retry-After"], "Try again in a minute." in by_status[429].content.decode()) == ("60", True)


def test_the_front_page_describes_the_fair_and_its_data(dana: Client, fair: Fair) -> None:
    things = graph(dana, "")

    event = things["ExhibitionEvent"]
    assert {name: event[name] for name in ("name", "startDate", "endDate", "url")} == {
        "name": "INNOPROM. Belarus", "startDate": "2025-09-29", "endDate": "2025-10-01",
        "url": f"http://testserver{BASE}",
    }  # fmt: skip
    assert event["location"]["address"] == {
        "@type": "PostalAddress", "addressLocality": "Minsk", "addressCountry": "BY",
    }  # fmt: skip
    data = things["Dataset"]
    assert (data["license"], data["creditText"]) == (LICENCE, "INNOPROM catalogue")
    assert [one["contentUrl"] for one in data["distribution"]] == [
        f"http://testserver{BASE}exhibitors.csv", f"http://testserver{BASE}exhibitors.json",
    ]  # fmt: skip


def test_the_list_names_its_exhibitors_in_order(dana: Client, fair: Fair) -> None:
    things = graph(dana, "exhibitors/")

    listed = things["ItemList"]
    assert (listed["numberOfItems"], [one["position"] for one in listed["itemListElement"]]) == (2, [1, 2])
    assert {one["url"] for one in listed["itemListElement"]} == {
        f"http://testserver{BASE}exhibitors/{key}/" for key in ("demo-guest", "demo-maker")
    }
    assert [one["item"] for one in things["BreadcrumbList"]["itemListElement"]] == [
        f"http://testserver{BASE}", f"http://testserver{BASE}exhibitors/",
    ]  # fmt: skip


def test_an_exhibitor_is_an_organisation_with_offers_and_demands(dana: Client, fair: Fair) -> None:
    thing = graph(dana, "exhibitors/demo-maker/")["Organization"]

    assert (thing["name"], thing["alternateName"], thing["url"]) == (
        "=HYPERLINK(1) Maker", ["ООО «Мастер»"], "https://example.org/?a=1&b=2",
    )  # fmt: skip
    assert [one["itemOffered"]["name"] for one in thing["makesOffer"]] == ['+cranes, "large"\nand small']
    assert [(one["@type"], one["itemOffered"]["name"]) for one in thing["seeks"]] == [("Demand", "steel")]
    assert thing["description"] == "Invented for a demonstration; this company does not exist."


def test_a_hostile_name_stays_inside_its_element(dana: Client, fair: Fair) -> None:
    html = body(dana, "exhibitors/demo-guest/")

    thing = graph(dana, "exhibitors/demo-guest/")["Organization"]
    assert thing["name"] == HOSTILE
    own = html.count("<script src=")
    assert (html.count("<script"), html.count("</script"), "\u2028" in html.partition("ld+json")[2][:900]) == (
        own + 1, own + 1, False,
    )  # fmt: skip
    assert re.findall('<script src="([^"]*)"', html) == re.findall('<script src="([^"]*)"', body(dana, ""))


def test_the_website_is_a_link_that_vouches_for_nothing(dana: Client, fair: Fair) -> None:
    Exhibitor.objects.get(key="demo-guest").organisation.names.update(text="Guest")
    organisation = Exhibitor.objects.get(key="demo-guest").organisation
    organisation.website = "javascript:alert(1)"
    organisation.save()

    pages = {key: body(dana, f"exhibitors/{key}/") for key in ("demo-maker", "demo-guest")}

    assert '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer">' in pages["demo-maker"]
    assert "javascript:" not in pages["demo-guest"]


def test_crawlers_get_a_map_of_every_page_in_every_language(dana: Client, fair: Fair) -> None:
    index = ET.fromstring(dana.get("/sitemap.xml").content)  # noqa: S314  # our own text
    tree = ET.fromstring(dana.get(f"/sitemap-{FAIR}.xml").content)  # noqa: S314

    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    assert [one.text for one in index.iterfind(".//s:loc", names)] == [f"http://testserver/sitemap-{FAIR}.xml"]
    addresses = {str(one.text) for one in tree.iterfind(".//s:loc", names)}
    assert addresses == {
        f"http://testserver/{language}/catalogue/{FAIR}/{path}"
        for language in ("en", "de", "ru", "be")
        for path in ("", "exhibitors/", "exhibitors/demo-maker/", "exhibitors/demo-guest/")
    }
    assert {len(one.findall("x:link", names)) for one in tree.iterfind("s:url", names)} == {4}
    assert {dana.get(address.removeprefix("http://testserver")).status_code for address in addresses} == {200}


def test_crawlers_are_let_into_nothing_else(dana: Client, fair: Fair) -> None:
    lines = dana.get("/robots.txt").content.decode().splitlines()

    assert lines == [
        "User-agent: *", "Disallow: /", "Allow: /catalogue/", "Allow: /press/", "Allow: /en/catalogue/",
        "Allow: /de/catalogue/", "Allow: /ru/catalogue/", "Allow: /be/catalogue/", "Allow: /en/press/",
        "Allow: /de/press/", "Allow: /ru/press/", "Allow: /be/press/", "Allow: /static/", "Allow: /sitemap",
        "Disallow: /*/catalogue/*/print/", "Disallow: /*/catalogue/*?", "", "Sitemap: http://testserver/sitemap.xml",
    ]  # fmt: skip


def test_no_map_leads_to_a_closed_catalogue(dana: Client, fair: Fair) -> None:
    Fair.objects.update(catalogue_published_on=None)

    assert dana.get(f"/sitemap-{FAIR}.xml").status_code == 404
    assert FAIR not in dana.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    ("language", "name"), [("en", "=HYPERLINK(1) Maker"), ("ru", "ООО «Мастер»"), ("be", "ООО «Мастер»")]
)
def test_the_book_is_tagged_and_in_the_language_of_its_address(
    language: str, name: str, dana: Client, fair: Fair
) -> None:
    pdf = dana.get(f"/{language}/catalogue/{FAIR}/catalogue.pdf")

    book = PdfReader(io.BytesIO(pdf.content))
    root = book.trailer["/Root"]
    text = "\n".join(page.extract_text() for page in book.pages)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)  # type: ignore[index]  # a dictionary
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()  # type: ignore[index]
    assert text.count(name.rpartition("«")[2].rstrip("»")) == 3
    assert pdf["Content-Disposition"] == f'inline; filename="catalogue-{FAIR}-{language}.pdf"'


def test_the_index_of_the_book_names_the_page(dana: Client, fair: Fair) -> None:
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(dana.get(f"{BASE}catalogue.pdf").content)).pages]

    at = next(number for number, text in enumerate(pages, 1) if "=HYPERLINK(1) Maker" in text)
    entry = next(line for line in pages[-1].splitlines() if "HYPERLINK(1) Maker" in line)
    assert re.sub(r"\D+", " ", entry.partition("Maker")[2]).split() == [str(at)]


def test_the_book_is_made_once_until_something_changes(dana: Client, fair: Fair) -> None:
    first = dana.get(f"{BASE}catalogue.pdf").content
    again = dana.get(f"{BASE}catalogue.pdf").content
    a_goods_line(Exhibitor.objects.get(key="demo-guest"), "something new")

    changed = dana.get(f"{BASE}catalogue.pdf").content

    assert (again == first, changed == first) == (True, False)


def test_who_asks_while_the_book_is_made_is_told_to_wait(
    dana: Client, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *rest, **more: "pdf" not in key and add(key, *rest, **more))

    answer = dana.get(f"{BASE}catalogue.pdf")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_the_folder_carries_the_publication(fair: Fair, tmp_path: Path) -> None:
    Fair.objects.filter(pk=fair.pk).update(catalogue_attribution='Say "INNOPROM"')
    GoodsLine.objects.update(text="in one line")
    export_folder(fair, tmp_path)
    written = (tmp_path / "fair.toml").read_text(encoding="utf-8")
    (tmp_path / "fair.toml").write_text(written.replace(FAIR, "again"), encoding="utf-8")
    kept = ("claims", "resolutions", "withdrawals", "unknowns", "instruments", "parties", "events", "signatures",
            "topics", "trade_directions")  # fmt: skip
    for name in kept:
        (tmp_path / f"{name}.csv").unlink(missing_ok=True)

    again, _loading = import_folder(tmp_path)

    assert (str(again.catalogue_published_on), again.catalogue_licence, again.catalogue_attribution) == (
        "2025-09-29", LICENCE, 'Say "INNOPROM"',
    )  # fmt: skip
