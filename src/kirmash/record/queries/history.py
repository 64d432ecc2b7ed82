"""History in words: who did what to which record, each line with a link to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import SITE, Account, Change, SiteRole
from kirmash.base.texts import choose
from kirmash.record.models import Claim, Resolution, Source, Unknown
from kirmash.record.queries.naming import label_of, labels_of, show
from kirmash.registry.queries import name_of

#: What a line says, by verb and table; ``%(what)s`` is the record.
SENTENCES = {
    ("state", "claim"): _("stated: %(what)s"),
    ("withdraw", "claim"): _("withdrew: %(what)s"),
    ("reinstate", "claim"): _("reinstated: %(what)s"),
    ("state", "source"): _("stated the source: %(what)s"),
    ("resolve", "conflict"): _("decided the conflict: %(what)s"),
    ("reopen", "conflict"): _("opened the conflict again: %(what)s"),
    ("note", "unknown"): _("put on the watch list: %(what)s"),
    ("answer", "unknown"): _("marked as answered: %(what)s"),
    ("drop", "unknown"): _("dropped from the watch list: %(what)s"),
    ("reopen", "unknown"): _("put on the watch list again: %(what)s"),
    ("create", "account"): _("made the account: %(what)s"),
    ("renew", "account"): _("gave a new password to the account: %(what)s"),
    ("import", "fair"): _("imported the fair: %(what)s"),
    ("write", "release"): _("wrote the bulletin: %(what)s"),
    ("add", "delegation"): _("announced the delegation: %(what)s"),
    ("change", "delegation"): _("changed the delegation: %(what)s"),
    ("remove", "delegation"): _("removed the delegation: %(what)s"),
    ("add", "member"): _("added a member to the delegation: %(what)s"),
    ("change", "member"): _("changed a member of the delegation: %(what)s"),
    ("remove", "member"): _("took a member out of the delegation: %(what)s"),
    ("plan", "engagement"): _("changed the programme of the delegation: %(what)s"),
    ("change", "engagement"): _("changed the programme of the delegation: %(what)s"),
    ("cancel", "engagement"): _("changed the programme of the delegation: %(what)s"),
    ("note", "exhibitor-note"): _("wrote a note on the exhibitor: %(what)s"),
    ("change", "exhibitor-note"): _("changed a note on the exhibitor: %(what)s"),
    ("remove", "exhibitor-note"): _("removed a note on the exhibitor: %(what)s"),
    ("offer", "stand-offer"): _("offered a price to the exhibitor: %(what)s"),
    ("withdraw", "stand-offer"): _("withdrew an offer to the exhibitor: %(what)s"),
}
VERBS = {
    "state": _("stated"),
    "withdraw": _("withdrew"),
    "reinstate": _("reinstated it"),
    "resolve": _("decided"),
    "reopen": _("opened again"),
    "note": _("noted"),
    "answer": _("answered it"),
    "drop": _("dropped it"),
    "create": _("made"),
    "renew": _("renewed"),
    "import": _("imported"),
    "write": _("wrote"),
    "give-mandate": _("gave a role to"),
    "take-mandate": _("took a role from"),
    "add": _("added"),
    "change": _("changed"),
    "remove": _("removed"),
    "plan": _("planned"),
    "cancel": _("cancelled"),
    "offer": _("offered"),
}
TABLES = {
    "claim": _("claim"),
    "source": _("source"),
    "conflict": _("conflict"),
    "unknown": _("unknown matter"),
    "account": _("account"),
    "fair": _("fair"),
    "release": _("bulletin"),
    "delegation": _("delegation"),
    "member": _("member of a delegation"),
    "engagement": _("engagement"),
    "exhibitor-note": _("note on an exhibitor"),
    "stand-offer": _("offer to an exhibitor"),
}
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


def changes_of(claims: Iterable[Claim], resolutions: Iterable[Resolution]) -> QuerySet[Change]:
    """Return what was done to claims and decisions, newest first."""
    of_claims = Q(table="claim", record__in=[claim.key for claim in claims])
    of_decisions = Q(table="conflict", record__in=[resolution.key for resolution in resolutions])
    return Change.objects.filter(of_claims | of_decisions).select_related("account").order_by("-pk")


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
    found = apps.get_model("kirmash", "Release")._default_manager.filter(key__in=keys).select_related("fair")
    return {
        release.key: (
            f"{choose(release.fair.names)}, {get_language_info(release.language)['name_translated']}",
            reverse("bulletin", args=[release.fair.key, release.language]),
        )
        for release in found
    }


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


def _accounts(keys: set[str]) -> Named:
    found = Account.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(account.pk): (account.email, "") for account in found}


_NAMES: dict[str, Callable[[set[str]], Named]] = {
    "claim": _claims,
    "conflict": _conflicts,
    "unknown": _unknowns,
    "source": _sources,
    "fair": _fairs,
    "release": _releases,
    "account": _accounts,
    "delegation": _delegations,
    "member": _delegations,
    "engagement": _delegations,
    "exhibitor-note": _exhibitors,
    "stand-offer": _exhibitors,
}


def _why(change: Change) -> str:
    """Return what a change kept beside the record: a reason, a role, the number of rows."""
    values = change.values
    if change.verb == "import":
        rows = sum(count for count in values.values() if isinstance(count, int))
        return ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": rows}
    if change.table == "account":
        role, subject = values.get("role", ""), values.get("subject", SITE)
        label = str(SiteRole(role).label) if role in SiteRole.values else ""
        return label if subject == SITE else f"{label}, {subject}"
    return str(values.get("reason", ""))
