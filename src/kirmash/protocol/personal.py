"""Personal data of the protocol: who leads a delegation, who travels with it, who is named in its programme."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PUBLIC, READERS, STAFF, YEAR, Activity, Basis, Event, PersonalData, Reach, Term, Way

DELEGATIONS = Activity(
    key="delegations",
    title=_("Members of delegations"),
    whose=_("people who come to a fair with a delegation, or lead one without an office on record"),
    data=_("with which delegation somebody comes, as what, on which days, in which languages, with an interpreter"),
    purpose=_("to receive delegations, to plan their programme and to provide interpreters"),
    basis=Basis.INTEREST,
    term=Term(event=Event.FAIR_ENDED, days=YEAR),
    recipients=(STAFF, _("the delegation itself")),
)
HEADS = Activity(
    key="heads",
    title=_("Heads of delegations in office"),
    whose=_("holders of offices who lead a delegation"),
    data=_("who led which delegation in which office"),
    purpose=_("to document on whose behalf a delegation came"),
    basis=Basis.OFFICE,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(READERS, PUBLIC),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Engagement", activity=DELEGATIONS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("titles", "room", "note"),
    ),
    PersonalData(
        table="kirmash.Member", activity=DELEGATIONS, reach=Reach.PERSON, path="person__key", way=Way.DELETE,
        fields=("delegation", "person", "functions", "organisation", "arrives_on", "leaves_on", "languages",
                "needs_interpreter"),
        begins="delegation__fair__ends_on", needs_person=True,
    ),
    PersonalData(
        table="kirmash.Member", activity=DELEGATIONS, reach=Reach.WORDS, way=Way.REDACT, fields=("functions",),
    ),
    PersonalData(
        table="kirmash.Delegation", activity=DELEGATIONS, reach=Reach.PERSON, path="head__key", way=Way.BLANK,
        fields=("fair", "names", "head"), blanks={"head": None}, begins="fair__ends_on",
        where={"head__isnull": False, "office": None}, needs_person=True,
    ),
    PersonalData(
        table="kirmash.Delegation", activity=HEADS, reach=Reach.PERSON, path="head__key", way=Way.BLANK,
        fields=("fair", "names", "head", "office"), blanks={"head": None, "office": None},
        where={"head__isnull": False, "office__isnull": False}, with_office=True, needs_person=True,
    ),
    PersonalData(
        table="kirmash.Delegation", activity=DELEGATIONS, reach=Reach.WORDS, way=Way.REDACT, fields=("names",),
    ),
)  # fmt: skip
NOT_PERSONAL = {"kirmash.Engagement.interpreters": "languages"}
