"""What the desk does by itself: each Monday it writes to people what waits for them."""

import datetime
from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.base.models import Account
from kirmash.desk.queries.due import Due, due_for
from kirmash.desk.queries.person import fair_now, roles_of
from kirmash.jobs.terms import Context, Finish, long_job, nothing_left
from kirmash.mail.actions import write
from kirmash.mail.kinds import DIGEST

MONDAY = 0
Lists = list[tuple[Account, list[Due]]]


@long_job(gettext_lazy("Write on Monday what is due"), daily_at=datetime.time(4, 30), unique_by=())
def write_digests(context: Context) -> Finish:
    """Write to everybody for whom something waits, if it is Monday and mail leaves the site."""
    today = timezone.localdate()
    if today.weekday() != MONDAY or settings.MAIL_SERVER is None:
        return nothing_left
    accounts = list(Account.objects.filter(is_active=True, last_login__isnull=False).prefetch_related("mandates"))
    found: Lists = []
    for number, account in enumerate(accounts, start=1):
        with translation.override(account.language or settings.LANGUAGE_CODE):
            found.append((account, due_to(account)))
        context.report(number, len(accounts), "accounts")
    return partial(_write, [(account, due) for account, due in found if due], today)


def due_to(account: Account) -> list[Due]:
    """Return what waits for somebody in any of their roles, each matter once, the urgent first."""
    fair = fair_now(account)
    due = {one.url: one for role in roles_of(account) for one in due_for(role, account, fair)}
    return sorted(due.values(), key=lambda one: not one.is_urgent)


def _write(lists: Lists, today: datetime.date) -> None:
    year, week, _day = today.isocalendar()
    for account, due in lists:
        with translation.override(account.language or settings.LANGUAGE_CODE):
            items = [{"what": f"{one.count} {one.text}", "url": urljoin(settings.SITE_URL, one.url)} for one in due]
            values = {"period": _("this week"), "items": items, "url": f"{settings.SITE_URL}/"}
            write(kind=DIGEST, to=account, values=values, key=f"digest-{account.pk}-{year}-{week}")
