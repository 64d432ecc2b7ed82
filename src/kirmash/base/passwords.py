"""Words that no password is made of, because everybody here knows them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kirmash.base.models import Account, SiteRole

#: The product, the fair, and what people here call themselves; docs/guide/accounts.md lists them.
OWN_WORDS = (
    "kirmash",
    "кирмаш",
    "кірмаш",
    "innoprom",
    "иннопром",
    "messe",
    "fair",
    "password",
    "пароль",
    *SiteRole.values,
)
#: So many characters must be left beside them.
LEFT = 6
_OWN = re.compile("|".join(sorted(OWN_WORDS, key=len, reverse=True)))


class NotOfOwnWords:
    """Refuses a password that is little more than words of the site."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Refuse the password, or return."""
        if len(_OWN.sub("", password.lower())) < LEFT:
            raise ValidationError(self.get_help_text(), "own-words")

    def get_help_text(self) -> str:
        """Return what is asked for."""
        return _("Your password must be more than words that everybody here knows, like the name of the fair.")
