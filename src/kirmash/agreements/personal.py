"""Personal data of the agreements: who signed what, in which office."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PUBLIC, READERS, STAFF, YEAR, Activity, Basis, Event, PersonalData, Reach, Term, Way

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
ENQUIRIES = Activity(
    key="desk-enquiries",
    title=_("Those who ask for the signing desk"),
    whose=_("contacts of cities and companies that wish to sign at a fair"),
    data=_("name, mail address and telephone number of the contact, who asks, what is to be signed"),
    purpose=_("to call those who sign at the right time, and to reach somebody when it changes"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.FAIR_ENDED, days=YEAR),
    recipients=(_("the organiser and the protocol of the fair"),),
)
KEEPING = Activity(
    key="agreement-files",
    title=_("Files of agreements"),
    whose=_("officers who keep a file, and people who report what became of a commitment"),
    data=_("who answers for which agreement, who told what about a commitment"),
    purpose=_("to keep deadlines, to ask the right person, and to show what became of an agreement"),
    basis=Basis.OFFICE,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(STAFF, _("the departments of the parties")),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Instrument", activity=KEEPING, reach=Reach.PERSON, path="responsible__key", way=Way.BLANK,
        fields=("kind", "titles", "responsible"), blanks={"responsible": None}, where={"responsible__isnull": False},
        needs_person=True,
    ),
    PersonalData(
        table="kirmash.Instrument", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT, fields=("titles", "note"),
    ),
    PersonalData(
        table="kirmash.Party", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT, fields=("archive",),
    ),
    PersonalData(
        table="kirmash.LifeEvent", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT, fields=("note",),
    ),
    PersonalData(
        table="kirmash.Commitment", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT,
        fields=("names", "dropped_why"),
    ),
    PersonalData(
        table="kirmash.News", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT,
        fields=("text", "given_by", "address"),
    ),
    PersonalData(
        table="kirmash.Reconciliation", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT,
        fields=("name", "source", "lines", "refused"),
    ),
    PersonalData(
        table="kirmash.FoundPair", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT, fields=("why", "theirs"),
    ),
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
        table="kirmash.Signatory", activity=SIGNATURES, reach=Reach.PERSON, path="office__person__key", way=Way.KEEP,
        fields=("party", "office", "authority", "paper", "languages"),
        why_kept=_("Public interest and archiving: an instrument without its signatory proves nothing."),
        with_office=True, needs_person=True,
    ),
    PersonalData(
        table="kirmash.Signatory", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("paper",),
    ),
    PersonalData(
        table="kirmash.Issue", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("papers", "reason"),
    ),
    PersonalData(
        table="kirmash.TextVersion", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("content", "note"),
    ),
    PersonalData(
        table="kirmash.Step", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT, fields=("office",),
    ),
    PersonalData(
        table="kirmash.Decision", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT,
        fields=("decided_by", "reference", "remark"),
    ),
    PersonalData(
        table="kirmash.Override", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT, fields=("decided_by", "reason"),
    ),
    *(
        PersonalData(
            table=f"kirmash.{table}", activity=KEEPING, reach=Reach.ACCOUNT, path="account", way=Way.KEEP,
            fields=fields, why_kept=_("Whoever decides about a text answers for it, as in the history."),
        )
        for table, fields in (
            ("Decision", ("outcome", "decided_on")), ("Freeze", ("frozen_at",)), ("Issue", ("number", "issued_at")),
            ("Override", ("reason",)), ("TextVersion", ("number", "written_at")), ("SlotRequest", ("asked_at",)),
            ("DeskEnquiry", ("asked_at",)),
            ("Recording", ("recorded_at",)),
        )
    ),
    PersonalData(
        table="kirmash.SlotRequest", activity=KEEPING, reach=Reach.WORDS, way=Way.REDACT,
        fields=("contact", "note", "reason", "witnesses", "photographer", "fell_why"),
    ),
    PersonalData(
        table="kirmash.DeskEnquiry", activity=ENQUIRIES, reach=Reach.ADDRESS, path="contact_mail", way=Way.BLANK,
        fields=("asker", "contact_name", "contact_mail", "contact_phone"),
        blanks={"asker": "", "contact_name": "", "contact_mail": "", "contact_phone": ""}, begins="fair__ends_on",
    ),
    PersonalData(
        table="kirmash.DeskEnquiry", activity=ENQUIRIES, reach=Reach.WORDS, way=Way.REDACT,
        fields=("asker", "contact_name", "contact_phone", "parties", "reason"),
    ),
    PersonalData(
        table="kirmash.Recording", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT,
        fields=("recorded_by", "witnesses", "photographer"),
    ),
    PersonalData(
        table="kirmash.Topic", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("names",),
    ),
    PersonalData(
        table="kirmash.TradeDirection", activity=SIGNATURES, reach=Reach.WORDS, way=Way.REDACT, fields=("names",),
    ),
)  # fmt: skip
NOT_PERSONAL = {
    "kirmash.Override.open_steps": "positions of steps",
    "kirmash.Signing.room": "a room",
    "kirmash.Desk.room": "a room",
    "kirmash.Desk.announcers": "languages",
    "kirmash.Signature.room": "a room",
    "kirmash.DeskEnquiry.subject": "a word of an organisation or a place",
    "kirmash.TradeDirection.codes": "codes of goods",
    "kirmash.Reconciliation.chosen": "keys of places",
    "kirmash.FoundPair.pair": "a key or a name of a place",
    "kirmash.FoundPair.label": "a name of a place",
    "kirmash.FoundPair.spelt": "names of a place",
    "kirmash.FoundPair.ours": "keys, kinds and days of instruments",
    "kirmash.FoundPair.reason": "why two names are one place",
    "kirmash.FoundPair.candidates": "places",
    "kirmash.FoundPair.differences": "words of a closed list",
}
