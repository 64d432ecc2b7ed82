"""Each morning: what is due, late or silent, to those who have to see to it; of each matter once, in one mail."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.agreements.deadlines import Execution
from kirmash.agreements.following.reminders import Matter, Reminding, remindings
from kirmash.agreements.models.asking import Reminder
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.register import Held, held, matters_of, register_of, register_rows
from kirmash.agreements.queries.register import Matter as Shown
from kirmash.agreements.rights import SEE_EXECUTION, words_of
from kirmash.base.access import may
from kirmash.base.models import Account, SiteRole
from kirmash.jobs.terms import Context, Finish, long_job, nothing_left
from kirmash.mail.actions import write
from kirmash.mail.kinds import SAMPLE_TIME, Kind, Purpose, declare
from kirmash.registry.models.place import Place

REMINDER = declare(
    Kind(
        name="follow-up",
        label=gettext_lazy("Reminder of agreements"),
        purpose=Purpose.SUBSCRIPTION,
        sample=lambda: {
            "items": [
                {"day": SAMPLE_TIME.date(), "what": _("Exchange the plan of work"), "with": "Example",
                 "why": _("due within %(days)s days") % {"days": 7}, "url": "https://fair.example/commitments/1/"},
            ],
            "url": "https://fair.example/",
        },
    )
)  # fmt: skip
AHEAD_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one account is to be reminded of."""

    account: Account
    found: Sequence[tuple[Reminding, Shown]]


@long_job(gettext_lazy("Remind of agreements"), daily_at=datetime.time(4, 40), unique_by=())
def remind_of_agreements(context: Context) -> Finish:
    """Write to the departments of cities, and to responsible officers, what is due, late or silent."""
    if settings.MAIL_SERVER is None:
        return nothing_left
    today = timezone.localdate()
    letters = []
    for number, account in enumerate(_accounts(), start=1):
        with translation.override(account.language or settings.LANGUAGE_CODE):
            found = matters_for(account, today)
        if found:
            letters.append(Letter(account=account, found=found))
        context.report(number, None, "accounts")
    return partial(send_reminders, letters=letters, today=today) if letters else nothing_left


def _accounts() -> list[Account]:
    """Return the accounts of cities, and those of people who answer for an instrument."""
    officers = Instrument.objects.filter(responsible__isnull=False).values("responsible__key")
    wanted = Q(mandates__role=SiteRole.CITY) | Q(person__in=officers)
    found = Account.objects.filter(wanted, is_active=True).distinct()
    return list(found.order_by("pk").prefetch_related("mandates"))


def matters_for(account: Account, today: datetime.date) -> list[tuple[Reminding, Shown]]:
    """Return what an account is to be reminded of: of its places and of what it answers for, as far as it may see it.

    Nothing is returned of which it was reminded before.
    """
    shown = {
        word_of(matter): matter
        for matter in matters_of(_register(account, today), today, AHEAD_DAYS)
        if may(account, SEE_EXECUTION, words_of(matter.held.instrument))
    }
    given = frozenset(Reminder.objects.filter(account=account).values_list("matter", flat=True))
    found = remindings((_plain(word, matter) for word, matter in shown.items()), today, given)
    return [(one, shown[one.matter.word]) for one in found]


def _register(account: Account, today: datetime.date) -> list[Held]:
    """Return the registers of an account's places, and what it answers for itself."""
    keys = {subject.partition(":")[2] for role, subject in account.held if role == SiteRole.CITY}
    found = [one for place in Place.objects.filter(key__in=keys).order_by("pk") for one in register_of(place, today)]
    if account.person:
        found += [held(one, None, today) for one in register_rows().filter(responsible__key=account.person)]
    return found


def word_of(matter: Shown) -> str:
    """Return the word by which a matter is known from day to day."""
    if matter.commitment:
        return f"commitment:{matter.commitment.pk}"
    return f"instrument:{matter.held.instrument.pk}:{matter.kind}"


def _plain(word: str, matter: Shown) -> Matter:
    state = matter.state or (Execution.LATE if matter.is_late else Execution.DUE)
    return Matter(word=word, on=matter.on, state=state)


@transaction.atomic
def send_reminders(*, letters: Iterable[Letter], today: datetime.date) -> None:
    """Write each letter, and note of what it reminds."""
    for letter in letters:
        account = letter.account
        with translation.override(account.language or settings.LANGUAGE_CODE):
            values = {"items": [_item(one, shown) for one, shown in letter.found], "url": f"{settings.SITE_URL}/"}
            write(kind=REMINDER, to=account, values=values, key=f"follow-up-{account.pk}-{today}")
        Reminder.objects.bulk_create(
            [Reminder(account=account, matter=one.word, reminded_on=today) for one, _shown in letter.found],
            ignore_conflicts=True,
        )


def _item(one: Reminding, shown: Shown) -> dict[str, object]:
    if shown.commitment:
        path = reverse("commitment", args=[shown.commitment.key])
    else:
        path = reverse("agreement", args=[shown.held.instrument.key])
    return {
        "day": shown.on, "what": shown.what, "with": " – ".join(shown.held.partners), "why": _why(one),
        "url": f"{settings.SITE_URL}{path}",
    }  # fmt: skip


def _why(one: Reminding) -> str:
    kind, _dash, days = one.why.partition("-")
    if kind == "within":
        return _("due within %(days)s days") % {"days": days} if days != "1" else _("due by tomorrow")
    return _("silent: nothing was heard of it for months") if one.why == Execution.SILENT else _("late")
