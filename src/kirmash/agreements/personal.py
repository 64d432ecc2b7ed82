"""Personal data of the agreements: who signed what, in which office."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PUBLIC, READERS, Activity, Basis, Event, PersonalData, Reach, Term, Way

SIGNATURES = Activity(
    key="signatures",
    title=_("Signatures under instruments"),
    whose=_("signatories"),
    data=_("who signed which instrument, when, where, and by what right"),
    purpose=_("to prove who bound a city, a region or an organisation, and to archive it"),
    basis=Basis.OFFICE,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(READERS, PUBLIC),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Signature", activity=SIGNATURES, reach=Reach.PERSON, path="office__person__key", way=Way.KEEP,
        fields=("instrument", "office", "authority", "mode", "signed_on", "place", "recorded_by"),
        why_kept=_("Public interest and archiving: an instrument without its signatory proves nothing."),
        with_office=True, needs_person=True,
    ),
    PersonalData(
        table="kirmash.Signature", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("recorded_by",),
    ),
    PersonalData(
        table="kirmash.Topic", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("names",),
    ),
    PersonalData(
        table="kirmash.TradeDirection", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("names",),
    ),
)  # fmt: skip
NOT_PERSONAL = {"kirmash.TradeDirection.codes": "codes of goods"}
