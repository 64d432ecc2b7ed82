"""Erasing people and accounts: one transaction, a tombstone, and nothing of them left in any table."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.privacy.actions.removing import remove
from kirmash.privacy.models import Erasure, Ground, Scope, SubjectKind
from kirmash.privacy.queries.barring import digest_of, digests_of
from kirmash.privacy.queries.dossier import PERSON, Dossier, dossier_of
from kirmash.registry.models.person import Person


@transaction.atomic
def erase(*, subject: str, typed: str, ground: Ground, account: Account | None = None) -> Erasure:
    """Erase a person with the linked account, or an account; ``typed`` repeats the key or the mail address.

    The public acts of somebody who signed an instrument in office stay, with the name and the office.
    """
    kind, _colon, key = subject.partition(":")
    who = dossier_of(subject)
    _must_be_meant(who, kind, key, typed)
    _must_not_lock_out(who.accounts, account)
    scope = Scope.PART if who.officials else Scope.WHOLE
    rows = remove(who)
    erasure = Erasure.objects.create(
        digest=digest_of(subject),
        kind=SubjectKind(kind),
        scope=scope,
        ground=ground,
        account=account,
        rows=_report(rows),
        is_barred=kind == PERSON,
    )
    values = {"ground": str(ground), "rows": sum(rows.values())}
    Change.objects.create(account=account, verb="erase", table="erasure", record=str(erasure.pk), values=values)
    return erasure


@transaction.atomic
def lift_bar(*, key: str, account: Account | None = None) -> int:
    """Let an erased person's key come back by an import, for instance because the person asked for it."""
    lifted = Erasure.objects.filter(digest__in=digests_of(f"{PERSON}:{key}"), is_barred=True)
    numbers = list(lifted.values_list("pk", flat=True))
    if not numbers:
        raise Refused("nobody-is-barred")
    Erasure.objects.filter(pk__in=numbers).update(is_barred=False)
    Change.objects.create(account=account, verb="lift", table="erasure", record=str(numbers[0]), values={})
    return len(numbers)


def _must_be_meant(who: Dossier, kind: str, key: str, typed: str) -> None:
    if kind == PERSON and not Person.objects.filter(key=key).exists():
        raise Refused("nobody-to-erase")
    if kind != PERSON and not Account.objects.filter(pk__in=who.accounts).exists():
        raise Refused("nobody-to-erase")
    wanted = key if kind == PERSON else Account.objects.get(pk__in=who.accounts).email
    if typed.strip().casefold() != wanted.casefold():
        raise Refused("typed-otherwise", wanted=wanted)


def _must_not_lock_out(accounts: Iterable[int], account: Account | None) -> None:
    """Refuse to erase oneself: somebody else must see that it is right, and somebody must stay."""
    if account is not None and account.pk in accounts:
        raise Refused("not-oneself")


def _report(rows: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    report: dict[str, dict[str, int]] = {}
    for (table, way), count in sorted(rows.items()):
        report.setdefault(table, {})[way] = count
    return report
