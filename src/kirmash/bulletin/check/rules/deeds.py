"""The document: its kind, what was done with it, where, and who signed for whom."""

import re

from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context

#: Words that speak of a document without saying of which kind.
GENERIC = {"agreement"}
#: The acts that bring an instrument about, in their order.
ACTS = ("negotiated", "endorsed", "initialled", "signed", "registered", "in-force")
#: Letters between a denial and the verb of telling that it denies.
SILENCE = 24


def judge(context: Context) -> None:
    """Hold what a sentence says of the document against the facts."""
    _judge_kinds(context)
    _judge_acts(context)
    _judge_negation(context)
    _judge_place(context)
    _judge_who(context)
    _judge_represented(context)
    _judge_signature(context)


def _judge_kinds(context: Context) -> None:
    deed = context.deed
    for mark in context.sentence.of("kind"):
        if mark.value in GENERIC:
            continue
        if mark.value == deed.kind:
            context.support(mark.start, mark.end, "kind", deed.claims)
        else:
            context.flag(mark, Slip.KIND, f":{deed.kind}", deed.claims)


def _judge_acts(context: Context) -> None:
    deed = context.deed
    for mark in context.sentence.of("act"):
        if mark.value == deed.act:
            if _is_future(context, mark):
                context.flag(mark, Slip.ACT, f":{deed.act}", deed.claims)
            else:
                context.support(mark.start, mark.end, "act", deed.claims)
        elif _is_yet_to_come(context, mark):
            context.support(mark.start, mark.end, "act", deed.claims)
        elif speaks_of_document(context) or mark.value == "negotiated":
            slip = (
                Slip.BLOCK
                if mark.value == "negotiated" and context.sentence.has("trade-direction", "topic")
                else Slip.ACT
            )
            expected = f":{_block(context)}" if slip == Slip.BLOCK else f":{deed.act}"
            context.flag(mark, slip, expected, deed.claims)
    is_planned = context.sentence.has("kind") and not context.sentence.has("act", "topic", "trade-direction")
    if is_planned and context.cue("future"):
        context.flag(context.cue("future")[0], Slip.ACT, f":{deed.act}", deed.claims)


def _is_yet_to_come(context: Context, act: Mark) -> bool:
    """Whether a later act is denied, as it may be: initialled, and not signed yet."""
    is_later = act.value in ACTS and context.deed.act in ACTS and ACTS.index(act.value) > ACTS.index(context.deed.act)
    return (
        is_later
        and bool(context.cue("yet"))
        and any(max(denied.start - act.end, act.start - denied.end) <= SILENCE for denied in context.cue("negation"))
    )


def _block(context: Context) -> str:
    themes = {theme.reference: theme.block for theme in context.facts.themes}
    return next(
        (themes[m.value] for m in context.sentence.of("trade-direction", "topic") if m.value in themes), "talks"
    )


def speaks_of_document(context: Context) -> bool:
    """Whether a sentence is about the document: it names it, its signatories or its parties."""
    places = {m.value for m in context.sentence.of("place")} & set(context.deed.parties)
    return context.sentence.has("kind", "person") or len(places) > 1


def _is_future(context: Context, act: Mark) -> bool:
    marks = context.cue("future")
    signs = (";", ":", "–", "—", ",")
    return any(
        abs(act.start - mark.end) < 90
        and not any(s in context.between(min(mark.end, act.end), max(mark.start, act.start)) for s in signs)
        and not _is_passive(context, mark)
        for mark in marks
    )


def _is_passive(context: Context, mark: Mark) -> bool:
    """Whether a future word only makes a passive: "ist unterzeichnet worden", "were to be"."""
    return context.words.language == "de" and bool(
        re.search(r"\bwurden?\b", context.bare, re.IGNORECASE) and context.original[mark.start : mark.end] == "werden"
    )


def _judge_negation(context: Context) -> None:
    told = ("act", "kind", "topic", "trade-direction", "section", "person", "place", "fair")
    if not (context.sentence.has(*told) or context.amounts):
        return
    excused = context.cue("not-negation", "open")
    for mark in context.cue("negation"):
        is_excused = (
            any(_is_yet_to_come(context, act) for act in context.sentence.of("act"))
            or (any(one.start <= mark.start < one.end for one in excused) and not _is_of_topic(context, mark))
            or _is_silence(context, mark)
        )
        if not is_excused and not _in_comparator(context, mark):
            context.flag(mark, Slip.NEGATION)
            return


def _is_silence(context: Context, negation: Mark) -> bool:
    """Whether it is only denied that something was told: "the text was not published"; not what the text holds."""
    blocks = {theme.reference: theme.block for theme in context.facts.themes}
    if context.sentence.has("kind") and any(blocks.get(mark.value) == "text" for mark in context.sentence.marks):
        return False
    if _is_of_topic(context, negation):
        return False
    return any(max(told.start - negation.end, negation.start - told.end) <= SILENCE for told in context.cue("telling"))


def _is_of_topic(context: Context, negation: Mark) -> bool:
    """Whether it is denied of a topic that it was named: "music was not among the themes named"."""
    behind = context.between(negation.end, context.sentence.end)
    among = _AMONG[context.words.language]
    return context.sentence.has("topic") and bool(re.match(rf"\s*(?:{among})", behind, re.IGNORECASE))


_AMONG = {
    "de": r"(?:unter|zu|bei|genannt|erwähnt|angesprochen|aufgeführt)(?!\w)",
    "en": r"(?:\w+\s+)?(?:among|one of|part of|on the list|named|mentioned|listed|included|raised|cited)(?!\w)",
    "ru": r"(?:\w+\s+)?(?:в числе|среди|назва\w*|упомя\w*|упомин\w*|вош\w*|прозвуча\w*|фигурир\w*|значи\w*)",
    "be": r"(?:\w+\s+)?(?:у ліку|сярод|назва\w*|згад\w*|увайш\w*|прагуча\w*|фігур\w*|знач\w*)",
}


def _in_comparator(context: Context, mark: Mark) -> bool:
    offset = context.sentence.start
    return any(offset + a.start - 3 <= mark.start < offset + a.end for a in context.amounts)


_IN = {
    "de": r"(?<!\w)(?:in|im|nach)\s+(?:\w+\s+)?$",
    "en": r"(?<!\w)(?:in|at|to)\s+$",
    "ru": r"(?<!\w)(?:в|во|на)\s+$",
    "be": r"(?<!\w)(?:у|ва|на)\s+$",
}


def _judge_place(context: Context) -> None:
    """Where a document was signed and a fair held is one place."""
    is_about = context.sentence.has("act") or (context.cue("held", "begin") and context.cue("fair"))
    if not is_about or context.sentence.has("trade-direction", "topic"):
        return
    host = context.deed.place if context.sentence.has("act") else context.facts.host
    for mark in context.sentence.of("place"):
        before = context.between(context.sentence.start, mark.start)[-16:]
        is_office = any(0 <= mark.start - role.end < 40 for role in context.sentence.of("role"))
        is_office = is_office or any(0 <= body.start - mark.end <= 2 for body in context.sentence.of("body", "level"))
        in_it = re.search(_IN[context.words.language], before, re.IGNORECASE)
        if (
            in_it
            and not is_office
            and mark.value not in {host, context.facts.host}
            and mark.value in context.deed.parties
        ):
            context.flag(mark, Slip.NAME, context.said(host))


def _judge_who(context: Context) -> None:
    """Hold each pair of a signatory and the party after "for" against the facts."""
    deed = context.deed
    if not context.sentence.has("act", "neutral") and "supplementary" not in deed.kind and not context.cue("for"):
        return
    people = [m for m in context.sentence.of("person") if m.value in deed.signatories.values()]
    parties = [
        (m, cue) for m in context.sentence.of("place") if m.value in deed.parties for cue in [_for(context, m)] if cue
    ]
    if not people or not parties:
        return
    for person in people:
        clause = _clause(context, person)
        near = [m for m, _cue in parties if m.start in clause]
        first = min(one.start for one in people if one.start in clause)
        is_before = bool(near) and near[0].start < first
        ahead = [m for m in near if m.start < person.start]
        behind = [m for m in near if m.start > person.start]
        party = (ahead[-1] if ahead else None) if is_before else (behind[0] if behind else None)
        right = next(place for place, one in deed.signatories.items() if one == person.value)
        if party and party.value != right and not _is_shared(people, party, person):
            context.flag(
                person,
                Slip.WHO,
                f"{context.said(deed.signatories[party.value])} – {context.said(party.value)}",
                deed.claims,
            )


def _clause(context: Context, mark: Mark) -> range:
    """Return where the clause of a mark stands, as semicolons part them."""
    start, end = context.sentence.start, context.sentence.end
    first = context.between(start, mark.start).rfind(";") + 1
    stop = context.between(mark.end, end).find(";")
    return range(start + first, mark.end + stop if stop >= 0 else end)


#: What stands before a party and is no other word: "for the city of Graz".
_OF_PARTY = {"the", "city", "of", "town", "region", "die", "das", "der", "den", "stadt", "gebiet", "город", "города",
             "горад", "горада", "область", "області", "вобласць", "вобласці", "области"}  # fmt: skip


def _for(context: Context, party: Mark) -> Mark | None:
    """Return the "for" right before a party."""
    behind = re.match(r"\s+(?:behalf|Namen|Auftrag)\b", context.between(party.end, context.sentence.end))
    if behind:
        return party
    for cue in context.cue("for"):
        words = context.between(cue.end, party.start).lower().split()
        own = [word for word in words if word not in _OF_PARTY]
        if 0 <= party.start - cue.end <= 20 and len(own) <= 2 and len(words) <= 3:
            return cue
    return None


def _is_shared(people: list[Mark], party: Mark, person: Mark) -> bool:
    """Whether another person stands between, so that the party is that one's."""
    start, end = min(party.start, person.start), max(party.start, person.start)
    return any(start < other.start < end for other in people if other is not person)


def _judge_represented(context: Context) -> None:
    """Hold "Gomel was represented by" against the facts, where parties and people come in pairs."""
    deed = context.deed
    if not context.cue("represent"):
        return
    people = [m for m in context.sentence.of("person") if m.value in deed.signatories.values()]
    parties = [m for m in context.sentence.of("place") if m.value in deed.parties and not _is_of_office(context, m)]
    if len(people) != len(parties):
        return
    for person, party in zip(people, parties, strict=True):
        right = next(place for place, one in deed.signatories.items() if one == person.value)
        if right != party.value:
            wanted = deed.signatories.get(party.value, "")
            context.flag(person, Slip.WHO, f"{context.said(wanted)} – {context.said(party.value)}", deed.claims)


def _judge_signature(context: Context) -> None:
    """Hold "Brest's signature is that of" against the facts, where one party and one signatory are named."""
    deed = context.deed
    people = {m.value: m for m in context.sentence.of("person") if m.value in deed.signatories.values()}
    parties = [m for m in context.sentence.of("place") if m.value in deed.parties]
    if len(people) != 1 or len({party.value for party in parties}) != 1:
        return
    noun = context.words.cues["signature"].pattern
    (value, person), party = next(iter(people.items())), parties[0]
    behind = re.match(rf"\s*{noun}", context.between(party.end, context.sentence.end), re.IGNORECASE)
    head = context.between(context.sentence.start, party.start)
    before = re.search(rf"{noun}\s+(?:of|von|for|für|за|от|ад)?\s*$", head, re.IGNORECASE)
    if (behind or before) and deed.signatories.get(party.value) != value:
        wanted = deed.signatories.get(party.value, "")
        context.flag(person, Slip.WHO, f"{context.said(wanted)} – {context.said(party.value)}", deed.claims)


def _is_of_office(context: Context, place: Mark) -> bool:
    """Whether a place belongs to an office: "head of Yekaterinburg", "Gomel City Executive Committee"."""
    offices = context.sentence.of("role", "body", "level")
    return any(
        len(between.split()) <= 2 and not re.search(r"[,;:–—]", between)
        for office in offices
        for between in [context.between(min(office.end, place.end), max(office.start, place.start))]
    )
