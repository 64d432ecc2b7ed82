"""What a mail says in a language, how it leaves, and which mails an outbox page asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from kirmash.mail.addresses import digests_of
from kirmash.mail.kinds import KINDS, Kind, Purpose, Values
from kirmash.mail.models import Message, Refusal, State
from kirmash.mail.transport import Letter
from kirmash.mail.wording import letter_of

LONGEST_SUBJECT = 200
_TOKENS = Signer(salt="kirmash.mail.unsubscribe", sep="~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A mail in one language: subject, text, and the same as HTML."""

    subject: str
    text: str
    html: str


def render(kind: Kind, language: str, values: Values, *, stop: str = "") -> Rendered:
    """Return what a mail of the kind says in the language; ``stop`` is the address that ends a subscription."""
    words = {**_flat(values), "site_url": settings.SITE_URL, "brand": settings.SITE_NAME, "stop": stop}
    with translation.override(language):
        subject = one_line(render_to_string(kind.subject_template, words))
        text = render_to_string(kind.text_template, words).strip() + "\n"
        return Rendered(subject=subject, text=text, html=html_of(subject, text, language))


def sample_of(kind: Kind, language: str) -> Rendered:
    """Return a mail of the kind in the language, filled with its sample."""
    with translation.override(language):
        values = kind.sample()
    stop = f"{settings.SITE_URL}/mail/stop/sample/" if kind.purpose == Purpose.SUBSCRIPTION else ""
    return render(kind, language, values, stop=stop)


def html_of(subject: str, text: str, language: str) -> str:
    """Return the text of a mail in the layout of our mails; nothing in it is fetched from anywhere."""
    words = {"subject": subject, "letter": letter_of(text), "brand": settings.SITE_NAME, "language": language}
    with translation.override(language):
        return render_to_string("mail/layout.html", words)


def one_line(subject: str) -> str:
    """Return a subject without line breaks and other control characters, cut where it is too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in subject).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def mail_of(message: Message) -> EmailMessage:
    """Return the mail as it goes to the mail server; each time the same, so that a second one is recognised."""
    headers = {
        "Message-ID": message.mark,
        "Date": format_datetime(message.created),
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
        **message.headers,
    }
    mail = Letter(message.subject, message.text, message.sender, [message.recipient], headers=headers)
    mail.attach_alternative(message.html, "text/html")
    return mail


def headers_of(message: Message) -> list[tuple[str, str]]:
    """Return the headers of a mail as a person reads them."""
    made = mail_of(message).message()
    return [(name, str(make_header(decode_header(str(value))))) for name, value in made.items()]


def keys() -> list[str]:
    """Return the secret keys of the site, the present one first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def is_refused(address: str, kind: str) -> bool:
    """Say whether somebody at the address wants no more mail of the kind."""
    return Refusal.objects.filter(digest__in=digests_of(address, keys()), kind=kind).exists()


def token_of(address: str, kind: str) -> str:
    """Return the signed word of a link that ends a subscription; the address cannot be read from it."""
    return _TOKENS.sign(f"{kind}~{digests_of(address, keys())[0]}")


def subscription_of(token: str) -> tuple[str, str] | None:
    """Return the kind and the hash of the address that a signed word names; None if it is not ours."""
    try:
        kind, _sep, digest = _TOKENS.unsign(token).rpartition("~")
    except BadSignature:
        return None
    return kind, digest


def stop_url(address: str, kind: str) -> str:
    """Return the address of the page that ends a subscription."""
    return settings.SITE_URL + reverse("mail-unsubscribe", args=[token_of(address, kind)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader asks the outbox for; empty: everything."""

    state: str = ""
    kind: str = ""
    language: str = ""
    text: str = ""


def find_messages(wanted: Wanted) -> QuerySet[Message]:
    """Return the mails that fit, the latest first, without what they say."""
    columns = {"state": wanted.state, "kind": wanted.kind, "language": wanted.language}
    found = Message.objects.filter(**{column: value for column, value in columns.items() if value})
    for word in wanted.text.split():
        pattern = re.escape(word)
        found = found.filter(Q(recipient__iregex=pattern) | Q(subject__iregex=pattern, is_secret=False))
    return found.defer("text", "html", "headers").order_by("-pk")


def count_states(wanted: Wanted) -> list[tuple[str, str, int]]:
    """Return each state with its label and the number of mails in it that otherwise fit."""
    others = Wanted(kind=wanted.kind, language=wanted.language, text=wanted.text)
    counts = dict(find_messages(others).order_by().values_list("state").annotate(Count("pk")))
    return [(state.value, str(state.label), counts.get(state.value, 0)) for state in State]


def labels_of_kinds(names: Sequence[str]) -> Mapping[str, str]:
    """Return the words for kinds; a kind that nobody declares any more is named by its word."""
    return {name: str(KINDS[name].label) if name in KINDS else name for name in names}


def _flat(values: Values) -> dict[str, object]:
    """Return values without line breaks in their words: a name must not look like a paragraph of ours."""
    return {name: _flat_one(value) for name, value in values.items()}


def _flat_one(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return _flat(value)
    if isinstance(value, list | tuple):
        return [_flat_one(one) for one in value]
    return value
