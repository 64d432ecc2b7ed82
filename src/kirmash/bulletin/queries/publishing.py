"""How far a bulletin is on its way out: embargo, approvals, what hinders it, what was published."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core import signing
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.agreements.models.instrument import Act, Instrument, Party
from kirmash.agreements.queries.queueing import is_signed_by_all
from kirmash.base.access import Words, fair_word, may
from kirmash.base.errors import Refused
from kirmash.bulletin.models import Answer, Approval, ApprovalRequest, Publication, Release, Told, Version
from kirmash.bulletin.queries.editing import checked, versions_of
from kirmash.bulletin.queries.stale import stale_sentences
from kirmash.bulletin.queries.story import principal_instrument
from kirmash.bulletin.rights import APPROVE_RELEASE, SEE_EMBARGOED
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.queries import name_of

SALT = "kirmash.bulletin.approval"
#: How long the link of a press service works.
LASTING = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party of the instrument, and what its press service said of the version last."""

    party: Party
    name: str
    approval: Approval | None

    @property
    def has_approved(self) -> bool:
        """Whether it approved this very version."""
        return self.approval is not None and self.approval.answer == Answer.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a bulletin is on its way out; ``hindrances`` are the codes of what stands in its way."""

    version: Version
    instrument: Instrument | None
    parties: tuple[Side, ...]
    open_findings: int
    publication: Publication | None
    hindrances: tuple[str, ...]


def standing_of(release: Release) -> Standing:
    """Return how far a bulletin is on its way out."""
    fair, style = release.fair, release.style
    version = versions_of(fair, style).first()
    if version is None:
        raise Refused("no-release-to-edit")
    instrument = instrument_of(fair)
    parties = _sides(instrument, version)
    findings = open_findings(fair, style, version.text) if instrument else 0
    found = {
        "signature-not-recorded": instrument is None or not is_signed(instrument),
        "release-is-draft": release.is_draft,
        "sentences-stale": bool(stale_sentences(release)),
        "approval-missing": not parties or not all(side.has_approved for side in parties),
        "embargo-runs": release.is_embargoed,
        "findings-open": findings > 0,
    }
    return Standing(
        version=version, instrument=instrument, parties=parties, open_findings=findings,
        publication=current_publication(release), hindrances=tuple(code for code, holds in found.items() if holds),
    )  # fmt: skip


def parties_of(fair: Fair) -> list[Party]:
    """Return the parties whose press services approve a fair's bulletins."""
    instrument = instrument_of(fair)
    return list(instrument.parties.all()) if instrument else []


def open_findings(fair: Fair, style: str, text: str) -> int:
    """Return how many findings of a text nobody has let stand."""
    return sum(one.kept is None for one in checked(fair, style, text)[1])


def is_signed(instrument: Instrument) -> bool:
    """Say whether every party's signature and the act of signing are recorded."""
    return is_signed_by_all(instrument) and instrument.events.filter(act=Act.SIGNED).exists()


def instrument_of(fair: Fair) -> Instrument | None:
    """Return the instrument that a fair's bulletins are about."""
    try:
        return principal_instrument(fair)
    except Refused:
        return None


def _sides(instrument: Instrument | None, version: Version) -> tuple[Side, ...]:
    if instrument is None:
        return ()
    given = {one.party_id: one for one in version.approvals.all() if one.sha256 == version.sha256}
    return tuple(
        Side(party=party, name=party_name(party), approval=given.get(party.pk)) for party in instrument.parties.all()
    )


def party_name(party: Party, language: str | None = None) -> str:
    """Return the name of a party in a language."""
    named = party.place or party.organisation
    return name_of(named.names.all(), language) if named else ""


def words_of_party(key: str, number: int, **_: object) -> Words:
    """Return the words of the party with a number of the instrument that a fair's bulletins are about."""
    fair = Fair.objects.filter(key=key).first()
    party = next((one for one in parties_of(fair) if one.position == number), None) if fair else None
    return frozenset({f"place:{party.place.key}"}) if party and party.place else frozenset()


def words_of_parties(key: str, **_: object) -> Words:
    """Return the words of all parties of the instrument that a fair's bulletins are about."""
    fair = Fair.objects.filter(key=key).first()
    places = [party.place for party in parties_of(fair)] if fair else []
    return frozenset(f"place:{place.key}" for place in places if place)


# -- embargo


def sees_embargoed(person: object, fair: Fair) -> bool:
    """Say whether a person may see a fair's bulletins before their time: who makes them, and who approves them."""
    return may(person, SEE_EMBARGOED, fair_word(fair.key)) or may(person, APPROVE_RELEASE, words_of_parties(fair.key))


def may_see(person: object, release: Release) -> bool:
    """Say whether a person who may read bulletins may read this one now."""
    return not release.is_embargoed or sees_embargoed(person, release.fair)


def embargo_line(told: Told) -> str:
    """Return what stands on every file of a bulletin under embargo, in its language; empty where there is none."""
    if not told.is_embargoed or told.embargo_until is None:
        return ""
    zone = told.fair.time_zone
    with override(told.language):
        when = date_format(told.embargo_until.astimezone(ZoneInfo(zone)), "DATETIME_FORMAT")
        return _("Embargo until %(time)s (%(zone)s)") % {"time": when, "zone": zone}


# -- links without an account


def ticket_of(asked: ApprovalRequest) -> str:
    """Return the end of the address by which a press service answers."""
    return signing.dumps(asked.pk, salt=SALT)


def read_ticket(ticket: str) -> ApprovalRequest:
    """Return the request of a link that can be used; refuse any other."""
    try:
        number = signing.loads(ticket, salt=SALT, max_age=LASTING)
    except signing.SignatureExpired:
        raise Refused("link-too-old") from None
    except signing.BadSignature:
        raise Refused("link-unknown") from None
    found = ApprovalRequest.objects.select_related("version__fair", "party__place", "party__organisation")
    asked = found.filter(pk=number).first()
    if asked is None:
        raise Refused("link-used")
    return asked


# -- what was published


def current_publication(release: Release) -> Publication | None:
    """Return what stands of a bulletin in public: the latest that was let out, unless it was withdrawn."""
    latest = release.publications.order_by("-version__number").first()
    return latest if latest and latest.withdrawn_at is None else None
