"""History in words: who did what to which record, each line with a link to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _

from kirmash.base.access import may
from kirmash.base.models import Account, Change, SiteRole
from kirmash.base.texts import choose
from kirmash.connections.models import ApiToken, Webhook
from kirmash.record.models import Claim, Resolution, Source, Unknown
from kirmash.record.queries.naming import label_of, labels_of, show

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
    ("make", "token"): _("made the API token: %(what)s"),
    ("revoke", "token"): _("revoked the API token: %(what)s"),
    ("make", "webhook"): _("made the webhook: %(what)s"),
    ("change", "webhook"): _("changed the webhook: %(what)s"),
    ("renew", "webhook"): _("gave a new secret to the webhook: %(what)s"),
    ("switch-off", "webhook"): _("switched off the webhook: %(what)s"),
    ("switch-on", "webhook"): _("switched on the webhook: %(what)s"),
    ("remove", "webhook"): _("removed the webhook: %(what)s"),
    ("import", "fair"): _("imported the fair: %(what)s"),
    ("write", "release"): _("wrote the bulletin: %(what)s"),
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
    "make": _("made"),
    "revoke": _("revoked"),
    "change": _("changed"),
    "switch-off": _("switched off"),
    "switch-on": _("switched on"),
    "remove": _("removed"),
    "import": _("imported"),
    "write": _("wrote"),
}
TABLES = {
    "claim": _("claim"),
    "source": _("source"),
    "conflict": _("conflict"),
    "unknown": _("unknown matter"),
    "account": _("account"),
    "token": _("API token"),
    "webhook": _("webhook"),
    "fair": _("fair"),
    "release": _("bulletin"),
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


def changes_seen_by(person: object) -> QuerySet[Change]:
    """Return the changes that a person may see; what concerns accounts and connections is for administrators."""
    if may(person, "administer"):
        return Change.objects.all()
    return Change.objects.exclude(table__in=["account", "token", "webhook"])


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


def _accounts(keys: set[str]) -> Named:
    found = Account.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(account.pk): (f"{account.email} ({account.get_role_display()})", "") for account in found}


def _tokens(keys: set[str]) -> Named:
    found = ApiToken.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(token.pk): (f"{token.name} ({token.prefix}…)", reverse("connections")) for token in found}


def _webhooks(keys: set[str]) -> Named:
    found = Webhook.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(webhook.pk): (webhook.address, reverse("webhook", args=[webhook.pk])) for webhook in found}


_NAMES: dict[str, Callable[[set[str]], Named]] = {
    "claim": _claims,
    "conflict": _conflicts,
    "unknown": _unknowns,
    "source": _sources,
    "fair": _fairs,
    "release": _releases,
    "account": _accounts,
    "token": _tokens,
    "webhook": _webhooks,
}


def _why(change: Change) -> str:
    """Return what a change kept beside the record: a reason, a role, the number of rows."""
    values = change.values
    if change.verb == "import":
        rows = sum(count for count in values.values() if isinstance(count, int))
        return ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": rows}
    if change.table == "account":
        role = values.get("role", "")
        return str(SiteRole(role).label) if role in SiteRole.values else ""
    return str(values.get("address" if change.table == "webhook" else "reason", ""))
