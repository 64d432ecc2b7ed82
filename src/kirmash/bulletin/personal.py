"""Personal data of the bulletin: whom its sentences name."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PUBLIC, Activity, Basis, Event, PersonalData, Reach, Term, Way

BULLETINS = Activity(
    key="bulletins",
    title=_("Bulletins"),
    whose=_("signatories and others of whom a bulletin speaks"),
    data=_("name and office, in a sentence"),
    purpose=_("to inform the press and the public"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(PUBLIC,),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Sentence", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("text",),
    ),
    PersonalData(
        table="kirmash.Release", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("headline", "dateline"),
    ),
)  # fmt: skip
NOT_PERSONAL: dict[str, str] = {}
