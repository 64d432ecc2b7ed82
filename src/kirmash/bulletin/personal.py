"""Personal data of the bulletin: whom its sentences name."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import PUBLIC, Activity, Basis, Event, PersonalData, Reach, Term, Way

BULLETINS = Activity(
    key="bulletins",
    title=_("Bulletins"),
    whose=_("signatories and others of whom a bulletin speaks; those who edit it"),
    data=_("name and office, in a sentence"),
    purpose=_("to inform the press and the public"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(PUBLIC,),
)
APPROVALS = Activity(
    key="bulletin-approvals",
    title=_("Approvals of bulletins"),
    whose=_("press officers of the parties, and those who publish"),
    data=_("name, office and mail address, what they answered and when"),
    purpose=_("to publish in nobody's name without their word, and to prove it"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(),
)
_NAMELESS = _("It points to an account in which no name is left.")
PERSONAL = (
    PersonalData(
        table="kirmash.Sentence", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("text",),
    ),
    PersonalData(
        table="kirmash.Release", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("headline", "dateline"),
    ),
    PersonalData(
        table="kirmash.Release", activity=BULLETINS, reach=Reach.ACCOUNT, path="edited_by", way=Way.KEEP,
        fields=("style", "edited_at"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Version", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("text",),
    ),
    PersonalData(
        table="kirmash.Version", activity=BULLETINS, reach=Reach.ACCOUNT, path="written_by", way=Way.KEEP,
        fields=("style", "number", "written_at"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Kept", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("said", "reason"),
    ),
    PersonalData(
        table="kirmash.Kept", activity=BULLETINS, reach=Reach.ACCOUNT, path="kept_by", way=Way.KEEP,
        fields=("style", "slip", "kept_at"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.PublishedSentence", activity=BULLETINS, reach=Reach.WORDS, way=Way.REDACT, fields=("text",),
    ),
    PersonalData(
        table="kirmash.ApprovalRequest", activity=APPROVALS, reach=Reach.ADDRESS, path="email", way=Way.DELETE,
        fields=("email", "asked_at"),
    ),
    PersonalData(
        table="kirmash.ApprovalRequest", activity=APPROVALS, reach=Reach.ACCOUNT, path="asked_by", way=Way.KEEP,
        fields=("asked_at",), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Approval", activity=APPROVALS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("given_by", "comment"),
    ),
    PersonalData(
        table="kirmash.Approval", activity=APPROVALS, reach=Reach.ACCOUNT, path="account", way=Way.KEEP,
        fields=("answer", "comment", "given_by", "given_at"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Publication", activity=APPROVALS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("headline", "dateline", "in_spite_of", "was_wrong", "is_right", "withdrawn_why"),
    ),
    PersonalData(
        table="kirmash.Publication", activity=APPROVALS, reach=Reach.ACCOUNT, path="published_by", way=Way.KEEP,
        fields=("published_at",), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Publication", activity=APPROVALS, reach=Reach.ACCOUNT, path="withdrawn_by", way=Way.KEEP,
        fields=("withdrawn_at",), why_kept=_NAMELESS,
    ),
)  # fmt: skip
NOT_PERSONAL: dict[str, str] = {}
