"""History in words: who did what to which record, each line with a link to it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from kirmash.base.access import ADMINISTER, SEE_HISTORY, may
from kirmash.base.models import SITE, Account, Change, SiteRole
from kirmash.base.texts import choose, locale_of
from kirmash.connections.models import ApiToken, Webhook
from kirmash.jobs.models import Job
from kirmash.jobs.queries import label_of as label_of_task
from kirmash.record.models import Claim, Resolution, Source, Unknown
from kirmash.record.queries.history_words import SENTENCES as OWN_SENTENCES
from kirmash.record.queries.history_words import TABLES as OWN_TABLES
from kirmash.record.queries.history_words import VERBS
from kirmash.record.queries.naming import label_of, labels_of, show
from kirmash.record.queries.register_history import NAMES, SENTENCES_OF_REGISTERS, TABLES_OF_REGISTERS
from kirmash.registry.queries import name_of

#: What a line says, by verb and table; ``%(what)s`` is the record.
SENTENCES = OWN_SENTENCES | SENTENCES_OF_REGISTERS
TABLES = OWN_TABLES | TABLES_OF_REGISTERS
#: What only administrators see.
CONFIDENTIAL = ("account", "person", "consent", "erasure", "retention", "job", "mail", "token", "webhook",
                "reconciliation", "finding", "text", "route", "step", "signing", "signatory", "papers",
                "slot", "enquiry", "signature",
                "commitment", "news", "evidence", "asking", "deal", "link", "trade")  # fmt: skip
Named = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change in words: what stands before and after the name of the record, its address, and why."""

    change: Change
    before: str
    what: str
    after: str
    url: str
    why: str
    is_withdrawn: bool


def lines_of(changes: Iterable[Change]) -> list[Line]:
    """Return changes in words, in the order given; a few queries for any number of them."""
    found = list(changes)
    named = {
        table: name({change.record for change in found if change.table == table})
        for table, name in _NAMES.items()
        if any(change.table == table for change in found)
    }
    keys = {change.record for change in found if change.table == "claim"}
    withdrawn = (
        set(Claim.objects.filter(key__in=keys, is_withdrawn=True).values_list("key", flat=True)) if keys else set()
    )
    lines = []
    for change in found:
        what, url = named.get(change.table, {}).get(change.record, (change.record, ""))
        generic = f"{VERBS.get(change.verb, change.verb)} ({TABLES.get(change.table, change.table)}): %(what)s"
        before, _what, after = str(SENTENCES.get((change.verb, change.table), generic)).partition("%(what)s")
        is_withdrawn = change.table == "claim" and change.record in withdrawn
        line = Line(
            change=change, before=before, what=what, after=after, url=url, why=_why(change), is_withdrawn=is_withdrawn
        )
        lines.append(line)
    return lines


def changes_seen_by(person: object) -> QuerySet[Change]:
    """Return what somebody sees of the history: administrators all, others what is theirs to know."""
    if may(person, ADMINISTER):
        return Change.objects.all()
    seen = Change.objects.exclude(table__in=CONFIDENTIAL)
    if may(person, SEE_HISTORY, frozenset({SITE})):
        return seen
    held = person.held if isinstance(person, Account) else ()
    return changes_about(seen, [subject for _role, subject in held if subject.startswith("fair:")])


def changes_of(claims: Iterable[Claim], resolutions: Iterable[Resolution]) -> QuerySet[Change]:
    """Return what was done to claims and decisions, newest first."""
    of_claims = Q(table="claim", record__in=[claim.key for claim in claims])
    of_decisions = Q(table="conflict", record__in=[resolution.key for resolution in resolutions])
    return Change.objects.filter(of_claims | of_decisions).select_related("account").order_by("-pk")


def changes_about(changes: QuerySet[Change], subjects: Collection[str]) -> QuerySet[Change]:
    """Narrow changes to those of fairs, named by their words: the fair itself, its bulletins, and its record."""
    fairs = [subject.partition(":")[2] for subject in subjects]
    about = Q(table="fair", record__in=fairs)
    for fair in fairs:
        about |= Q(table="release", record__startswith=f"{fair}-")
    for table, model in (("claim", Claim), ("unknown", Unknown), ("conflict", Resolution)):
        about |= Q(table=table, record__in=model.objects.filter(subject__in=subjects).values("key"))
    return changes.filter(about)


def _claims(keys: set[str]) -> Named:
    found = show(Claim.objects.filter(key__in=keys).select_related("about", "source"))
    return {
        shown.claim.key: (
            f"{shown.subject}: {shown.about}" + (f" ({shown.part})" if shown.part else "") + f" – {shown.value}",
            reverse("claim", args=[shown.claim.key]),
        )
        for shown in found
    }


def _conflicts(keys: set[str]) -> Named:
    found = list(Resolution.objects.filter(key__in=keys).select_related("about"))
    labels = labels_of({r.subject for r in found} | {r.part for r in found if r.part})
    return {
        r.key: (
            f"{labels[r.subject]}: {label_of(r.about)}" + (f" ({labels[r.part]})" if r.part else ""),
            reverse("conflict", args=[r.subject, r.about.key, r.part]),
        )
        for r in found
    }


def _unknowns(keys: set[str]) -> Named:
    found = Unknown.objects.filter(key__in=keys)
    return {u.key: (choose(u.texts) or u.matter, reverse("unknown", args=[u.key])) for u in found}


def _sources(keys: set[str]) -> Named:
    found = Source.objects.filter(key__in=keys)
    return {s.key: (f"{s.publisher}: {s.title}".lstrip(": "), reverse("claims") + f"?source={s.key}") for s in found}


def _fairs(keys: set[str]) -> Named:
    labels = labels_of(f"fair:{key}" for key in keys)
    return {key: (labels[f"fair:{key}"], reverse("fair", args=[key])) for key in keys}


def _releases(keys: set[str]) -> Named:
    named = Locale.parse(locale_of()).languages
    found = apps.get_model("kirmash", "Release")._default_manager.filter(key__in=keys).select_related("fair")
    return {
        release.key: (
            f"{choose(release.fair.names)}, {named.get(release.language, release.language)}",
            reverse("bulletin", args=[release.fair.key, release.style]),
        )
        for release in found
    }


def _people(keys: set[str]) -> Named:
    labels = labels_of(f"person:{key}" for key in keys)
    return {key: (labels[f"person:{key}"], "") for key in keys}


def _delegations(keys: set[str]) -> Named:
    """Return delegations by fair and key, ``FAIR/KEY``: that they come is no secret."""
    found = _of_fairs("Delegation", keys).select_related("place", "organisation")
    found = found.prefetch_related("place__names", "organisation__names")
    return {
        f"{each.fair.key}/{each.key}": (
            choose(each.names) or name_of((each.place or each.organisation).names.all()) or each.key,
            reverse("delegation", args=[each.fair.key, each.key]),
        )
        for each in found
    }


def _exhibitors(keys: set[str]) -> Named:
    found = _of_fairs("Exhibitor", keys).select_related("organisation").prefetch_related("organisation__names")
    return {
        f"{each.fair.key}/{each.key}": (
            name_of(each.organisation.names.all()) or each.key,
            reverse("exhibitor", args=[each.fair.key, each.key]),
        )
        for each in found
    }


def _of_fairs(table: str, keys: set[str]) -> QuerySet[Any]:  # Any: a model of a later chapter
    """Return the rows of a table whose keys are unique within a fair, by words ``FAIR/KEY``."""
    own = {key.partition("/")[2] for key in keys}
    fairs = {key.partition("/")[0] for key in keys}
    rows: QuerySet[Any] = apps.get_model("kirmash", table)._default_manager.select_related("fair")
    return rows.filter(fair__key__in=fairs, key__in=own)


def _reconciliations(keys: set[str]) -> Named:
    rows = apps.get_model("kirmash", "Reconciliation")._default_manager.filter(key__in=keys)
    return {row.key: (row.name, reverse("reconciliation", args=[row.key])) for row in rows}


def _findings(keys: set[str]) -> Named:
    """Return findings by the key of their reconciliation and their number, ``KEY/NUMBER``."""
    lists = {key.partition("/")[0] for key in keys}
    rows = apps.get_model("kirmash", "FoundPair")._default_manager.select_related("reconciliation")
    return {
        f"{row.reconciliation.key}/{row.number}": (
            row.label,
            reverse("finding", args=[row.reconciliation.key, row.number]),
        )
        for row in rows.filter(reconciliation__key__in=lists)
    }


def _accounts(keys: set[str]) -> Named:
    found = Account.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(account.pk): (account.email, reverse("account-kept", args=[account.pk])) for account in found}


def _jobs(keys: set[str]) -> Named:
    rows = Job.objects.filter(pk__in=keys).values_list("pk", "task")
    return {str(pk): (label_of_task(task), reverse("job", args=[pk])) for pk, task in rows}


def _tokens(keys: set[str]) -> Named:
    found = ApiToken.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(token.pk): (f"{token.name} ({token.prefix}…)", reverse("connections")) for token in found}


def _webhooks(keys: set[str]) -> Named:
    found = Webhook.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(webhook.pk): (webhook.address, reverse("webhook", args=[webhook.pk])) for webhook in found}


def _instruments(keys: set[str]) -> Named:
    """Name the instruments whose files changed by their parties."""
    parties = apps.get_model("kirmash", "Party")._default_manager.filter(instrument__key__in=keys).order_by("position")
    found: dict[str, list[str]] = {}
    for party in parties.select_related("instrument").prefetch_related("place__names", "organisation__names"):
        named = party.place or party.organisation
        found.setdefault(party.instrument.key, []).append(name_of(named.names.all()) if named else "")
    return {key: (" – ".join(names), reverse("agreement-file", args=[key])) for key, names in found.items()}


def _promises(keys: set[str]) -> Named:
    found = apps.get_model("kirmash", "Commitment")._default_manager.filter(key__in=keys)
    return {one.key: (choose(one.names), reverse("commitment", args=[one.key])) for one in found}


_NAMES: dict[str, Callable[[set[str]], Named]] = {
    **NAMES,
    "claim": _claims,
    "conflict": _conflicts,
    "unknown": _unknowns,
    "source": _sources,
    "fair": _fairs,
    "desk": _fairs,
    "release": _releases,
    "account": _accounts,
    "job": _jobs,
    "person": _people,
    "delegation": _delegations,
    "member": _delegations,
    "engagement": _delegations,
    "exhibitor-note": _exhibitors,
    "stand-offer": _exhibitors,
    "token": _tokens,
    "webhook": _webhooks,
    "reconciliation": _reconciliations,
    "finding": _findings,
    **dict.fromkeys(("commitment", "news"), _promises),
    **dict.fromkeys(("text", "route", "step", "signing", "signatory", "papers", "slot", "signature"), _instruments),
}


def _why(change: Change) -> str:
    """Return what a change kept beside the record: a reason, a role, the number of rows."""
    values = change.values
    if change.verb == "import":
        rows = sum(count for count in values.values() if isinstance(count, int))
        return ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": rows}
    if change.table == "account":
        role, subject = values.get("role", ""), values.get("subject", SITE)
        if role not in SiteRole.values:
            return str(values.get("reason", ""))
        label = str(SiteRole(role).label)
        return label if subject == SITE else f"{label}, {subject}"
    return str(values.get("address" if change.table == "webhook" else "reason", ""))
