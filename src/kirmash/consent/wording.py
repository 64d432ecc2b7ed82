"""What people are asked to agree to, word by word.

Whoever changes what a purpose means raises its ``version``; ``holds_since`` says which consents still count.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Something that is done only with consent; one purpose, one consent."""

    key: str
    title: "StrPromise"
    text: "StrPromise"
    version: int = 1
    holds_since: int = 1
    needs_person: bool = False
    needs_account: bool = False


CONTACT = Purpose(
    key="contact-after-fair",
    title=_("Being contacted after the fair"),
    text=_(
        "The organiser may write to me and call me about this fair and the next ones, for three years after the fair. "
        "For this it uses my name, my organisation and the ways to reach me that I gave. Nobody else gets them. "
        "I can withdraw this at any time; what was done before stays lawful, and nothing else depends on it."
    ),
)
CATALOGUE = Purpose(
    key="named-in-catalogue",
    title=_("Being listed by name in the catalogue"),
    text=_(
        "The public catalogue of the fair may list me by name beside my organisation, in print and on the web. "
        "Without this the catalogue shows my organisation only. "
        "I can withdraw this at any time; the web page then leaves my name out at once, a printed copy cannot."
    ),
    needs_person=True,
)
DIGESTS = Purpose(
    key="mail-digests",
    title=_("Digests by mail"),
    text=_(
        "The site may send digests to my mail address: what is due, and what changed in what I follow. "
        "Messages that an account needs, such as those about its password, come in any case. "
        "I can withdraw this at any time, here or by the link in each digest."
    ),
    needs_account=True,
)
PURPOSES = (CONTACT, CATALOGUE, DIGESTS)
BY_KEY = {purpose.key: purpose for purpose in PURPOSES}


def words_of(purpose: Purpose, language: str) -> str:
    """Return what somebody reads who is asked in a language."""
    with override(language):
        return f"{purpose.title}\n\n{purpose.text}"


def digest_of(words: str) -> str:
    """Return the hash by which a wording is known."""
    return hashlib.sha256(words.encode()).hexdigest()
