"""Personal data of the mail: to whom the site wrote what, and who wants no more of it."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import ADMINISTRATORS, Activity, Basis, Event, PersonalData, Reach, Term, Way

MAILS = Activity(
    key="mails",
    title=_("Mails of this site"),
    whose=_("people to whom this site writes"),
    data=_("mail address, language, what was written, and what became of it"),
    purpose=_("to deliver mails, and to find out why one did not arrive"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.OVER, days=settings.MAIL_DAYS),
    recipients=(ADMINISTRATORS,),
)
REFUSALS = Activity(
    key="refusals",
    title=_("Refused mails"),
    whose=_("people who want no more mail of a kind"),
    data=_("a keyed hash of the mail address, of which kind, and since when"),
    purpose=_("to write to nobody who does not want it"),
    basis=Basis.OBLIGATION,
    term=Term(event=Event.TAKEN_BACK),
    recipients=(),
)
_SENT = ("created", "kind", "recipient", "language", "subject", "text", "state", "ended", "answer")
_REST = ("html", "headers")

PERSONAL = (
    PersonalData(
        table="kirmash.Message", activity=MAILS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=_SENT, secret=_REST, begins="ended",
    ),
    PersonalData(
        table="kirmash.Message", activity=MAILS, reach=Reach.ADDRESS, path="recipient", way=Way.DELETE,
        fields=_SENT, secret=_REST,
    ),
    PersonalData(
        table="kirmash.Message", activity=MAILS, reach=Reach.WORDS, way=Way.REDACT,
        fields=("subject", "text", "html", "headers", "answer"),
    ),
    PersonalData(
        table="kirmash.Refusal", activity=REFUSALS, reach=Reach.DIGEST, path="digest", way=Way.KEEP,
        fields=("kind", "created"),
        why_kept=_("Without it somebody who refused mail would get it again; the address cannot be read from it."),
    ),
)  # fmt: skip
NOT_PERSONAL = {
    "kirmash.Message.mark": "a random word and the domain of the site",
    "kirmash.Message.sender": "the address of the site",
}
