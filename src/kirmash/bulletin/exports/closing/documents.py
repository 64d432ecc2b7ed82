"""The chapters of a closing report that speak of documents and of what is not certain."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kirmash.agreements.models.instrument import Act, Instrument, Kind
from kirmash.agreements.models.topic import Block as Said
from kirmash.agreements.models.topic import Flow
from kirmash.base.texts import choose
from kirmash.bulletin.exports.charts import Group, bars_svg, line_svg, words_of
from kirmash.bulletin.exports.closing.chapters import Writing
from kirmash.bulletin.exports.closing.notes import Block, day_of
from kirmash.bulletin.queries.closing import Signed
from kirmash.bulletin.queries.signed import KEY
from kirmash.record.models import Comparator, Datatype, Source
from kirmash.record.queries import Conflict, Shown, labels_of
from kirmash.registry.queries import name_of, title_of


def agreements(writing: Writing) -> Block:
    """Return what was signed, by recorded signatures alone, and of which value under which definition."""
    closing = writing.closing
    tiles = [*closing.own(KEY), *closing.own("documents-signed-recorded"), *closing.about("contracts-value")]
    kinds = [
        Group(label=shown.part, values=[writing.notes.value(shown)])
        for shown in writing.shown(closing.own(KEY, "instrument-kind"))
    ]
    signed = [one for one in closing.documents if one.has_all_signatures]
    others = [one for one in closing.documents if not one.has_all_signatures]
    blocks: list[Block] = [{"kind": "tiles", "tiles": writing.figures(tiles)}] if tiles else []
    if kinds:
        is_demo = any(value.is_demo for group in kinds for value in group.values)
        blocks.append({"kind": "chart", "title": _("Documents with all signatures, by kind"), "note": "",
                       "svg": bars_svg(kinds, room=420), "words": words_of(kinds), "demo": is_demo})  # fmt: skip
    blocks += [{"kind": "document", **_document(one.instrument, writing.language)} for one in signed]
    if others:
        blocks.append({"kind": "table", "title": _("Documents named without all signatures on record"),
                       "columns": [_("Parties"), _("Kind"), _("What is on record")], "widths": [6, 4, 6],
                       "rows": [_other(one, writing.language) for one in others]})  # fmt: skip
    blocks.append({"kind": "note", "text": _(
        "A value of contracts is not the value of the documents named here: its definition says whose contracts it "
        "counts. Companies' contracts are not attributed to an agreement of cities as its effect."
    )})  # fmt: skip
    return {
        "title": _("Agreements signed"),
        "lede": _("Counted is what every party has signed, by the signatures on record; what was only announced is "
                  "listed apart."),
        "blocks": blocks,
    }  # fmt: skip


def directions(writing: Writing) -> Block | None:
    """Return fields of cooperation and directions of trade, each where it was said."""
    claims = {(claim.subject, claim.value): claim for claim in writing.closing.talked}
    blocks: list[Block] = []
    for document in writing.closing.documents:
        made = document.instrument
        about, title = f"instrument:{made.key}", _parties(made, writing.language)
        said = [
            {"cells": [choose(topic.names, writing.language), _side(topic.said_by, writing.language),
                       str(Said(topic.block).label), _source(writing, claims.get((about, f"topic:{topic.key}")))]}
            for topic in made.topics.all()
        ]  # fmt: skip
        goods = [
            {"cells": [choose(one.names, writing.language), str(Said(one.block).label), str(Flow(one.flow).label),
                       _source(writing, claims.get((about, f"trade-direction:{one.key}")))]}
            for one in made.trade_directions.all()
        ]  # fmt: skip
        if goods:
            columns = [_("Goods"), _("Said in"), _("Which way"), _("Source")]
            blocks.append(_fourfold(f"{title}: " + _("directions of trade"), columns, goods))
        if said:
            columns = [_("Field"), _("Named by"), _("Said in"), _("Source")]
            blocks.append(_fourfold(f"{title}: " + _("fields of cooperation"), columns, said))
    if not blocks:
        return None
    return {
        "title": _("Directions of trade, as said"),
        "lede": _("The text of a document, the statements of its signatories and talks are three things. Goods named "
                  "in talks are no content of the document; which way they go stands here only where it was said."),
        "blocks": blocks,
    }  # fmt: skip


def _fourfold(title: str, columns: Sequence[str], rows: Sequence[Block]) -> Block:
    return {"kind": "table", "title": title, "columns": columns, "widths": [6, 4, 5, 2], "rows": rows}


def contested(writing: Writing) -> Block | None:
    """Return every conflict of figures and facts with what each source says, and the decision."""
    found = writing.closing.conflicts
    if not found:
        return None
    labels = labels_of([text for one in found for text in (one.subject, one.part) if text], writing.language)
    return {
        "title": _("Where sources contradict each other"),
        "lede": _("Nothing was overwritten. Each claim stands with its source; an editor decided with a reason, or the "
                  "matter is open."),
        "blocks": [_conflict(writing, one, labels) for one in found],
    }  # fmt: skip


def unknown(writing: Writing) -> Block | None:
    """Return what no source says."""
    found = writing.closing.unknowns
    if not found:
        return None
    labels = labels_of([one.subject for one in found], writing.language)
    groups: dict[str, list[str]] = {}
    for one in found:
        groups.setdefault(labels[one.subject], []).append(choose(one.texts, writing.language))
    return {
        "title": _("What is not known"),
        "lede": _("No source says it, so this report does not say it either. Whoever knows it is asked to tell the "
                  "organiser, with a source."),
        "blocks": [{"kind": "list", "title": subject, "items": texts} for subject, texts in groups.items()],
    }  # fmt: skip


def _conflict(writing: Writing, conflict: Conflict, labels: dict[str, str]) -> Block:
    shown = writing.shown(conflict.claims)
    decision = conflict.resolution
    part = labels.get(conflict.part, "")
    about = shown[0].about + (f" ({part})" if part else "")
    is_number = conflict.about.datatype == Datatype.NUMBER
    values = [writing.notes.value(one, note=_who(one)) for one in shown] if is_number and len(shown) > 1 else []
    bounds = any(one.claim.comparator != Comparator.EXACTLY for one in shown)
    return {
        "kind": "conflict",
        "title": about,
        "subject": labels[conflict.subject],
        "columns": [_("What is claimed"), _("Day"), _("Source"), ""],
        "rows": [
            [one.value, day_of(one.claim.as_of) or "–", f"{one.where} {writing.notes.source(one.claim)}",
             _("holds") if decision and one.claim.pk in conflict.upheld else ""]
            for one in shown
        ],
        "svg": line_svg(values) if values else "",
        "words": words_of([Group(label=about, values=values)]) if values else "",
        "legend": _("An arrow says: more than this number.") if values and bounds else "",
        "verdict": str(decision.get_verdict_display()) if decision else _("open"),
        "is_open": decision is None,
        "reason": (choose(decision.reasons, writing.language) or decision.reason) if decision else "",
        "decided": f"{decision.decided_by}, {day_of(decision.decided_on)}" if decision else "",
    }  # fmt: skip


def _who(shown: Shown) -> str:
    return ", ".join(filter(None, (shown.where, day_of(shown.claim.as_of))))


def _document(made: Instrument, language: str) -> Block:
    act = next((event for event in made.events.all() if event.act == Act.SIGNED), None)
    where = name_of(act.place.names.all(), language) if act and act.place else ""
    return {
        "title": _parties(made, language),
        "what": str(Kind(made.kind).label),
        "when": ", ".join(filter(None, (day_of(act.done_on) if act else "", where))),
        "demo": made.is_demo,
        "signatures": [
            {
                "side": _side(signature.party, language),
                "who": name_of(signature.office.person.names.all(), language),
                "title": title_of(signature.office, language),
                "how": str(signature.get_mode_display()) if signature.mode else "",
            }
            for signature in made.signatures.all()
        ],
    }


def _other(document: Signed, language: str) -> Block:
    made = document.instrument
    signed = next((event for event in made.events.all() if event.act == Act.SIGNED), None)
    if made.kind == Kind.ORAL_UNDERSTANDING:
        state = _("an understanding, which is not signed")
    elif signed is None:
        state = _("no signing is on record")
    else:
        day = day_of(signed.done_on)
        state = _("signing on record, signatures not") + (f" ({day})" if day else "")
    return {"cells": [_parties(made, language) or choose(made.titles, language), str(Kind(made.kind).label), state],
            "demo": made.is_demo}  # fmt: skip


def _parties(made: Instrument, language: str) -> str:
    return " – ".join(_side(party, language) for party in made.parties.all())


def _side(party: object, language: str) -> str:
    side = getattr(party, "place", None) or getattr(party, "organisation", None)
    return name_of(side.names.all(), language) if side else "–"


def _source(writing: Writing, claim: object) -> str:
    source = getattr(claim, "source", None)
    return writing.notes.of_source(source) if isinstance(source, Source) else "–"
