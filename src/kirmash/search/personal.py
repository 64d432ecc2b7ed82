"""Personal data of the search: what it repeats of people."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import READERS, Activity, Basis, Event, PersonalData, Reach, Term, Way

SEARCH = Activity(
    key="search",
    title=_("Search"),
    whose=_("people named by the record"),
    data=_("names in all spellings, and the office held"),
    purpose=_("to find what is on record"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_PERSON),
    recipients=(READERS,),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Entry", activity=SEARCH, reach=Reach.PERSON, path="key", way=Way.DELETE,
        fields=("titles", "note"), where={"kind": "person"}, with_office=True,
    ),
    PersonalData(
        table="kirmash.Entry", activity=SEARCH, reach=Reach.REFERENCE, path="subject", way=Way.DELETE,
        fields=("titles", "note"), with_office=True,
    ),
)  # fmt: skip
NOT_PERSONAL = {"kirmash.Entry.tokens": "repeats titles and notes; an entry is deleted or made anew as a whole"}
