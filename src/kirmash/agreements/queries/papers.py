"""The papers of a signature: everything that says who signs, written anew from the same plan."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kirmash.agreements.alternat.composing import Original
from kirmash.agreements.alternat.text import Status, TextRefused
from kirmash.agreements.ceremony.cards import table_cards
from kirmash.agreements.ceremony.interpreting import Lack, interpreters_needed, lacks
from kirmash.agreements.ceremony.scene import Authority as Right
from kirmash.agreements.ceremony.scene import Mode as SceneMode
from kirmash.agreements.ceremony.scene import Onlooker, Scene, Side
from kirmash.agreements.ceremony.scene import Original as SceneOriginal
from kirmash.agreements.ceremony.script import language_in, script
from kirmash.agreements.ceremony.seating import seating
from kirmash.agreements.models.desk import DeskRules, SlotRequest
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signature import Authority, Mode
from kirmash.agreements.models.signing import Issue, Signatory, Signing
from kirmash.agreements.queries.composing import originals_of, party_name
from kirmash.base.differences import changes
from kirmash.base.texts import choose
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Delegation, Engagement, EngagementKind
from kirmash.registry.models.name import Case
from kirmash.registry.models.person import Office
from kirmash.registry.models.place import PlaceKind
from kirmash.registry.queries import forms_of, title_of

Papers = dict[str, dict[str, list[str]]]
#: The papers in the order in which they are handed out.
TITLES = {
    "originals": gettext_lazy("Originals"),
    "authority": gettext_lazy("Authority to sign"),
    "seating": gettext_lazy("Seating and flags"),
    "script": gettext_lazy("Announcer's script"),
    "cards": gettext_lazy("Table cards"),
    "interpreters": gettext_lazy("Interpreters"),
    "programme": gettext_lazy("Programme of the delegations"),
    "press": gettext_lazy("Press draft"),
}
#: Papers that a later chapter writes: each takes the instrument and a language.
WRITERS: dict[str, Callable[[Instrument, str], list[str]]] = {}


def papers_of(instrument: Instrument) -> Papers:
    """Return every paper in every language of the site, as it would be handed out now."""
    return {code: _papers(instrument, code) for code, _name in settings.LANGUAGES}


def hash_of(papers: Papers) -> str:
    """Return the SHA-256 of papers, over their JSON with sorted keys."""
    return hashlib.sha256(json.dumps(papers, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed(before: Issue | None, after: Issue, language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return each paper of an issue: its key, its title, and its words with what changed since another issue."""
    old = before.papers.get(language, {}) if before else {}
    new: Mapping[str, list[str]] = after.papers.get(language, {})
    return [
        (key, str(title), changes("\n".join(old.get(key, new[key])), "\n".join(new[key])))
        for key, title in TITLES.items()
        if key in new
    ]


def _papers(instrument: Instrument, language: str) -> dict[str, list[str]]:
    with override(language):
        scene = scene_of(instrument)
        written = {
            "originals": list(_originals(instrument, scene, language)),
            "authority": list(_authority(scene, language)),
            "seating": [
                _("Seat %(number)s from the left, seen from the hall: %(name)s, with its flag: %(who)s")
                % {
                    "number": seat.number,
                    "name": seat.side.name(language),
                    "who": seat.side.who(language) or _("nobody is named yet"),
                }
                for seat in seating(scene)
            ],
            "script": [f"{cue.minute:02} {'»' if cue.is_said else '–'} {cue.text}" for cue in script(scene, language)],
            "cards": [f"{card.side.name(language)}: {card.side.who(language)}" for card in table_cards(scene)],
            "interpreters": list(_interpreters(scene, language)),
            "programme": list(_programme(instrument, scene, language)),
        }
        return {**written, **{key: write(instrument, language) for key, write in WRITERS.items()}}


def scene_of(instrument: Instrument) -> Scene:
    """Return the planned signature with all names in all languages that somebody there reads."""
    signing: Signing | None = getattr(instrument, "signing", None)
    slot = slot_at_desk(instrument)
    announcers = tuple(slot.desk.announcers) if slot and slot.desk else ()
    tags = list(dict.fromkeys((*(code for code, _name in settings.LANGUAGES), *announcers)))
    zone = zone_of(instrument.fair) if instrument.fair else None
    return Scene(
        kind=instrument.kind,
        titles=instrument.titles,
        sides=[_side(party, signing, tags) for party in instrument.parties.all()],
        originals=_kept(instrument),
        planned_on=signing.planned_on if signing else None,
        begins_at=signing.begins_at.astimezone(zone) if signing and signing.begins_at else None,
        room=signing.room if signing else "",
        mode=SceneMode(signing.mode) if signing else SceneMode.IN_PERSON,
        announcers=announcers,
        order_language=_order_language(instrument),
        witnesses=[_onlooker(one) for one in slot.witnesses] if slot else [],
        photographer=slot.photographer if slot else "",
    )


def slot_at_desk(instrument: Instrument) -> SlotRequest | None:
    """Return the request of an instrument that has a slot at the signing desk."""
    request: SlotRequest | None = getattr(instrument, "slot_request", None)
    return request if request and request.desk_id else None


def _order_language(instrument: Instrument) -> str:
    rules: DeskRules | None = getattr(instrument.fair, "desk_rules", None) if instrument.fair else None
    return rules.order_language if rules else ""


def _onlooker(line: str) -> Onlooker:
    return Onlooker(names={code: line for code, _name in settings.LANGUAGES})


def _kept(instrument: Instrument) -> list[SceneOriginal]:
    """Return the originals: one for each party, its own language first."""
    last = instrument.texts.last()
    if last is None:
        return []
    languages = [one["language"] for one in last.content["versions"] if one["status"] == Status.AUTHENTIC]
    own = {one["position"]: one["language"] for one in last.content["parties"]}
    return [
        SceneOriginal(
            keeper=party.position,
            languages=sorted(languages, key=lambda language: language != own.get(party.position)),
        )
        for party in instrument.parties.all()
    ]


def _side(party: Party, signing: Signing | None, tags: Sequence[str]) -> Side:
    signatory: Signatory | None = getattr(party, "signatory", None)
    named = party.place or party.organisation
    place = party.place or (party.organisation.place if party.organisation else None)
    names = _in_all(lambda tag: forms_of(named.names.all(), tag).get(Case.NOMINATIVE, ""), tags) if named else {}
    is_host = signing is not None and signing.host_id == party.pk
    side = Side(
        position=party.position,
        names=names or {"en": str(named)},
        is_host=is_host,
        country=place.country_code if place else "",
        flag=names if party.place and party.place.kind != PlaceKind.COUNTRY else {},
        is_remote=_is_remote(party, signing, is_host=is_host),
    )
    if signatory is None:
        return side
    office = signatory.office
    return replace(
        side,
        person=_in_all(lambda tag: forms_of(office.person.names.all(), tag).get(Case.NOMINATIVE, ""), tags),
        title=_in_all(lambda tag: _title(office, tag), tags),
        authority=Right(signatory.authority),
        paper=signatory.paper,
        languages=tuple(signatory.languages),
    )


def _is_remote(party: Party, signing: Signing | None, *, is_host: bool) -> bool:
    """Say whether a party is away: by a video link all are but the host, or but the first where nobody is host."""
    if signing is None or signing.mode != Mode.VIDEO:
        return False
    return not is_host if signing.host_id else party.position != 1


def _in_all(write: Callable[[str], str], tags: Iterable[str]) -> dict[str, str]:
    return {tag: text for tag in tags if (text := write(tag))}


def _title(office: Office, tag: str) -> str:
    """Return the title of an office in a language in which both the role and its body have names; else nothing."""
    named = [forms_of(forms, tag) for forms in (office.role.names.all(), office.body.names.all())]
    return title_of(office, tag) if all(named) else ""


def _originals(instrument: Instrument, scene: Scene, language: str) -> Iterator[str]:
    last = instrument.texts.last()
    if last is None:
        yield _("There is no text yet.")
        return
    try:
        found = originals_of(last)
    except TextRefused:
        yield _("The text has faults; no originals can be made of it.")
        return
    names = {str(side.position): side.name(language) for side in scene.sides}
    for original in found:
        blocks = [
            "; ".join(word for word in (block.body, block.office, block.person) if word)
            for section in original.sections
            for block in section.signatures
        ]
        yield _("Kept by %(name)s: %(hash)s") % {"name": names[original.keeper], "hash": _print_of(original)}
        yield from (f"— {block}" for block in blocks)


def _print_of(original: Original) -> str:
    """Return the first signs of the SHA-256 of all that an original says."""
    return hashlib.sha256(repr(original).encode()).hexdigest()[:16]


def _authority(scene: Scene, language: str) -> Iterator[str]:
    for side in scene.sides:
        if not side.is_named:
            yield f"{side.name(language)}: {_('nobody is named yet')}"
            continue
        by_right = ", ".join(word for word in (str(Authority(side.authority).label), side.paper) if word)
        yield f"{side.name(language)}: {side.who(language)} ({by_right})"
    for lack, side, _language in lacks(scene):
        if lack is Lack.PAPER:
            yield _("%(name)s: the paper by which the deputy signs is missing.") % {"name": side.name(language)}


def _interpreters(scene: Scene, language: str) -> Iterator[str]:
    needed = interpreters_needed(scene)
    unknown = [side for lack, side, _language in lacks(scene) if lack is Lack.LANGUAGES]
    for need in needed:
        values = {"one": choose(need.one.person, language), "ones": _spoken(need.ones, language),
                  "others": _spoken(need.others, language)}  # fmt: skip
        if need.other is None:
            yield _("%(one)s (%(ones)s) does not follow the announcer (%(others)s) without an interpreter.") % values
        else:
            yield _("An interpreter is needed between %(one)s (%(ones)s) and %(other)s (%(others)s).") % {
                **values,
                "other": choose(need.other.person, language),
            }
    for side in unknown:
        yield _("It is not known which languages %(who)s speaks.") % {"who": choose(side.person, language)}
    if not needed and not unknown:
        yield _("No interpreter is needed.")


def _spoken(tags: Iterable[str], language: str) -> str:
    return ", ".join(language_in(tag, language) for tag in tags)


def _programme(instrument: Instrument, scene: Scene, language: str) -> Iterator[str]:
    begins = scene.begins_at
    if begins:
        day = date_format(begins, "DATETIME_FORMAT")
        yield ", ".join(word for word in (day, scene.room, instrument.get_kind_display()) if word)
    elif scene.planned_on:
        yield date_format(scene.planned_on, "DATE_FORMAT")
    signs = {side.position: side.who(language) for side in scene.sides}
    for party, delegation in delegations_of(instrument):
        signer = signs[party.position] or _("nobody is named yet")
        yield _("Delegation %(name)s: signs %(who)s") % {"name": name_of_delegation(delegation, party), "who": signer}


def name_of_delegation(delegation: Delegation, party: Party) -> str:
    """Return how a delegation is called: its own name, or that of the party."""
    return delegation.names.get(settings.LANGUAGE_CODE, "") or party_name(party)


def delegations_of(instrument: Instrument) -> list[tuple[Party, Delegation]]:
    """Return the delegations of the parties at the instrument's fair."""
    if instrument.fair is None:
        return []
    found = Delegation.objects.filter(fair=instrument.fair).order_by("pk")
    by_origin: dict[tuple[int | None, int | None], Delegation] = {}
    for one in found:
        by_origin.setdefault((one.place_id, one.organisation_id), one)
    parties = [(party, by_origin.get((party.place_id, party.organisation_id))) for party in instrument.parties.all()]
    return [(party, delegation) for party, delegation in parties if delegation]


def engagement_of(instrument: Instrument, delegation: Delegation) -> Engagement | None:
    """Return the signing slot of an instrument in a delegation's programme."""
    return delegation.engagements.filter(kind=EngagementKind.SIGNING, key=engagement_key(instrument)).first()


def engagement_key(instrument: Instrument) -> str:
    """Return the key under which a signing slot stands in a programme."""
    return f"signing-{instrument.key}"[:120]


def slot_of(signing: Signing, minutes: int) -> tuple[datetime.datetime, datetime.datetime] | None:
    """Return when a signature begins and ends; None where only its day is planned."""
    if signing.begins_at is None:
        return None
    return signing.begins_at, signing.begins_at + datetime.timedelta(minutes=minutes)
