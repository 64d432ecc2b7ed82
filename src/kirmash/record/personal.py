"""Personal data of the record: what sources say of people, and under which names editors sign."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import (
    ERASED,
    PUBLIC,
    READERS,
    Activity,
    Basis,
    Event,
    PersonalData,
    Reach,
    Term,
    Way,
)

CLAIMS = Activity(
    key="claims",
    title=_("Claims of sources"),
    whose=_("people of whom a source speaks"),
    data=_("what a source says of somebody, with its quotation"),
    purpose=_("to document the fair and its agreements with sources that a reader can check"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(READERS, PUBLIC),
)
EDITORS = Activity(
    key="editors",
    title=_("Signatures of editors"),
    whose=_("people who edit the record"),
    data=_("the name under which a decision was made"),
    purpose=_("to let a reader see who answers for a decision"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(READERS,),
)
_STRUCK = f"[{ERASED}]"

PERSONAL = (
    PersonalData(
        table="kirmash.Withdrawal", activity=CLAIMS, reach=Reach.REFERENCE, path="claim__subject", way=Way.DELETE,
        fields=("act", "reason", "done_on"), with_office=True,
    ),
    PersonalData(
        table="kirmash.Resolution", activity=CLAIMS, reach=Reach.REFERENCE, path="subject", way=Way.DELETE,
        fields=("key", "subject", "about", "verdict", "reason", "reasons", "decided_on"), with_office=True,
    ),
    PersonalData(
        table="kirmash.Unknown", activity=CLAIMS, reach=Reach.REFERENCE, path="subject", way=Way.DELETE,
        fields=("key", "subject", "matter", "texts", "noted_on", "reason"), with_office=True, needs_person=True,
    ),
    PersonalData(
        table="kirmash.Claim", activity=CLAIMS, reach=Reach.REFERENCE, path="subject", way=Way.DELETE,
        fields=("key", "subject", "about", "part", "comparator", "value", "as_of", "source", "quotation", "note"),
        with_office=True, needs_person=True,
    ),
    PersonalData(
        table="kirmash.Withdrawal", activity=EDITORS, reach=Reach.SIGNED, path="claim__key", history="claim",
        verbs=("withdraw", "reinstate"), way=Way.BLANK, fields=("claim", "done_by", "done_on"),
        blanks={"done_by": _STRUCK},
    ),
    PersonalData(
        table="kirmash.Withdrawal", activity=EDITORS, reach=Reach.SIGNED, path="claim__decides__key",
        history="conflict", verbs=("reopen",), way=Way.BLANK, fields=("claim", "done_by", "done_on"),
        blanks={"done_by": _STRUCK},
    ),
    PersonalData(
        table="kirmash.Resolution", activity=EDITORS, reach=Reach.SIGNED, path="key", history="conflict",
        verbs=("resolve",), way=Way.BLANK, fields=("key", "decided_by", "decided_on"), blanks={"decided_by": _STRUCK},
    ),
    PersonalData(
        table="kirmash.Claim", activity=EDITORS, reach=Reach.SIGNED, path="decides__key", history="conflict",
        verbs=("resolve",), way=Way.BLANK, fields=("key", "counted_by", "as_of"), blanks={"counted_by": _STRUCK},
    ),
    PersonalData(
        table="kirmash.Unknown", activity=EDITORS, reach=Reach.SIGNED, path="key", history="unknown",
        verbs=("answer", "drop"), way=Way.BLANK, fields=("key", "closed_by", "closed_on"),
        blanks={"closed_by": _STRUCK},
    ),
    PersonalData(
        table="kirmash.Claim", activity=CLAIMS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("subject", "part", "value", "definition", "counted_by", "quotation", "note"),
    ),
    PersonalData(
        table="kirmash.Source", activity=CLAIMS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("title", "publisher", "url"),
    ),
    PersonalData(
        table="kirmash.Property", activity=CLAIMS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("labels", "definition", "definitions"),
    ),
    PersonalData(
        table="kirmash.Withdrawal", activity=CLAIMS, reach=Reach.WORDS, way=Way.REDACT, fields=("reason", "done_by"),
    ),
    PersonalData(
        table="kirmash.Resolution", activity=CLAIMS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("part", "reason", "reasons", "decided_by"),
    ),
    PersonalData(
        table="kirmash.Unknown", activity=CLAIMS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("texts", "reason", "closed_by"),
    ),
)  # fmt: skip
NOT_PERSONAL: dict[str, str] = {}
