"""Personal data: how a chapter says which it keeps, why, for how long and how they go; and those of accounts.

A chapter declares its own in a module ``personal.py``; ``kirmash.privacy.personal`` gathers them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Union

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Union["StrPromise", str]
YEAR = 365
ERASED = "erased"


class Basis(TextChoices):
    """What allows the processing: Article 6 of the GDPR, Article 6 of 152-FZ, Articles 4–6 of 99-Z."""

    CONSENT = "consent", _("consent of the person")
    CONTRACT = "contract", _("contract with the person or their organisation")
    OBLIGATION = "obligation", _("legal obligation")
    OFFICE = "office", _("public interest: acts of public office")
    INTEREST = "interest", _("legitimate interest")


class Event(TextChoices):
    """What starts the term after which personal data go."""

    FAIR_ENDED = "fair-ended", _("%(duration)s after the end of the fair")
    LAST_SIGN_IN = "last-sign-in", _("%(duration)s after the last sign-in")
    NO_LONGER_NEEDED = (
        "no-longer-needed",
        _("as soon as nothing needs them any more, at the earliest after %(duration)s"),
    )
    WITH_THE_PERSON = "with-the-person", _("no longer than what it repeats")
    WITHDRAWN = "withdrawn", _("%(duration)s after the consent was withdrawn")
    SEEN = "seen", _("%(duration)s after the page was seen")
    EXPIRED = "expired", _("when the session has expired")
    OVER = "over", _("%(duration)s after it was done or given up")
    TAKEN_BACK = "taken-back", _("until it is taken back")
    WITH_THE_RECORD = "with-the-record", _("as long as the record of the fair is kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long personal data are kept: so many days after an event; without days no run ends it."""

    event: Event
    days: int | None = None

    def __str__(self) -> str:
        days = self.days or 0
        years, rest = divmod(days, YEAR)
        if years and not rest:
            duration = ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
        else:
            duration = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
        return str(self.event.label) % {"duration": duration}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A line of the register of processing: what is done with whose data, why, and until when."""

    key: str
    title: Words
    whose: Words
    data: Words
    purpose: Words
    basis: Basis
    term: Term
    recipients: tuple[Words, ...]


class Reach(Enum):
    """How a row leads to the person or the account it is about: what stands at the end of its path."""

    PERSON = "the key of a person"
    ACCOUNT = "the number of an account"
    REFERENCE = "a word as in person:KEY, or office:KEY for the offices of the person"
    KEYS = "the keys of several people, each between spaces"
    SIGNED = "the key of a record that the history says an account worked on"
    SESSION = "a session, which knows its account inside"
    ADDRESS = "a mail address"
    DIGEST = "the keyed hash of a mail address, as the mails know it"
    WORDS = "free words, in which a name may stand"


class Way(TextChoices):
    """What becomes of personal data when their person is erased."""

    DELETE = "delete", _("deleted")
    BLANK = "blank", _("blanked")
    REDACT = "redact", _("struck out of the text")
    KEEP = "keep", _("kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What a table keeps about people, and how it goes.

    ``path`` leads from a row to whom it is about; ``fields`` are handed out in an export and blanked where
    ``way`` says so, ``secret`` ones are blanked only; ``blanks`` says what stands there afterwards, with
    ``{pk}`` for the row's number. ``where`` narrows the rows. ``begins`` leads to the day on which the term
    begins; at its end a row is blanked where ``way`` says so, and deleted otherwise.
    ``history`` and ``verbs`` say which lines of the history lead from an account to a row (reach SIGNED).
    Rows that stay ``with_office`` are kept where the person signed an instrument in office;
    as long as a row that ``needs_person`` stands, no retention run takes the person away.
    """

    table: str
    activity: Activity
    reach: Reach
    path: str = ""
    fields: tuple[str, ...]
    way: Way
    why_kept: Words = ""
    secret: tuple[str, ...] = ()
    blanks: Mapping[str, object] = field(default_factory=dict)
    where: Mapping[str, object] = field(default_factory=dict)
    begins: str = ""
    history: str = ""
    verbs: tuple[str, ...] = ()
    with_office: bool = False
    needs_person: bool = False

    def __post_init__(self) -> None:
        if bool(self.path) == (self.reach in {Reach.WORDS, Reach.SESSION}):
            message = f"{self.table}: a path is for rows that lead to somebody, and only for them"
            raise ValueError(message)
        if self.way == Way.KEEP and not self.why_kept:
            message = f"{self.table}: what is kept needs a reason"
            raise ValueError(message)


STAFF = _("the organiser's staff")
ADMINISTRATORS = _("administrators of this site")
READERS = _("everybody who may read the record of this site")
PUBLIC = _("the public")

ACCOUNTS = Activity(
    key="accounts",
    title=_("Accounts"),
    whose=_("people who sign in"),
    data=_("name, mail address, language, roles, invitations, last sign-in, sessions, second factors"),
    purpose=_("to let people sign in, and to keep others out"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.LAST_SIGN_IN, days=3 * YEAR),
    recipients=(ADMINISTRATORS,),
)
SESSIONS = Activity(
    key="sessions",
    title=_("Sessions"),
    whose=_("people who sign in"),
    data=_("who is signed in, until when, and the name under which they sign last"),
    purpose=_("to keep people signed in"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.EXPIRED, days=0),
    recipients=(),
)
HISTORY = Activity(
    key="history",
    title=_("History of the record"),
    whose=_("people who sign in"),
    data=_("who changed what, and when"),
    purpose=_("to be able to say how every figure came about"),
    basis=Basis.INTEREST,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(STAFF,),
)
VIEWINGS = Activity(
    key="viewings",
    title=_("Log of who saw what"),
    whose=_("people who sign in; people whose data were shown"),
    data=_("who opened a page with personal data or looked at the site as somebody else, why, whose data, and when"),
    purpose=_("to prove that personal data are seen only by those who need them"),
    basis=Basis.OBLIGATION,
    term=Term(event=Event.SEEN, days=YEAR),
    recipients=(ADMINISTRATORS, _("the people whose data were shown")),
)
EVENTS_TOLD = Activity(
    key="events",
    title=_("Messages to other systems"),
    whose=_("people whom a claim, a decision or a bulletin is about; administrators who try a webhook"),
    data=_("what happened, and the keys of what it is about"),
    purpose=_("to tell other systems what changed here"),
    basis=Basis.INTEREST,
    term=Term(event=Event.OVER, days=30),
    recipients=(_("the systems that administrators connected"),),
)
_NAMELESS = _("It points to an account in which no name is left.")

PERSONAL = (
    PersonalData(
        table="usersessions.UserSession", activity=SESSIONS, reach=Reach.ACCOUNT, path="user", way=Way.DELETE,
        fields=("created_at", "ip", "last_seen_at", "user_agent"), secret=("session_key", "data"),
    ),
    PersonalData(
        table="sessions.Session", activity=SESSIONS, reach=Reach.SESSION, way=Way.DELETE,
        fields=("expire_date",), secret=("session_key", "session_data"), begins="expire_date",
    ),
    PersonalData(
        table="mfa.Authenticator", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="user", way=Way.DELETE,
        fields=("type", "created_at", "last_used_at"), secret=("data",),
    ),
    PersonalData(
        table="socialaccount.SocialToken", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="account__user",
        way=Way.DELETE, fields=("expires_at",), secret=("token", "token_secret"),
    ),
    PersonalData(
        table="socialaccount.SocialAccount", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="user", way=Way.DELETE,
        fields=("provider", "uid", "last_login", "date_joined"), secret=("extra_data",),
    ),
    PersonalData(
        table="account.EmailAddress", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="user", way=Way.DELETE,
        fields=("email", "verified", "primary"),
    ),
    PersonalData(
        table="kirmash.Viewing", activity=VIEWINGS, reach=Reach.ACCOUNT, path="account", way=Way.KEEP,
        fields=("at", "page", "reason"), begins="at", why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Viewing", activity=VIEWINGS, reach=Reach.REFERENCE, path="subject", way=Way.BLANK,
        fields=("at", "account", "page", "subject"), blanks={"subject": f"person:{ERASED}-{{pk}}"},
        with_office=True,
    ),
    PersonalData(
        table="kirmash.Viewing", activity=VIEWINGS, reach=Reach.KEYS, path="people", way=Way.REDACT,
        fields=("at", "account", "page", "subject"), with_office=True,
    ),
    PersonalData(
        table="kirmash.Viewing", activity=VIEWINGS, reach=Reach.WORDS, way=Way.REDACT, fields=("reason",),
    ),
    PersonalData(
        table="kirmash.Impersonation", activity=VIEWINGS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=("administrator", "reason", "began", "until", "ended"), begins="began",
    ),
    PersonalData(
        table="kirmash.Impersonation", activity=VIEWINGS, reach=Reach.ACCOUNT, path="administrator", way=Way.KEEP,
        fields=("reason", "began", "until", "ended"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Impersonation", activity=VIEWINGS, reach=Reach.WORDS, way=Way.REDACT, fields=("reason",),
    ),
    PersonalData(
        table="kirmash.Change", activity=HISTORY, reach=Reach.PERSON, path="record", way=Way.BLANK,
        fields=("at", "verb", "record", "values"), blanks={"record": ERASED, "values": {}},
        where={"table": "person"}, with_office=True,
    ),
    PersonalData(
        table="kirmash.Change", activity=HISTORY, reach=Reach.ACCOUNT, path="account", way=Way.KEEP,
        fields=("at", "verb", "table", "record"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.Change", activity=HISTORY, reach=Reach.WORDS, way=Way.REDACT, fields=("values",),
    ),
    PersonalData(
        table="kirmash.Event", activity=EVENTS_TOLD, reach=Reach.WORDS, way=Way.REDACT, fields=("values",),
        begins="passed_on_at",
    ),
    PersonalData(
        table="kirmash.Mandate", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=("role", "subject", "given"),
    ),
    PersonalData(
        table="kirmash.Account", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="pk", way=Way.BLANK,
        fields=("email", "name", "language", "person", "last_login", "created", "is_active"), secret=("password",),
        blanks={"email": f"{ERASED}-{{pk}}@{ERASED}.invalid", "name": "", "language": "", "person": "",
                "last_login": None, "is_active": False, "password": "!"},
    ),
)  # fmt: skip

_OF_DJANGO = "names what programs may do, not people"
_PROVIDER = "names a provider with which people sign in, and the site's own key there"
#: Fields that look personal and are not, each with the reason.
NOT_PERSONAL = {
    "kirmash.Event.name": "a word of the list of events",
    "auth.Permission.name": _OF_DJANGO,
    "auth.Permission.codename": _OF_DJANGO,
    "auth.Group.name": _OF_DJANGO,
    "account.EmailConfirmation.key": "a random word that ends with its mail address",
    "socialaccount.SocialApp.name": _PROVIDER,
    "socialaccount.SocialApp.provider_id": _PROVIDER,
    "socialaccount.SocialApp.settings": _PROVIDER,
}
