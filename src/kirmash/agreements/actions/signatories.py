"""Who is to sign, and the papers that say so: one change, and all of them are issued anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from kirmash.agreements.ceremony.interpreting import interpreters_needed
from kirmash.agreements.ceremony.scene import MINUTES, Scene
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signing import Issue, Signatory, Signing
from kirmash.agreements.queries.filing import files
from kirmash.agreements.queries.papers import (
    delegations_of,
    engagement_key,
    engagement_of,
    hash_of,
    papers_of,
    scene_of,
    slot_of,
)
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.protocol.actions import EngagementWords, change_engagement, plan_engagement, write_down_person
from kirmash.protocol.models import EngagementKind
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Office, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """Somebody who is not on record yet: names by language, gender, the role and its body."""

    names: Mapping[str, str]
    gender: str
    role: Role
    body: Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryWords:
    """What is said of whoever is to sign."""

    authority: str
    office: Office | None = None
    new: NewOffice | None = None
    paper: str = ""
    languages: list[str] = field(default_factory=list)


@transaction.atomic
def name_signatory(
    *, party: Party, words: SignatoryWords, reason: str = "", account: Account | None = None
) -> Issue | None:
    """Say who signs for a party; the slot in the programmes follows, and all papers are issued anew.

    A person who is not on record is put there. Nothing is issued where nothing changed.
    """
    office = words.office or _write_down(words.new, is_demo=party.instrument.is_demo)
    if not is_of(office, party):
        raise Refused("signatory-of-another")
    Signatory.objects.update_or_create(
        party=party,
        defaults={
            "office": office, "authority": words.authority, "paper": words.paper, "languages": words.languages,
        },
    )  # fmt: skip
    Change.objects.create(
        account=account, verb="name", table="signatory", record=party.instrument.key,
        values={"party": party.position, "office": office.key, "authority": words.authority, "reason": reason},
    )  # fmt: skip
    return issue_papers(instrument=party.instrument, reason=reason, account=account)


@transaction.atomic
def issue_papers(*, instrument: Instrument, reason: str, account: Account | None = None) -> Issue | None:
    """Put the signature into the programmes and hand out its papers as they are now; None where nothing changed."""
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    whole = files().get(pk=instrument.pk)
    _put_into_programmes(whole, account)
    papers = papers_of(whole)
    digest = hash_of(papers)
    last = whole.issues.order_by("number").last()
    if last and last.sha256 == digest:
        return None
    made = Issue.objects.create(
        instrument=instrument, number=last.number + 1 if last else 1, reason=reason, papers=papers, sha256=digest,
        account=account,
    )  # fmt: skip
    Change.objects.create(
        account=account, verb="issue", table="papers", record=instrument.key,
        values={"number": made.number, "sha256": digest, "reason": reason},
    )  # fmt: skip
    return made


def _write_down(new: NewOffice | None, *, is_demo: bool) -> Office:
    if new is None:
        raise Refused("signatory-of-another")
    person = write_down_person(names=new.names, gender=new.gender, is_demo=is_demo)
    return Office.objects.create(
        key=new_key(Office, person.key, new.role.key), person=person, body=new.body, role=new.role
    )


def is_of(office: Office, party: Party) -> bool:
    """Say whether an office acts for a party: of the organisation itself, or of a body at its place."""
    if party.organisation:
        return office.body_id == party.organisation_id
    return office.body.place_id == party.place_id


def _put_into_programmes(instrument: Instrument, account: Account | None) -> None:
    signing: Signing | None = getattr(instrument, "signing", None)
    slot = slot_of(signing, MINUTES) if signing else None
    if signing is None or slot is None:
        return
    scene = scene_of(instrument)
    sides = delegations_of(instrument)
    for party, delegation in sides:
        words: EngagementWords = {
            "kind": EngagementKind.SIGNING,
            "begins_at": slot[0],
            "ends_at": slot[1],
            "titles": _titles(instrument, scene),
            "place": None,
            "space": signing.space,
            "exhibitor": None,
            "room": signing.room,
            "with_delegation": None,
            "with_organisation": None,
            "interpreters": _interpreters(scene, party.position),
            "is_public": False,
            "note": next(side.who(settings.LANGUAGE_CODE) for side in scene.sides if side.position == party.position),
        }
        known = engagement_of(instrument, delegation)
        if known is None:
            plan_engagement(delegation=delegation, key=engagement_key(instrument), account=account, **words)
        elif any(getattr(known, name) != value for name, value in words.items()):
            change_engagement(engagement=known, account=account, **words)


def _titles(instrument: Instrument, scene: Scene) -> dict[str, str]:
    """Return what a programme calls the signature, in every language of the site."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            kind = instrument.get_kind_display()
        found[code] = f"{kind}: {' – '.join(side.name(code) for side in scene.sides)}"
    return found


def _interpreters(scene: Scene, position: int) -> list[str]:
    """Return the languages of the others for whom a side needs an interpreter."""
    found: list[str] = []
    for need in interpreters_needed(scene):
        if need.one.position == position:
            found.append(need.others[0])
        elif need.other and need.other.position == position:
            found.append(need.ones[0])
    return list(dict.fromkeys(found))
