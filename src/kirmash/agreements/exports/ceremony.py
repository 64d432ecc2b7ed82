"""The papers of the desk for the printer: day sheet, seating, script, folders, table cards; tagged PDF."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typst
from babel.dates import format_date, format_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kirmash.agreements.ceremony.cards import table_cards
from kirmash.agreements.ceremony.folders import Folder, folders
from kirmash.agreements.ceremony.interpreting import Lack, Need, interpreters_needed, lacks
from kirmash.agreements.ceremony.scene import Scene
from kirmash.agreements.ceremony.script import (
    VOICES,
    called,
    country_in,
    kind_in,
    language_in,
    script,
)
from kirmash.agreements.ceremony.seating import Beside, assistants, flags, seating
from kirmash.base.texts import choose, locale_of

TEMPLATE = Path(__file__).parents[2] / "templates" / "agreements" / "ceremony.typ"
Page = Mapping[str, Any]  # Any: JSON
#: What can be printed, each by its word in the address.
TITLES = {
    "all": gettext_lazy("All papers of the desk"),
    "day": gettext_lazy("Day sheet"),
    "seating": gettext_lazy("Seating and flags"),
    "script": gettext_lazy("Announcer's script"),
    "folders": gettext_lazy("Folders"),
    "cards": gettext_lazy("Table cards"),
}
#: How much fits; a fair has dozens.
MOST_SCENES = 200


def printed(what: str, scenes: Sequence[Scene], *, language: str, title: str, day: datetime.date) -> bytes:
    """Return papers as a PDF; the content is data and nothing of it is run."""
    scenes = scenes[:MOST_SCENES]
    with override(language):
        content = {
            "language": language,
            "title": title,
            "heading": str(TITLES[what]),
            "day": format_date(day, "full", locale=locale_of(language)),
            "empty": _("Nothing is planned."),
            "pages": list(_pages(what, scenes, language)),
        }
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"papers": json.dumps(content)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()),
        )
    )


def _pages(what: str, scenes: Sequence[Scene], language: str) -> Iterable[Page]:
    if what in {"day", "all"} and scenes:
        yield {"type": "day", "rows": [_row(scene, language) for scene in scenes], **_day_words()}
    for scene in scenes:
        for kind, write in WRITERS.items():
            if what in {kind, "all"}:
                yield from write(scene, language)


def _day_words() -> Page:
    return {"words": [_("Time"), _("Parties"), _("Who signs"), _("To see to")]}


def _row(scene: Scene, language: str) -> Page:
    return {
        "time": _time(scene.begins_at, language),
        "room": scene.room,
        "kind": kind_in(scene.kind, language)[0],
        "parties": [side.name(language) for side in scene.sides],
        "who": [called(side, language) for side in scene.sides],
        "care": [*_needs(interpreters_needed(scene), language), *_lacking(scene, language),
                 *([_("Photographer: %(who)s") % {"who": scene.photographer}] if scene.photographer else [])],
    }  # fmt: skip


def _needs(needs: Iterable[Need], language: str) -> Iterable[str]:
    for need in needs:
        other = need.other.name(language) if need.other else _("the announcer")
        tongues = " – ".join(", ".join(language_in(tag, language) for tag in tags) for tags in (need.ones, need.others))
        yield _("Interpreter: %(one)s and %(other)s (%(languages)s)") % {
            "one": need.one.name(language), "other": other, "languages": tongues,
        }  # fmt: skip


def _lacking(scene: Scene, language: str) -> Iterable[str]:
    sentences = {
        Lack.SIGNATORY: _("%(party)s: nobody is named who signs."),
        Lack.LANGUAGES: _("%(party)s: it is not known which languages are spoken."),
        Lack.PAPER: _("%(party)s: the paper by which the signatory acts is missing."),
        Lack.NAME: _("%(party)s: no name is recorded in %(language)s; ask how it is written and said."),
        Lack.COUNTRY: _("%(party)s: it is not known which flag is theirs."),
    }
    for lack, side, tag in lacks(scene):
        yield sentences[lack] % {"party": side.name(language), "language": language_in(tag, language) if tag else ""}


def _heading(scene: Scene, language: str) -> dict[str, Any]:  # Any: JSON
    return {
        "parties": " – ".join(side.name(language) for side in scene.sides),
        "document": choose(scene.titles, language) or kind_in(scene.kind, language)[0],
        "when": ", ".join(filter(None, (_time(scene.begins_at, language), scene.room))),
        "language": language,
    }


def _seating(scene: Scene, language: str) -> Iterable[Page]:
    stands = {one.seat: one.stands for one in assistants(scene)}
    flown = {flag.number: flag for flag in flags(scene, language)}
    yield {
        "type": "seating", "title": str(TITLES["seating"]), **_heading(scene, language),
        "seats": [
            {
                "number": seat.number,
                "party": seat.side.name(language),
                "who": called(seat.side, language),
                "flag": " · ".join(filter(None, (
                    country_in(flown[seat.number].country, language), flown[seat.number].local,
                ))) or _("no flag is known"),
                "role": _("screen") if seat.is_screen else _("host") if seat.side.is_host else _("guest")
                if scene.host else "",
                "assistant": stands.get(seat.number, ""),
            }
            for seat in seating(scene)
        ],
        "hall": _("the hall"), "assistant": _("assistant"), "left": Beside.LEFT.value,
        "witnesses": [witness.who(language) for witness in scene.witnesses],
        "witnesses_word": _("Witnesses"),
        "care": [*_needs(interpreters_needed(scene), language), *_lacking(scene, language)],
    }  # fmt: skip


def _script(scene: Scene, language: str) -> Iterable[Page]:
    for voice in [voice for voice in scene.announcers if voice in VOICES] or [language]:
        with override(voice):
            yield {
                "type": "script", "title": str(TITLES["script"]), **_heading(scene, voice),
                "cues": [
                    {
                        "at": _time(cue.at, voice) if cue.at else f"{cue.minute}′",
                        "said": cue.is_said,
                        "text": cue.text,
                    }
                    for cue in script(scene, voice)
                ],
            }  # fmt: skip


def _folders(scene: Scene, language: str) -> Iterable[Page]:
    yield {
        "type": "folders", "title": str(TITLES["folders"]), **_heading(scene, language),
        "words": [_("Folder"), _("Original and signatures"), _("Pens")],
        "folders": [_folder(folder, language) for folder in folders(scene)],
    }  # fmt: skip


def _folder(folder: Folder, language: str) -> Page:
    tongues = ", ".join(language_in(tag, language) for tag in folder.languages)
    return {
        "number": folder.number,
        "pens": folder.pens,
        "keeper": folder.keeper.name(language),
        "original": _("The original that %(party)s keeps; its name stands first, it signs on the left.")
        % {"party": folder.keeper.name(language)},
        "languages": tongues,
        "order": [f"{number}. {side.name(language)}" for number, side in enumerate(folder.order, start=1)],
    }


def _cards(scene: Scene, _language: str) -> Iterable[Page]:
    for card in table_cards(scene):
        yield {
            "type": "card",
            "faces": [
                {"language": face.language.partition("-")[0], "party": face.party, "person": face.person,
                 "title": face.title}
                for face in card.faces
            ],
        }  # fmt: skip


WRITERS: Mapping[str, Callable[[Scene, str], Iterable[Page]]] = {
    "seating": _seating,
    "script": _script,
    "folders": _folders,
    "cards": _cards,
}


def _time(at: datetime.datetime | None, language: str) -> str:
    return format_time(at, "HH:mm", tzinfo=at.tzinfo, locale=locale_of(language)) if at else ""
