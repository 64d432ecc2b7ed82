"""Contents of the personal data: what every chapter declares, the later chapters first, as they are erased."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

import kirmash.accounts.personal
import kirmash.agreements.personal
import kirmash.base.personal
import kirmash.bulletin.personal
import kirmash.connections.personal
import kirmash.consent.personal
import kirmash.exhibition.personal
import kirmash.jobs.personal
import kirmash.mail.personal
import kirmash.matching.personal
import kirmash.protocol.personal
import kirmash.record.personal
import kirmash.registry.personal
import kirmash.search.personal
from kirmash.base.personal import ADMINISTRATORS, Activity, Basis, Event, PersonalData, Reach, Term, Way

ERASURES = Activity(
    key="erasures",
    title=_("Erasures and retention runs"),
    whose=_("people who were erased; administrators"),
    data=_("a keyed hash of the person's key, when and why; who did it"),
    purpose=_("to prove an erasure, and to keep an import from undoing it"),
    basis=Basis.OBLIGATION,
    term=Term(event=Event.WITH_THE_RECORD),
    recipients=(ADMINISTRATORS,),
)
_NAMELESS = _("It points to an account in which no name is left.")

PERSONAL = (
    PersonalData(
        table="kirmash.Erasure", activity=ERASURES, reach=Reach.ACCOUNT, path="account", way=Way.KEEP,
        fields=("at", "kind", "ground"), why_kept=_NAMELESS,
    ),
    PersonalData(
        table="kirmash.RetentionRun", activity=ERASURES, reach=Reach.ACCOUNT, path="account", way=Way.KEEP,
        fields=("at", "day"), why_kept=_NAMELESS,
    ),
)  # fmt: skip
NOT_PERSONAL = {
    "kirmash.Erasure.rows": "numbers by table",
    "kirmash.RetentionRun.report": "numbers by table",
}
_CHAPTERS = (
    kirmash.accounts.personal,
    kirmash.bulletin.personal,
    kirmash.agreements.personal,
    kirmash.protocol.personal,
    kirmash.matching.personal,
    kirmash.exhibition.personal,
    kirmash.record.personal,
    kirmash.search.personal,
    kirmash.connections.personal,
    kirmash.registry.personal,
    kirmash.consent.personal,
    kirmash.mail.personal,
    kirmash.jobs.personal,
    kirmash.base.personal,
)


def declared() -> tuple[PersonalData, ...]:
    """Return what is declared of the tables that are installed, in the order of erasure."""
    everything = (*PERSONAL, *(data for chapter in _CHAPTERS for data in chapter.PERSONAL))
    return tuple(data for data in everything if apps.is_installed(_APPS.get(data.table.split(".")[0], "kirmash")))


def not_personal() -> dict[str, str]:
    """Return the fields that look personal and are not, each with the reason."""
    return NOT_PERSONAL | {field: why for chapter in _CHAPTERS for field, why in chapter.NOT_PERSONAL.items()}


#: Where tables of other applications come from.
_APPS = {
    "account": "allauth.account",
    "mfa": "allauth.mfa",
    "sessions": "django.contrib.sessions",
    "socialaccount": "allauth.socialaccount",
    "usersessions": "allauth.usersessions",
}
