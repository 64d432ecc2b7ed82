"""Telling those outside what happened: an event is written in the same transaction as what it tells.

Actions call :func:`announce`; the chapter of connections delivers events to webhooks later.
An event carries references only: whoever may read more asks the API for it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: What outsiders can be told, by the name under which they ask for it.
EVENTS: "Mapping[str, StrPromise]" = {
    "claim.stated": _("a claim was stated"),
    "claim.withdrawn": _("a claim was withdrawn"),
    "conflict.resolved": _("a conflict was decided"),
    "conflict.reopened": _("a conflict was opened again"),
    "release.written": _("a bulletin was written"),
    "release.published": _("a bulletin was published"),
    "release.withdrawn": _("a published bulletin was withdrawn"),
    "fair.imported": _("a fair was imported"),
}
#: Sent by hand, to try a webhook.
TEST = "webhook.test"


def announce(event: str, **values: str) -> Event:
    """Note an event with what it is about; call it inside the action's transaction."""
    if event not in {*EVENTS, TEST}:
        message = f"nobody can ask for the event {event}"
        raise ValueError(message)
    return Event.objects.create(name=event, values=values)
