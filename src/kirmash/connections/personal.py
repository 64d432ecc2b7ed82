"""Personal data of the connections: whose programs come in, where messages go, and what was told and answered."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import (
    ADMINISTRATORS,
    EVENTS_TOLD,
    Activity,
    Basis,
    Event,
    PersonalData,
    Reach,
    Term,
    Way,
)  # fmt: skip

CONNECTIONS = Activity(
    key="connections",
    title=_("Tokens and webhooks"),
    whose=_("people whose programs come in by a token; administrators who made webhooks"),
    data=_("name, beginning and scopes of a token, when it was used; addresses of webhooks"),
    purpose=_("to let programs read and write for the people who made them"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.WITH_THE_PERSON),
    recipients=(ADMINISTRATORS,),
)
#: The longest that deliveries and kept answers are kept, in days.
DAYS = EVENTS_TOLD.term.days
ANSWERS = Activity(
    key="kept-answers",
    title=_("Kept answers"),
    whose=_("people whose programs come in by a token; people of whom an answer speaks"),
    data=_("what was answered to a request with a key of its own"),
    purpose=_("to do once what a program asks for twice"),
    basis=Basis.CONTRACT,
    term=Term(event=Event.OVER, days=DAYS),
    recipients=(),
)
PERSONAL = (
    PersonalData(
        table="kirmash.ApiToken", activity=CONNECTIONS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=("name", "prefix", "scopes", "created", "expires_at", "last_used_at", "revoked_at"), secret=("digest",),
    ),
    PersonalData(
        table="kirmash.Webhook", activity=CONNECTIONS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=("address", "events", "created", "is_active"), secret=("secret", "old_secret"),
    ),
    PersonalData(
        table="kirmash.Delivery", activity=EVENTS_TOLD, reach=Reach.WORDS, way=Way.REDACT, fields=("body",),
        begins="created",
    ),
    PersonalData(
        table="kirmash.KeptAnswer", activity=ANSWERS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=("key", "body", "created"), secret=("fingerprint",), begins="created",
    ),
    PersonalData(
        table="kirmash.KeptAnswer", activity=ANSWERS, reach=Reach.WORDS, way=Way.REDACT, fields=("body",),
    ),
)  # fmt: skip
NOT_PERSONAL: dict[str, str] = {}
