"""Handing one mail to the mail server, and what its answer means."""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.header import Header
from typing import TYPE_CHECKING, Any

from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.core.mail.backends import smtp
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: What can go wrong on the way, as a sentence.
TROUBLES: "Mapping[str, StrPromise]" = {
    "recipient-refused": _("The mail server does not take mail for this address."),
    "recipient-later": _("The mail server does not take mail for this address at the moment."),
    "sender-refused": _("The mail server does not take mail from the sender of this site."),
    "sender-later": _("The mail server does not take mail from the sender of this site at the moment."),
    "content-refused": _("The mail server has refused the mail."),
    "content-later": _("The mail server does not take the mail at the moment."),
    "greeting-refused": _("The mail server does not talk to this site at the moment."),
    "sign-in-refused": _("The mail server does not accept the user and password of this site."),
    "not-supported": _("The mail server does not offer the encryption or the sign-in that the settings ask for."),
    "certificate": _("The certificate of the mail server cannot be trusted, so nothing was said to it."),
    "encryption": _("No encrypted connection to the mail server came about."),
    "dropped": _("The mail server ended the connection before it had answered."),
    "too-slow": _("The mail server did not answer in time."),
    "unreachable": _("The mail server cannot be reached."),
    "unsendable": _("The mail cannot be put into the form that mail servers take."),
    "interrupted": _(
        "The sending was interrupted before the answer of the mail server was noted; the mail may have gone out."
    ),
    "expired": _("It could not be sent while it was of use."),
    "refused-since": _("The recipient wants no more mail of this kind."),
    "given-up": _("It was tried too often in vain."),
    "no-server": _("This site sends no mail, and what is secret is not kept."),
}


class Letter(EmailMultiAlternatives):
    """A mail with text and HTML whose subject begins in the line of its name.

    Django folds a long subject in another alphabet right after the name, which some programs show as a blank.
    """

    def message(self, **values: Any) -> Any:  # Any: Django's signature
        """Return the mail in the form that goes to a mail server."""
        made = super().message(**values)
        if not str(self.subject).isascii():
            made.replace_header("Subject", Header(str(self.subject), "utf-8", header_name="Subject"))
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a mail server said: nothing is wrong, or what, whether for good, and in which words."""

    trouble: str = ""
    answer: str = ""
    is_final: bool = False


def hand_over(mail: EmailMessage, *, server: Mapping[str, Any], seconds: float) -> Verdict:  # Any: names and numbers
    """Hand a mail to the mail server; the verdict says whether it took it."""
    connection = smtp.EmailBackend(**server, timeout=seconds)
    try:
        connection.open()
    except OSError as problem:
        _close(connection)
        return _at_the_door(problem)
    try:
        connection.send_messages([mail])
    except OSError as problem:
        return _inside(problem)
    except (UnicodeError, BadHeaderError, ValueError) as problem:
        return Verdict(trouble="unsendable", answer=str(problem), is_final=True)
    finally:
        _close(connection)
    return Verdict()


def _close(connection: smtp.EmailBackend) -> None:
    """Say goodbye; the mail is accepted or not by now, so a server that does not answer changes nothing."""
    with suppress(OSError):
        connection.close()


def _at_the_door(problem: OSError) -> Verdict:
    """Say what kept the site from talking to the server; whoever runs the site can mend it, so it is never final."""
    if isinstance(problem, smtplib.SMTPAuthenticationError):
        return Verdict(trouble="sign-in-refused", answer=_said(problem))
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return Verdict(trouble="not-supported", answer=str(problem))
    if isinstance(problem, smtplib.SMTPResponseException):
        return Verdict(trouble="greeting-refused", answer=_said(problem))
    return _on_the_line(problem)


def _inside(problem: OSError) -> Verdict:
    """Say what became of a mail that was offered; what the server refuses with 5 it refuses for good (RFC 5321)."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(problem.recipients.values()))
        return _refusal("recipient", code, words)
    if isinstance(problem, smtplib.SMTPSenderRefused):
        return _refusal("sender", problem.smtp_code, problem.smtp_error)
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return Verdict(trouble="unsendable", answer=str(problem), is_final=True)
    if isinstance(problem, smtplib.SMTPResponseException):
        return _refusal("content", problem.smtp_code, problem.smtp_error)
    return _on_the_line(problem)


def _on_the_line(problem: OSError) -> Verdict:
    if isinstance(problem, TimeoutError) or isinstance(problem.__context__, TimeoutError):
        return Verdict(trouble="too-slow")
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        return Verdict(trouble="dropped", answer=str(problem))
    if isinstance(problem, ssl.SSLCertVerificationError):
        return Verdict(trouble="certificate", answer=problem.verify_message)
    if isinstance(problem, ssl.SSLError):
        return Verdict(trouble="encryption", answer=str(problem.reason or problem))
    if isinstance(problem, ConnectionResetError | BrokenPipeError):
        return Verdict(trouble="dropped", answer=problem.strerror or "")
    return Verdict(trouble="unreachable", answer=problem.strerror or str(problem))


def _refusal(what: str, code: int, words: bytes | str) -> Verdict:
    is_final = 500 <= code < 600
    return Verdict(
        trouble=f"{what}-refused" if is_final else f"{what}-later", answer=_words(code, words), is_final=is_final
    )


def _said(problem: smtplib.SMTPResponseException) -> str:
    return _words(problem.smtp_code, problem.smtp_error)


def _words(code: int, words: bytes | str) -> str:
    """Return a server's answer as one short line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    line = " ".join(f"{code} {text}".split())
    return "".join(letter for letter in line if letter.isprintable())[:500]
