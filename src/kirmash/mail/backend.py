"""Django's door to the outbox: what the sign-in and Django itself write goes the same way as our own mails."""

from collections.abc import Sequence
from html import unescape

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import strip_tags
from django.utils.translation import get_language

from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.mail.actions import store
from kirmash.mail.addresses import usable
from kirmash.mail.kinds import HEADER, kind_of_prefix
from kirmash.mail.queries import Rendered, html_of, one_line

#: Headers that the outbox writes itself.
OURS = {"from", "to", "cc", "bcc", "subject", "date", "message-id", HEADER.lower()}


class OutboxBackend(BaseEmailBackend):
    """Stores mails in the outbox, one for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store mails; return how many. One that cannot be stored is refused, or left out where that is asked for."""
        count = 0
        for mail in email_messages:
            try:
                count += _store(mail)
            except Refused:
                if not self.fail_silently:
                    raise
        return count


def _store(mail: EmailMessage) -> int:
    if mail.attachments:
        raise Refused("mail-with-attachment")
    language = (get_language() or "en").split("-")[0]
    kind = kind_of_prefix(str(mail.extra_headers.get(HEADER, "")))
    headers = {name: str(value) for name, value in mail.extra_headers.items() if name.lower() not in OURS}
    if mail.reply_to:
        headers["Reply-To"] = ", ".join(str(address) for address in mail.reply_to)
    recipients = [usable(str(address)) for address in mail.recipients()]
    accounts = {account.email: account for account in Account.objects.filter(email__in=map(str.lower, recipients))}
    rendered = _rendered(mail, language)
    for recipient in recipients:
        store(
            kind=kind,
            recipient=recipient,
            account=accounts.get(recipient.lower()),
            language=language,
            rendered=rendered,
            headers=headers,
            sender=str(mail.from_email),
        )
    return int(bool(recipients))


def _rendered(mail: EmailMessage, language: str) -> Rendered:
    """Return what the mail says; one that brings no HTML gets ours."""
    subject, body = one_line(str(mail.subject)), str(mail.body)
    if mail.content_subtype == "html":
        return Rendered(subject=subject, text=unescape(strip_tags(body)), html=body)
    alternatives = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
    html = next((str(content) for content, kind in alternatives if kind == "text/html"), "")
    return Rendered(subject=subject, text=body, html=html or html_of(subject, body, language))
