"""What is confidential stays out of everything that is public, field by field."""

import datetime
import io

import pytest
from django.test import Client
from pypdf import PdfReader

from builders import a_claim, a_goods_line, a_published_catalogue, an_account, an_exhibitor
from kirmash.base.models import Change, SiteRole
from kirmash.catalogue.actions import renew_search
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Build, Exhibit, StandShape, StandWish
from kirmash.registry.models.organisation import Organisation, OrganisationKind, OrganisationName
from kirmash.registry.models.person import Office, Person, PersonName, Role, RoleName
from kirmash.search.models import Entry, Kind

pytestmark = pytest.mark.django_db
FAIR = "innoprom-belarus-2025"
PATHS = [
    "", "exhibitors/", "exhibitors/?q=maker&section=machinery", "exhibitors/?q=nonesuch", "exhibitors/demo-maker/",
    "exhibitors/demo-guest/", "exhibitors/no-such-exhibitor/", "exhibitors.csv", "exhibitors.json", "print/",
]  # fmt: skip
#: A value for every confidential field, which occurs nowhere else.
SECRETS = {
    "key of a person": "secret-person-key",
    "name of a person": "Anna Secretname-Lipich",
    "source of a person's name": "secret source of a name",
    "title of an office": "Secretrole of the works",
    "registration number": "SECRETNUMBER-7781",
    "source of an organisation's name": "told by Secretinformant",
    "former name": "Secretformer Works",
    "area of a stand wish": "73918",
    "power of a stand wish": "86427",
    "shape of a stand wish": "island stand",
    "build of a stand wish": "space only",
    "length of an exhibit": "91347",
    "width of an exhibit": "91348",
    "height of an exhibit": "91349",
    "mass of an exhibit": "91351",
    "note on a claim": "secret note on a claim",
    "quotation of a claim": "secret quotation of a claim",
    "history": "secret reason in the history",
    "mail address of an account": "secret-account@kirmash.example",
    "name of another company": "Secretneighbour",
}


@pytest.fixture
def maker(founding: Fair) -> Exhibitor:
    maker = an_exhibitor("demo-maker", fair=founding, name="Demo Maker", section=founding.sections.get(key="machinery"))
    an_exhibitor("demo-guest", fair=founding, name="Demo Guest", standing=Standing.CO, host=maker)
    a_goods_line(maker, "truck cranes", "8426")
    Exhibit.objects.create(exhibitor=maker, key="crane", shown_in="ground", names={"en": "mobile crane"},
                           length_mm=91347, width_mm=91348, height_mm=91349, mass_kg=91351)  # fmt: skip
    plant_person(maker)
    plant_wish(maker)
    plant_notes(maker)
    return maker


def plant_person(maker: Exhibitor) -> None:
    person = Person.objects.create(key="secret-person-key")
    PersonName.objects.create(
        person=person, language="en", text="Anna Secretname-Lipich", source="secret source of a name"
    )
    role = Role.objects.create(key="secret-role")
    RoleName.objects.create(role=role, language="en", gender="feminine", text="Secretrole of the works")
    Office.objects.create(person=person, body=maker.organisation, role=role)
    Representative.objects.create(
        exhibitor=maker, person=person, languages=["ru"], days=["2025-09-29"], is_contact=True
    )


def plant_wish(maker: Exhibitor) -> None:
    hidden = Organisation.objects.create(key="hidden", kind=OrganisationKind.COMPANY)
    OrganisationName.objects.create(organisation=hidden, language="en", text="Secretneighbour")
    StandWish.objects.create(
        exhibitor=maker, area_m2=73918, power_kw=86427, shape=StandShape.ISLAND, build=Build.SPACE_ONLY,
        needs_water=True, needs_compressed_air=True, near=Exhibitor.objects.get(key="demo-guest"),
    )  # fmt: skip


def plant_notes(maker: Exhibitor) -> None:
    organisation = maker.organisation
    organisation.registration_number = "SECRETNUMBER-7781"
    organisation.save()
    organisation.names.update(source="told by Secretinformant")
    OrganisationName.objects.create(
        organisation=organisation, language="en", text="Secretformer Works", valid_until=datetime.date(2001, 1, 1)
    )
    a_claim("secret", "7", subject="organisation:demo-maker", note="secret note on a claim",
            quotation="secret quotation of a claim")  # fmt: skip
    account = an_account("secret-account@kirmash.example", SiteRole.ORGANISER, has_password=False)
    Change.objects.create(
        account=account, verb="state", table="claim", record="secret", values={"why": "secret reason in the history"}
    )


def everything_public(client: Client) -> str:
    """Return all that anybody can read of the catalogue, in every language."""
    found = []
    for language in ("en", "de", "ru", "be"):
        for path in PATHS:
            answer = client.get(f"/{language}/catalogue/{FAIR}/{path}")
            body = answer.getvalue()
            found += [body.decode(), str(answer.headers)]
        pdf = client.get(f"/{language}/catalogue/{FAIR}/catalogue.pdf").content
        found += [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    found += [client.get(path).content.decode() for path in (f"/sitemap-{FAIR}.xml", "/sitemap.xml", "/robots.txt")]
    return "\n".join(found)


def test_no_confidential_value_occurs_in_anything_public(dana: Client, maker: Exhibitor) -> None:
    a_published_catalogue(maker.fair)

    said = everything_public(dana)

    numbers = said.replace(",", "").replace("\u00a0", "").replace("\u202f", "").replace(".", "")
    assert [name for name, secret in SECRETS.items() if secret in said or secret in numbers] == []
    assert [word for word in ("Demo Maker", "truck cranes", "mobile crane") if word not in said] == []


def test_the_secrets_are_there_to_be_found(chen: Client, maker: Exhibitor) -> None:
    html = chen.get(f"/fairs/{FAIR}/exhibitors/demo-maker/").content.decode().replace(",", "")

    shown = ("Secretname", "SECRETNUMBER-7781", "73918", "86427", "island stand", "space only", "91347", "91351")
    assert [word for word in shown if word not in html] == []


@pytest.mark.parametrize(
    "text", ["Secretname", "secret-person-key", "Secretrole", "SECRETNUMBER-7781", "73918", "Secretneighbour", "island"]
)
def test_nobody_is_found_by_what_is_confidential(text: str, dana: Client, maker: Exhibitor) -> None:
    a_published_catalogue(maker.fair)
    renew_search(fair=maker.fair)

    html = dana.get(f"/en/catalogue/{FAIR}/exhibitors/", {"q": text}).content.decode()

    assert "No exhibitor fits." in html
    assert text.lower() not in " ".join(Entry.objects.filter(kind=Kind.EXHIBITOR).values_list("tokens", flat=True))


def test_invented_companies_are_marked_wherever_they_are_public(dana: Client, maker: Exhibitor) -> None:
    a_published_catalogue(maker.fair)
    base = f"/en/catalogue/{FAIR}/"

    def text(path: str) -> str:
        return dana.get(base + path).getvalue().decode()

    assert "Demonstration: the companies are invented." in text("")
    assert text("exhibitors/").count('<b class="badge">invented</b>') == 2
    assert "invented companies of a demonstration" in text("exhibitors/")
    page = text("exhibitors/demo-maker/")
    assert ("This company is invented." in page, "<title>Demo Maker (invented)" in page) == (True, True)
    assert '"description": "Invented for a demonstration; this company does not exist."' in page
    assert text("exhibitors.csv").count(",yes,") == 2
    assert text("exhibitors.json").count('"invented": true') == 2
    assert text("print/").count("<b>◇ ") == 2
    pages = PdfReader(io.BytesIO(dana.get(f"{base}catalogue.pdf").content)).pages
    assert ["are invented and do not exist" in one.extract_text() for one in pages] == [True] * len(pages)
