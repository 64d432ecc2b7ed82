"""The links of invitations: signed, for one use, for seven days.

There are two of each: the one that goes out by mail, and the one that is shown to the inviter. The mailed one
proves who reads the mail; the shown one holds only as long as the inviter keeps all that the account holds.
"""

from django.core import signing

from kirmash.accounts.models import LASTING, Invitation
from kirmash.accounts.queries.scope import keeps, scope_of
from kirmash.base.errors import Refused

SALT = "kirmash.accounts.invitation"
MAILED, SHOWN = "mailed", "shown"


def ticket_of(invitation: Invitation, way: str) -> str:
    """Return the end of a link's address."""
    return signing.dumps([invitation.pk, way], salt=SALT)


def read_ticket(ticket: str) -> Invitation:
    """Return the invitation of a link that can be used; refuse any other."""
    try:
        key, way = signing.loads(ticket, salt=SALT, max_age=LASTING)
    except signing.SignatureExpired:
        raise Refused("link-too-old") from None
    except signing.BadSignature:
        raise Refused("link-unknown") from None
    found = Invitation.objects.select_related("account", "by").filter(pk=key).first()
    if found is None or found.closed or not found.account.is_active:
        raise Refused("link-used")
    if way == SHOWN and (found.by is None or not keeps(scope_of(found.by), found.account)):
        raise Refused("link-used")
    return found
