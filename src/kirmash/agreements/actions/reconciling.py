"""Comparing a list with our register, deciding what was found; the register itself never changes by it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.timezone import localdate

from kirmash.agreements.models.reconciliation import LONGEST_NAME, Decision, FoundPair, Reconciliation
from kirmash.agreements.queries.reconciling import end_of, known_places, own_register
from kirmash.agreements.reconciling import (
    Comparison,
    End,
    Finding,
    Gazetteer,
    Match,
    Reading,
    Register,
    Scope,
    Tie,
    reconcile,
)
from kirmash.agreements.reconciling.comparing import is_same
from kirmash.agreements.reconciling.keeping import NOT_KNOWN, Words, tie_of_words, words_of_tie
from kirmash.agreements.reconciling.naming import exact_form
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.place import Place

#: Ties of one place that one reconciliation holds.
MOST_TIES = 5_000
#: Refused lines that are kept to be handed back.
MOST_REFUSED = 1_000
_ROW, _PLACE = "row:", "place:"


class ListWords(TypedDict, total=False):
    """What is said of a list."""

    partner: Place | None
    language: str
    source: str
    as_of: datetime.date | None


@transaction.atomic
def compare_list(
    *,
    place: Place,
    name: str,
    scope: Scope,
    reading: Reading,
    now: datetime.datetime,
    account: Account | None = None,
    **words: Unpack[ListWords],
) -> Reconciliation:
    """Keep a list that was read, and compare it with our register of a place."""
    if reading.faults:
        raise Refused("list-not-read", why="; ".join(str(fault) for fault in reading.faults))
    ties = reading.register.ties
    about = list(_about(place, ties)) if scope == Scope.ALL else list(ties)
    if not ties:
        raise Refused("list-is-empty")
    if not about and not place.wikidata:
        raise Refused("export-lacks-place")
    if len(about) > MOST_TIES:
        raise Refused("list-too-long", most=MOST_TIES)
    made = Reconciliation.objects.create(
        key=new_key(Reconciliation, place.key, str(now.date())), place=place, name=name, scope=scope, compared_at=now,
        lines=[_line(tie, scope) for tie in about], beside=len(ties) - len(about),
        refused=[{"row": r.row, "why": r.sentence, "cells": dict(r.cells)} for r in reading.refused[:MOST_REFUSED]],
        **words,
    )  # fmt: skip
    _compare(made)
    _remember("compare", made, account, lines=len(about))
    return made


@transaction.atomic
def compare_again(*, reconciliation: Reconciliation, now: datetime.datetime, account: Account | None = None) -> None:
    """Compare a list with our register as it stands now; a decision about what has changed is taken back."""
    locked = Reconciliation.objects.select_for_update().get(pk=reconciliation.pk)
    locked.compared_at = now
    reopened = _compare(locked)
    reconciliation.refresh_from_db()
    _remember("compare", reconciliation, account, lines=len(reconciliation.lines), reopened=reopened)


@transaction.atomic
def remove_reconciliation(*, reconciliation: Reconciliation, account: Account | None = None) -> None:
    """Remove a list with all that was found and decided; the history keeps that it was there."""
    _remember("remove", reconciliation, account, name=reconciliation.name)
    reconciliation.delete()


@transaction.atomic
def decide_pair(
    *, pair: FoundPair, decision: Decision, why: str, decided_on: datetime.date, account: Account | None = None
) -> FoundPair:
    """Decide a finding, with a reason."""
    _lock(pair)
    if pair.decision:
        raise Refused("finding-is-decided")
    if not why.strip():
        raise Refused("why-missing")
    pair.decision, pair.why, pair.decided_on = decision, why, decided_on
    pair.save()
    _remember_pair("decide", pair, account, decision=str(decision), reason=why)
    return pair


@transaction.atomic
def reopen_pair(*, pair: FoundPair, why: str, account: Account | None = None) -> FoundPair:
    """Take the decision about a finding back, with a reason; the history keeps both."""
    _lock(pair)
    if not pair.decision:
        raise Refused("finding-is-open")
    if not why.strip():
        raise Refused("why-missing")
    pair.decision, pair.why, pair.decided_on = "", "", None
    pair.save()
    _remember_pair("reopen", pair, account, reason=why)
    return pair


@transaction.atomic
def settle_name(
    *, pair: FoundPair, place: Place | None, why: str, now: datetime.datetime, account: Account | None = None
) -> FoundPair | None:
    """Say which place a line of the list means, or that it is none of those known here; compare anew with that.

    Return the finding in which the line stands then: the same one, unless the place had one already; none where
    the line turns out to be about other places.
    """
    reconciliation = _lock(pair)
    if not pair.pair.startswith(_ROW):
        raise Refused("name-is-certain")
    if not why.strip():
        raise Refused("why-missing")
    if place and place.key not in {candidate["key"] for candidate in pair.candidates}:
        raise Refused("no-candidate")
    row = pair.pair.removeprefix(_ROW)
    reconciliation.chosen[row] = place.key if place else ""
    reconciliation.compared_at = now
    _rename(pair, _PLACE + (place.key if place else f"{NOT_KNOWN}{row}"))
    _compare(reconciliation)
    found = _of_row(reconciliation, row)
    _remember_pair("settle", found or pair, account, place=place.key if place else "", name=pair.label, reason=why)
    return found


@transaction.atomic
def unsettle_name(
    *, pair: FoundPair, why: str, now: datetime.datetime, account: Account | None = None
) -> FoundPair | None:
    """Take back what was said about the places that lines of the list mean; compare anew without that."""
    reconciliation = _lock(pair)
    rows = [str(line["row"]) for line in pair.theirs if str(line["row"]) in reconciliation.chosen]
    if not rows:
        raise Refused("name-not-settled")
    if not why.strip():
        raise Refused("why-missing")
    for row in rows:
        del reconciliation.chosen[row]
    reconciliation.compared_at = now
    if not pair.ours and len(rows) == len(pair.theirs):
        _rename(pair, f"{_ROW}{rows[0]}")
    _compare(reconciliation)
    found = _of_row(reconciliation, rows[0])
    _remember_pair("unsettle", found or pair, account, name=pair.label, reason=why)
    return found


def _lock(pair: FoundPair) -> Reconciliation:
    """Let nobody else change anything in a reconciliation meanwhile; see the finding as it is now."""
    reconciliation = Reconciliation.objects.select_for_update().get(pk=pair.reconciliation_id)
    try:
        pair.refresh_from_db()
    except FoundPair.DoesNotExist:
        raise Refused("list-finding-is-gone") from None
    return reconciliation


def _rename(pair: FoundPair, word: str) -> None:
    """Let a finding keep its number and its history while the pair that it is about gets another word."""
    if not FoundPair.objects.filter(reconciliation=pair.reconciliation_id, pair=word).exists():
        pair.pair = word
        pair.save()


def _of_row(reconciliation: Reconciliation, row: str) -> FoundPair | None:
    """Return the finding in which a line of the list stands, if it is about the place."""
    pairs = reconciliation.pairs.all()
    return next((pair for pair in pairs if row in {str(line["row"]) for line in pair.theirs}), None)


def _about(place: Place, ties: Iterable[Tie]) -> Iterator[Tie]:
    """Yield the ties of an export that are about a place; by name only where that names one item of the export."""
    own, items = end_of(place), set()
    for tie in ties:
        ends = [end for end in (tie.a, tie.b) if is_same(end, own)]
        if ends:
            items |= {end.wikidata for end in ends}
            yield tie
    if len(items) > 1:
        raise Refused("export-knows-several", items=", ".join(sorted(items)))


def _line(tie: Tie, scope: Scope) -> Words:
    words = words_of_tie(tie)
    if scope != Scope.ALL:
        del words["a"]
    return words


def _compare(reconciliation: Reconciliation) -> int:
    """Compare, and bring what is found into the table; return how many decisions fell with what they were about."""
    comparison = _comparison(reconciliation)
    if reconciliation.scope == Scope.OWN:
        reconciliation.beside = comparison.beside
    reconciliation.save()
    stored = {pair.pair: pair for pair in reconciliation.pairs.all()}
    last = _last_number(reconciliation, stored.values())
    new, reopened, places = [], 0, dict(Place.objects.values_list("key", "pk"))
    for finding in comparison.findings:
        words = _words(finding, places)
        old = stored.pop(words["pair"], None)
        if old is None:
            last += 1
            new.append(FoundPair(reconciliation=reconciliation, number=last, **words))
            continue
        reopened += _renew(old, words)
    FoundPair.objects.bulk_create(new)
    for pair in stored.values():
        reopened += _fall(pair)
    FoundPair.objects.filter(pk__in=[pair.pk for pair in stored.values()]).delete()
    return reopened


def _last_number(reconciliation: Reconciliation, pairs: Iterable[FoundPair]) -> int:
    """Return the highest number that was given: one that stands in the history never means another finding."""
    told = Change.objects.filter(table="finding", record__startswith=f"{reconciliation.key}/")
    numbers = [int(record.rpartition("/")[2]) for record in told.values_list("record", flat=True)]
    return max([*numbers, *(pair.number for pair in pairs)], default=0)


def _fall(pair: FoundPair) -> bool:
    """Note that a decision falls with what it was about, if there is one."""
    if pair.decision:
        _remember_pair("fall", pair, None, decision=pair.decision, reason=pair.why)
    return bool(pair.decision)


def _renew(pair: FoundPair, words: Words) -> bool:
    """Write anew what is found about a pair; return whether a decision fell, for it was about something else."""
    is_as_before = (pair.state, pair.differences) == (words["state"], words["differences"])
    falls = not is_as_before and _fall(pair)
    if falls:
        words |= {"decision": "", "why": "", "decided_on": None}
    for name, word in words.items():
        setattr(pair, name, word)
    pair.save()
    return falls


def _comparison(reconciliation: Reconciliation) -> Comparison:
    place, known = reconciliation.place, known_places()
    about = end_of(place)
    of = {Scope.ABOUT: about, Scope.OWN: end_of(reconciliation.partner) if reconciliation.partner else None}
    owner = of.get(Scope(reconciliation.scope))
    ties = [_tie(words, owner) for words in reconciliation.lines]
    theirs = Register(
        name=reconciliation.name, scope=Scope(reconciliation.scope), of=owner, as_of=reconciliation.as_of,
        source=reconciliation.source, ties=tuple(ties),
    )  # fmt: skip
    by_key, by_row = {end.key: end for end in known}, {str(tie.row): tie for tie in ties}
    chosen = {
        (1, int(row)): by_key.get(key) or replace(by_row[row].b, key=f"{NOT_KNOWN}{row}")
        for row, key in reconciliation.chosen.items()
    }
    own = own_register(place, localdate(reconciliation.compared_at))
    return reconcile(own, theirs, gazetteer=Gazetteer(known), about=about, chosen=chosen)


def _tie(words: Words, owner: End | None) -> Tie:
    """Return a tie of the list; one of a city's own list has that city at its first end."""
    return tie_of_words(words, owner) if owner else tie_of_words(words)


def _words(finding: Finding, places: dict[str, int]) -> Words:
    """Return a finding as the table keeps it, without what was decided."""
    second, theirs = finding.second, finding.theirs[0]
    written = next((tie.b.label for tie in theirs.ties if tie.b.names), second.label)
    names = [name.text for end in (second, *(tie.b for tie in theirs.ties)) for name in end.names]
    return {
        "pair": _pair_word(finding),
        "state": str(finding.state),
        "place_id": places.get(second.key),
        "label": written[:LONGEST_NAME],
        "spelt": "".join(f" {word}" for word in dict.fromkeys(" ".join(exact_form(name) for name in names).split())),
        "country": second.country,
        "wikidata": second.wikidata,
        "ours": [{"key": tie.key, "kind": tie.kind, "when": tie.when} for tie in finding.ours.ties],
        "theirs": [_said(tie, theirs.register.of) for tie in theirs.ties],
        "reason": _reason(finding.match),
        "candidates": [{"key": end.key, "label": end.label, **_reason(match)} for end, match in finding.candidates],
        "differences": [str(difference) for difference in finding.differences],
    }


def _pair_word(finding: Finding) -> str:
    """Return the word of a pair, which is the same whenever the lists are compared."""
    second, theirs = finding.second, finding.theirs[0]
    if finding.candidates and theirs.is_there:
        return f"{_ROW}{theirs.ties[0].row}"
    if second.key:
        return f"{_PLACE}{second.key}"
    if second.wikidata or second.geonames:
        return f"id:{second.wikidata or second.geonames}"
    return f"name:{exact_form(second.label)[:LONGEST_NAME]}:{second.country}"


def _said(tie: Tie, of: End | None) -> Words:
    """Return what a line says, with the name that stands in it: not that of the place whose list it is."""
    name = (tie.a if tie.b == of else tie.b).label
    return {
        "row": tie.row, "name": name, "kind": tie.kind, "when": tie.when, "note": tie.note, "our_end": tie.a_says,
        "their_end": tie.b_says,
    }  # fmt: skip


def _reason(match: Match | None) -> Words:
    return {"code": match.code, "score": match.score, "values": dict(match.values)} if match else {}


def _remember(verb: str, reconciliation: Reconciliation, account: Account | None, **values: object) -> None:
    Change.objects.create(account=account, verb=verb, table="reconciliation", record=reconciliation.key, values=values)


def _remember_pair(verb: str, pair: FoundPair, account: Account | None, **values: str) -> None:
    record = f"{pair.reconciliation.key}/{pair.number}"
    Change.objects.create(account=account, verb=verb, table="finding", record=record, values=values)
