"""The chapters of a closing report that speak of figures: the fair at a glance, exhibitors, space, programme."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from babel.dates import format_date
from django.utils.translation import gettext as _

from kirmash.base.texts import choose, locale_of
from kirmash.bulletin.exports.charts import Group, bars_svg, words_of
from kirmash.bulletin.exports.closing.notes import Block, Notes, day_of
from kirmash.bulletin.queries.closing import Closing
from kirmash.exhibition.counting import RULES
from kirmash.exhibition.models.venue import SpaceKind
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.queries.naming import name_of_delegation, origin_of, title_of_engagement
from kirmash.record.models import Claim, Comparator, Datatype
from kirmash.record.queries import Shown, show
from kirmash.registry.queries import name_of

#: What has a chapter of its own.
ELSEWHERE = {"exhibitors", "area-planned", "area-planned-foreign", "delegation-enterprises", "delegation-exhibitors",
             "cooperation-applications", "cooperation-approved"}  # fmt: skip
#: What a reader looks for first, in this order.
FIRST = ("exhibitors", "visitors", "visitor-countries", "gross-area", "regions-participating", "programme-sessions",
         "contracts-value", "participants-and-guests")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a chapter is written from, in which language, with which notes."""

    closing: Closing
    language: str
    notes: Notes

    def shown(self, claims: Iterable[Claim]) -> list[Shown]:
        """Return claims as the reader of the language sees them."""
        return show(claims, self.language)

    def figures(self, claims: Iterable[Claim]) -> list[Block]:
        """Return claims as figures with their notes."""
        return [self.notes.figure(shown) for shown in self.shown(claims)]


def glance(writing: Writing) -> Block:
    """Return the fair in its main figures, and all others beneath."""
    closing = writing.closing
    first = [claim for key in FIRST for claim in closing.about(key)]
    known = {claim.pk for claim in first}
    rest = [
        claim for claim in closing.stated
        if claim.about.datatype == Datatype.NUMBER and claim.about.unit
        and claim.pk not in known and claim.about.key not in ELSEWHERE
    ]  # fmt: skip
    return {
        "title": _("The fair at a glance"),
        "lede": _("Each figure stands as its source gave it: with its bound, its day, its definition and its source."),
        "blocks": [
            {"kind": "tiles", "tiles": writing.figures(first)},
            *filter(None, [_figure_table(_("Further figures that hold"), writing.figures(rest))]),
        ],
    }


def exhibitors(writing: Writing) -> Block:
    """Return the exhibitors: as stated, by origin, and as counted here under each rule."""
    closing = writing.closing
    stated = _bars(writing, closing.about("exhibitors"), label=_as_of)
    origins = sorted((c for c in closing.about("exhibitors", part=None) if c.part), key=lambda c: -(c.number or 0))
    rules = [claim for rule in RULES for claim in closing.own(_own(rule.name))]
    blocks = [
        _chart(_("Companies taking part, as stated"), stated, 250),
        _chart(_("Companies by origin, as stated"), _bars(writing, origins, label=lambda shown: shown.part), 250,
               _open_parts(origins)),
        _chart(_("Exhibitors recorded by name, by counting rule"), _bars(writing, rules, label=_rule), 250,
               _("The same companies count differently under each rule; a number without its rule is none.")),
    ]  # fmt: skip
    return {
        "title": _("Exhibitors"),
        "lede": _("How many companies took part depends on who counts, when, and by which rule."),
        "blocks": [block for block in blocks if block],
    }


def composition(writing: Writing) -> Block | None:
    """Return the exhibitors recorded by name, by section and by country, under each rule; none where none were."""
    blocks = [
        _chart(title, _by_rule(writing, kind), 200)
        for title, kind in ((_("By section"), "section"), (_("By country"), "place"))
    ]
    if not any(blocks):
        return None
    return {
        "title": _("Sections and countries"),
        "lede": _("The exhibitors recorded by name, under each counting rule."),
        "blocks": [block for block in blocks if block],
    }


def visitors(writing: Writing) -> Block | None:
    """Return the visitors as stated, and where they came from."""
    closing = writing.closing
    coming = [*closing.about("visitors"), *closing.about("participants-and-guests")]
    origins = closing.about("visitor-countries", "participant-countries")
    regions = closing.about("regions-participating", "regions-represented", part=None)
    blocks = [
        _chart(_("Visitors, as stated"), _bars(writing, coming, label=_about_part), 260),
        _chart(_("Countries, as stated"), _bars(writing, origins, label=_about_part), 260),
        _chart(_("Regions, as stated"), _bars(writing, regions, label=_about_part), 260),
        {"kind": "text", "title": _("Why the rule matters"), "text": _(
            "The same gates give different numbers. A visit is not a visitor: who comes on several days is counted "
            "once by one rule and on every day by another. Staff of exhibitors and journalists are visitors under "
            "some rules and not under others. Visitors are not visitors from abroad. A figure whose source names no "
            "rule is printed as that: a figure without a rule."
        )},
    ]  # fmt: skip
    if not coming and not origins and not regions:
        return None
    return {
        "title": _("Visitors and regions"),
        "lede": _("Who came, as the organisers and the press put it; participants and guests of one day are not the "
                  "visitors of the fair."),
        "blocks": [block for block in blocks if block],
    }  # fmt: skip


def compared(writing: Writing) -> Block | None:
    """Return the figures of the editions that are kept beside the fair for comparison."""
    blocks = []
    for property_ in dict.fromkeys(claim.about.key for claim in writing.closing.compared):
        claims = [claim for claim in writing.closing.compared if claim.about.key == property_]
        bars = _bars(writing, claims, label=lambda shown: shown.subject)
        blocks.append(_chart(writing.shown(claims)[0].about, bars, 230))
    if not blocks:
        return None
    return {
        "title": _("Beside other editions"),
        "lede": _("These fairs took place elsewhere or in other years, and other sources counted them by rules they do "
                  "not name. The figures stand side by side; no growth is computed from them."),
        "blocks": [block for block in blocks if block],
    }  # fmt: skip


def space(writing: Writing) -> Block:
    """Return how large the fair was, its grounds, and its pavilions."""
    closing = writing.closing
    planned = closing.about("area-planned", "area-planned-foreign", part=None)
    areas = [*closing.about("gross-area"), *planned]
    expositions = {claim.value: claim for claim in closing.about("national-exposition")}
    grounds = {claim.value: claim for claim in closing.about("outdoor-ground")}
    pavilions = [
        {"cells": [name_of(pavilion.place.names.all(), writing.language), str(pavilion.get_kind_display()),
                   _sign(writing, expositions.get(f"place:{pavilion.place.key}"))]}
        for pavilion in closing.fair.pavilions.select_related("place").prefetch_related("place__names")
    ]  # fmt: skip
    spaces = closing.fair.venue.spaces.all() if closing.fair.venue else ()
    rooms = [
        {"cells": [choose(one.names, writing.language), str(SpaceKind(one.kind).label),
                   _sign(writing, grounds.get(f"space:{one.key}"))]}
        for one in spaces
    ]  # fmt: skip
    by_place = closing.about("delegation-enterprises", "delegation-exhibitors", part=None)
    source = _("Source")
    blocks = [
        _chart(_("Area"), _bars(writing, areas, label=_about_part), 260, _forecasts(planned)),
        _table(_("Halls and grounds"), [_("Name"), _("Kind"), source], [6, 4, 2], rooms),
        _table(_("Pavilions"), [_("Country or region"), _("Kind"), source], [6, 4, 2], pavilions),
        _figure_table(_("Regional stands"), writing.figures(by_place)),
    ]
    return {
        "title": _("Space and pavilions"),
        "lede": _("Gross and net are named as such; what was planned before the fair is a forecast and no result."),
        "blocks": [block for block in blocks if block],
    }


def programme(writing: Writing) -> Block:
    """Return the programme and the delegations, as far as they are public."""
    closing, zone = writing.closing, zone_of(writing.closing.fair)
    tiles = closing.about("programme-sessions", "cooperation-applications", "cooperation-approved")
    rows = [
        {
            "cells": [
                day_of(one.begins_at.astimezone(zone).date()),
                f"{one.begins_at.astimezone(zone):%H:%M}–{one.ends_at.astimezone(zone):%H:%M}",
                title_of_engagement(one, writing.language),
                name_of_delegation(one.delegation, writing.language),
            ],
            "demo": one.delegation.is_demo,
        }
        for one in closing.engagements
    ]
    coming = [
        {"cells": [name_of_delegation(one, writing.language), origin_of(one, writing.language)], "demo": one.is_demo}
        for one in closing.delegations
    ]
    blocks = [
        {"kind": "tiles", "tiles": writing.figures(tiles)} if tiles else None,
        *(_quoted(writing, shown) for shown in writing.shown(closing.about("plenary-title"))),
        _table(_("Public engagements of delegations"), [_("Day"), _("Time"), _("What"), _("Delegation")],
               [3, 2, 5, 6], rows),
        _table(_("Delegations"), [_("Delegation"), _("From")], [8, 6], coming),
    ]  # fmt: skip
    return {
        "title": _("Programme and delegations"),
        "lede": _("Programmes of delegations are confidential; here stands only what was made public."),
        "blocks": [block for block in blocks if block],
    }


def _quoted(writing: Writing, shown: Shown) -> Block:
    claim = shown.claim
    return {"kind": "quote", "title": shown.about, "text": claim.value, "language": claim.language or writing.language,
            "note": f"{writing.notes.definition(claim)} {writing.notes.source(claim)}"}  # fmt: skip


def _own(rule: str) -> str:
    return f"exhibitors-recorded-{rule.lower().replace(' ', '-')}"


def _rule(shown: Shown) -> str:
    return shown.about


def _as_of(shown: Shown) -> str:
    who = shown.counted_by or shown.where
    return _("as of %(day)s") % {"day": _long(shown)} + f" – {who}" if shown.claim.as_of else who


def _long(shown: Shown) -> str:
    return format_date(shown.claim.as_of, "long", locale=locale_of()) if shown.claim.as_of else ""


def _about_part(shown: Shown) -> str:
    words = f"{shown.about} ({shown.part})" if shown.part else shown.about
    day = _("as of %(day)s") % {"day": _long(shown)} if shown.claim.as_of else ""
    return ", ".join(filter(None, (words, day)))


def _bars(writing: Writing, claims: Sequence[Claim], *, label: Callable[[Shown], str]) -> list[Group]:
    return [Group(label=label(shown), values=[writing.notes.value(shown)]) for shown in writing.shown(claims)]


def _by_rule(writing: Writing, kind: str) -> list[Group]:
    """Return a group for each section or country, with a bar for each counting rule."""
    groups: dict[str, list[tuple[str, Shown]]] = {}
    for rule in RULES:
        for shown in writing.shown(writing.closing.own(_own(rule.name), kind)):
            groups.setdefault(shown.part, []).append((rule.name, shown))
    return [
        Group(label=part, values=[writing.notes.value(shown, note=rule) for rule, shown in members])
        for part, members in groups.items()
    ]


def _open_parts(claims: Iterable[Claim]) -> str:
    is_open = any(claim.comparator != Comparator.EXACTLY for claim in claims)
    return _("The parts are lower bounds; their sum is not a figure.") if is_open else ""


def _forecasts(claims: Iterable[Claim]) -> str:
    is_forecast = any(claim.comparator == Comparator.FORECAST for claim in claims)
    return _("Dashed: said before the fair. Such a figure is not compared with a result.") if is_forecast else ""


def _sign(writing: Writing, claim: Claim | None) -> str:
    return f"{writing.notes.definition(claim)} {writing.notes.source(claim)}" if claim else "–"


def _chart(title: str, groups: Sequence[Group], room: int, note: str = "") -> Block | None:
    if not groups:
        return None
    return {"kind": "chart", "title": title, "svg": bars_svg(groups, room=room), "words": words_of(groups),
            "note": note, "demo": any(v.is_demo for group in groups for v in group.values)}  # fmt: skip


def _table(title: str, columns: Sequence[str], widths: Sequence[int], rows: Sequence[Block]) -> Block | None:
    return {"kind": "table", "title": title, "columns": columns, "widths": widths, "rows": rows} if rows else None


def _figure_table(title: str, figures: Sequence[Block]) -> Block | None:
    return {"kind": "figures", "title": title, "columns": [_("Figure"), _("Value"), _("Day"), _("Notes")],
            "figures": figures} if figures else None  # fmt: skip
