"""Personal data of the exhibition: who stands for an exhibitor, and what its staff notes."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import STAFF, YEAR, Activity, Basis, Event, PersonalData, Reach, Term, Way

STANDS = Activity(
    key="stands",
    title=_("People at the stands"),
    whose=_("people who stand for an exhibitor"),
    data=_("for which exhibitor somebody stands, on which days, in which languages, and whether as contact"),
    purpose=_("to plan meetings, badges and interpreters, and to reach exhibitors"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.FAIR_ENDED, days=3 * YEAR),
    recipients=(STAFF, _("other exhibitors and buyers of the same fair")),
)
NOTES = Activity(
    key="notes",
    title=_("Notes on exhibitors"),
    whose=_("people of whom a note speaks; staff who write notes"),
    data=_("what a note says, who wrote it, and when"),
    purpose=_("to look after exhibitors, whoever of the staff is on duty"),
    basis=Basis.INTEREST,
    term=Term(event=Event.FAIR_ENDED, days=3 * YEAR),
    recipients=(_("organisers and administrators"),),
)
PERSONAL = (
    PersonalData(
        table="kirmash.ExhibitorNote", activity=NOTES, reach=Reach.ACCOUNT, path="by", way=Way.KEEP,
        fields=("exhibitor", "at", "changed_at"), begins="exhibitor__fair__ends_on",
        why_kept=_("It points to an account in which no name is left."),
    ),
    PersonalData(
        table="kirmash.ExhibitorNote", activity=NOTES, reach=Reach.WORDS, way=Way.REDACT, fields=("text",),
    ),
    PersonalData(
        table="kirmash.Representative", activity=STANDS, reach=Reach.PERSON, path="person__key", way=Way.DELETE,
        fields=("exhibitor", "person", "languages", "days", "is_contact"), begins="exhibitor__fair__ends_on",
        needs_person=True,
    ),
)  # fmt: skip
_THING = "names a fair, a hall, a section or an exhibit, not a person"
NOT_PERSONAL = dict.fromkeys(
    ("kirmash.Venue.names", "kirmash.Space.names", "kirmash.Fair.names", "kirmash.Edition.names",
     "kirmash.Section.names", "kirmash.Exhibit.names"),
    _THING,
) | {
    "kirmash.Fair.catalogue_licence": "the address of a licence",
    "kirmash.Fair.catalogue_attribution": "how the fair wants to be named",
}  # fmt: skip
