"""Writing a mail into the outbox, in the transaction of whoever writes it."""

import uuid
from dataclasses import asdict
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.mail.actions.delivering import queue
from kirmash.mail.addresses import usable
from kirmash.mail.kinds import Kind, Purpose, Values
from kirmash.mail.models import NO_WORDS, Message, State
from kirmash.mail.queries import Rendered, is_refused, one_line, render, sample_of, stop_url

#: So many test mails one account may send in so much time.
MOST_TRIALS, TRIAL_TIME = 10, timedelta(hours=1)


@transaction.atomic
def write(
    *, kind: Kind, to: Account | str, values: Values, language: str = "", key: str = "", sender: str = ""
) -> Message | None:
    """Write a mail to one recipient; it is sent after the caller's transaction is committed.

    ``key`` names the occasion: the same key is written once, and the mail that is there already is returned.
    None is returned where the recipient takes no more mail of this kind.
    """
    account = to if isinstance(to, Account) else None
    recipient = usable(account.email if account else str(to))
    is_subscription = kind.purpose == Purpose.SUBSCRIPTION
    if is_subscription and is_refused(recipient, kind.name):
        return None
    tongue = _language(account, language)
    stop = stop_url(recipient, kind.name) if is_subscription else ""
    return store(
        kind=kind,
        recipient=recipient,
        account=account,
        language=tongue,
        rendered=render(kind, tongue, values, stop=stop),
        headers=_stopping(stop),
        key=key,
        sender=sender,
    )


@transaction.atomic
def write_trial(*, kind: Kind, language: str, account: Account) -> Message:
    """Write a mail of the kind, filled with its sample, to the person who looks after the words."""
    before = Change.objects.filter(account=account, table="mail", verb="try", at__gt=timezone.now() - TRIAL_TIME)
    if before.count() >= MOST_TRIALS:
        raise Refused("mail-trials-too-many", number=MOST_TRIALS)
    rendered = sample_of(kind, language)
    with translation.override(language):
        subject = one_line(_("Test: %(subject)s") % {"subject": rendered.subject})
    marked = Rendered(subject=subject, text=rendered.text, html=rendered.html)
    message = store(
        kind=kind, recipient=usable(account.email), account=account, language=language, rendered=marked, is_trial=True
    )
    Change.objects.create(account=account, verb="try", table="mail", record=kind.name, values={"language": language})
    return message


@transaction.atomic
def store(
    *,
    kind: Kind,
    recipient: str,
    language: str,
    rendered: Rendered,
    account: Account | None = None,
    headers: dict[str, str] | None = None,
    key: str = "",
    sender: str = "",
    is_trial: bool = False,
) -> Message:
    """Put a mail that is written already into the outbox and have it sent; a trial holds no secret."""
    now = timezone.now()
    word = uuid.uuid4().hex
    is_secret = kind.is_secret and not is_trial
    is_lost = is_secret and settings.MAIL_SERVER is None
    ended = {"state": State.FAILED, "trouble": "no-server", "ended": now} if is_lost else {}
    message, is_new = Message.objects.get_or_create(
        key=key or word,
        defaults={
            "mark": f"<{word}@{_domain(sender)}>",
            "kind": kind.name,
            "purpose": Purpose.TRANSACTION if is_trial else kind.purpose,
            "is_secret": is_secret,
            "account": account,
            "sender": sender or settings.DEFAULT_FROM_EMAIL,
            "recipient": recipient,
            "language": language,
            **(NO_WORDS if is_lost else asdict(rendered)),
            "headers": headers or {},
            "created": now,
            "due": now,
            "expires": now + kind.lifetime,
            **ended,
        },
    )
    if is_new and not is_lost:
        queue(message.pk)
    return message


def _domain(sender: str) -> str:
    return parseaddr(sender or settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _language(account: Account | None, language: str) -> str:
    """Return the language to write in: as asked, as the account reads, or as the site speaks now."""
    own = account.language if account else ""
    wanted = (language or own or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _stopping(stop: str) -> dict[str, str]:
    """Return the headers by which mail programs offer to end a subscription (RFC 2369, RFC 8058)."""
    if not stop:
        return {}
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop.startswith("https://") else {}
    return {"List-Unsubscribe": f"<{stop}>", **one_click}
