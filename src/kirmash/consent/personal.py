"""Personal data of the consents themselves."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import ADMINISTRATORS, YEAR, Activity, Basis, Event, PersonalData, Reach, Term, Way

CONSENTS = Activity(
    key="consents",
    title=_("Consents"),
    whose=_("people who were asked to agree"),
    data=_("who agreed to what, in which words, when and how, and when they withdrew it"),
    purpose=_("to prove that a consent was given, and to stop when it is withdrawn"),
    basis=Basis.OBLIGATION,
    term=Term(event=Event.WITHDRAWN, days=3 * YEAR),
    recipients=(ADMINISTRATORS,),
)
_FIELDS = ("purpose", "wording", "given_at", "how", "evidence", "withdrawn_at", "withdrawn_how")

PERSONAL = (
    PersonalData(
        table="kirmash.Consent", activity=CONSENTS, reach=Reach.PERSON, path="person", way=Way.DELETE,
        fields=("person", *_FIELDS), begins="withdrawn_at",
    ),
    PersonalData(
        table="kirmash.Consent", activity=CONSENTS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=_FIELDS,
    ),
    PersonalData(
        table="kirmash.Consent", activity=CONSENTS, reach=Reach.ACCOUNT, path="recorded_by", way=Way.KEEP,
        fields=("purpose", "given_at"),
        why_kept=_("It proves who recorded the consent of somebody else; no name is left."),
    ),
    PersonalData(
        table="kirmash.Consent", activity=CONSENTS, reach=Reach.WORDS, way=Way.REDACT, fields=("evidence",),
    ),
)  # fmt: skip
NOT_PERSONAL = {"kirmash.Wording.text": "the words that everybody is asked with"}
