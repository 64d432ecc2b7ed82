"""Personal data of the registry: people, their names and their offices."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PUBLIC, READERS, YEAR, Activity, Basis, Event, PersonalData, Reach, Term, Way

PEOPLE = Activity(
    key="people",
    title=_("People"),
    whose=_("contacts of exhibitors, members of delegations, signatories"),
    data=_("name in several languages and spellings, gender for the grammar of those languages"),
    purpose=_("to name the people of a fair correctly in every language"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.NO_LONGER_NEEDED, days=YEAR),
    recipients=(READERS,),
)
OFFICES = Activity(
    key="offices",
    title=_("Offices"),
    whose=_("holders of public and other offices"),
    data=_("which office somebody holds in which body, since when and until when"),
    purpose=_("to say in which office somebody acted"),
    basis=Basis.OFFICE,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(READERS, PUBLIC),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Office", activity=OFFICES, reach=Reach.PERSON, path="person__key", way=Way.DELETE,
        fields=("key", "person", "body", "role", "held_from", "held_until", "attested_on"),
        with_office=True, needs_person=True,
    ),
    PersonalData(
        table="kirmash.PersonName", activity=PEOPLE, reach=Reach.PERSON, path="person__key", way=Way.DELETE,
        fields=("language", "case", "text", "valid_from", "valid_until", "source"), with_office=True,
    ),
    PersonalData(
        table="kirmash.Person", activity=PEOPLE, reach=Reach.PERSON, path="key", way=Way.DELETE,
        fields=("key", "gender", "created"), begins="created", with_office=True,
    ),
)  # fmt: skip
_THING = "names a place, a code or a kind of office, not a person"
_BODY = "data of a legal person; a sole trader's own name is the name of the business on a public register"
NOT_PERSONAL = {
    "kirmash.Place.geonames": _THING,
    "kirmash.PlaceName.text": _THING,
    "kirmash.PlaceName.source": _THING,
    "kirmash.GoodsCode.labels": _THING,
    "kirmash.RoleName.text": _THING,
    "kirmash.RoleName.source": _THING,
    "kirmash.RoleName.gender": "the grammar of a word",
    "kirmash.Organisation.website": _BODY,
    "kirmash.OrganisationName.text": _BODY,
    "kirmash.OrganisationName.source": _BODY,
    "kirmash.OrganisationOrder.place": _BODY,
}
