"""The German word.

Numbers with a full stop between thousands, quotation marks „…“, dates written out, "über" before
a figure that is more than a round number; kinds and acts by table, never freely.
"""

import datetime
from collections.abc import Mapping, Sequence

from babel.dates import format_date
from babel.numbers import format_decimal

from kirmash.bulletin.wording.story import Draft, Fact, Figure, Origin, Pen, Signatory, Statement, Story

LANGUAGE = "de"
NBSP = "\u00a0"

#: Kind of instrument: the noun phrase in the accusative, and as headline.
KINDS: Mapping[str, tuple[str, str]] = {
    "agreement": ("ein Abkommen", "Abkommen"),
    "protocol-of-intent": ("eine Absichtserklärung", "Absichtserklärung"),
    "memorandum": ("ein Memorandum", "Memorandum"),
    "framework": ("ein Rahmenabkommen", "Rahmenabkommen"),
    "partnership": ("ein Partnerschaftsabkommen", "Partnerschaftsabkommen"),
    "twinning": ("ein Abkommen über eine Städtepartnerschaft", "Abkommen über Städtepartnerschaft"),
    "roadmap": ("einen Fahrplan", "Fahrplan"),
}
#: Act: participle, preterite, and present plural for the headline.
ACTS: Mapping[str, tuple[str, str, str]] = {
    "negotiated": ("ausgehandelt", "verhandelte", "handeln aus"),
    "endorsed": ("visiert", "visierte", "visieren"),
    "initialled": ("paraphiert", "paraphierte", "paraphieren"),
    "signed": ("unterzeichnet", "unterzeichnete", "unterzeichnen"),
}
COMPARATORS: Mapping[str, str] = {
    "exactly": "",
    "more_than": "über ",
    "at_least": "mindestens ",
    "about": "rund ",
    "forecast": "voraussichtlich ",
}
NUMERALS = (
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
)
#: Topics as objects of "sieht darin neue Perspektiven für …" and of "erwartet …".
PERSPECTIVES = ("technology-exchange", "joint-projects", "business-and-cultural-ties")


def write(story: Story) -> tuple[str, str, list[Draft]]:
    """Return headline, dateline and sentences."""
    pen = Pen()
    _lead(pen, story)
    _statements(pen, story)
    _talks(pen, story)
    _fair(pen, story)
    _exhibitors(pen, story)
    headline = f"{_and(story.cities)} {ACTS[story.act.text][2]} {KINDS[story.kind.text][1]}"
    return headline, f"{story.dateline.upper()}, {_date(story.filed_on)}", pen.drafts


def _lead(pen: Pen, story: Story) -> None:
    pen.use(story.fair, story.kind, story.act, story.signed_on, story.signed_at, story.place)
    kind, participle = KINDS[story.kind.text][0], ACTS[story.act.text][0]
    pen.write(
        "lead",
        f"Die Städte {_and(story.cities)} haben am {_date(story.signed_on.date)} auf der internationalen "
        f"Industriemesse „{story.fair.text}“ in {story.signed_at.text} {kind} {participle}.",
    )
    if story.signatories:
        clauses = [_signatory(pen, signatory) for signatory in story.signatories]
        verb = ACTS[story.act.text][1]
        first, *others = clauses
        text = f"Für {first[0]} {verb} {first[1]}" + "".join(f", für {city} {who}" for city, who in others)
        pen.use(story.act)
        pen.write("lead", f"{text}.")


def _signatory(pen: Pen, signatory: Signatory) -> tuple[str, str]:
    pen.use(signatory)
    return signatory.city, f"{signatory.name}, {signatory.title}"


def _statements(pen: Pen, story: Story) -> None:
    for statement in story.statements:
        topics = dict(statement.topics)
        outlook = [topics.pop(key) for key in PERSPECTIVES if key in topics]
        benefit = topics.pop("practical-benefit", None)
        ground = topics.pop("cooperation-of-companies", None)
        if outlook:
            text = f"{_adjective(statement)} Seite sprach von neuen Perspektiven für {_and(pen.say_all(outlook))}"
            if benefit:
                pen.use(benefit)
                text += " und von praktischem Nutzen für Unternehmen und Initiativen beider Seiten"
            pen.write("statements", f"{text}.")
        if ground:
            pen.use(ground)
            pen.write(
                "statements",
                "Die Zusammenarbeit der Unternehmen soll nach ihren Worten die Grundlage für Freundschaft "
                "und dauerhafte Beziehungen bilden.",
            )
        if topics:
            fields = _and(pen.say_all(topics.values()))
            pen.write("statements", f"{_adjective(statement)} Seite nannte als Felder der Zusammenarbeit {fields}.")


def _adjective(statement: Statement) -> str:
    return f"Die {statement.city}er"


def _talks(pen: Pen, story: Story) -> None:
    if not story.talks:
        return
    pen.use(*story.talks, story.signed_at)
    pen.write("talks", "Am Rande der Messe führten die Oberhäupter beider Städte Gespräche.")
    if story.directions:
        goods = pen.say_all(story.directions)
        if story.directions_open:
            pen.use(story.directions_open)
            goods.append("weitere Waren")
        pen.write("talks", f"Als aussichtsreiche Richtungen des Handels wurden dabei {_and(goods)} genannt.")


def _fair(pen: Pen, story: Story) -> None:
    pen.use(story.begins, story.ends, story.place)
    first = ""
    if story.is_first:
        pen.use(story.is_first)
        first = "; es war die erste Ausgabe"
    begins = _date(story.begins.date).removesuffix(f" {story.ends.date.year}")
    pen.write(
        "fair",
        f"Die „{story.fair.text}“ fand vom {begins} bis zum {_date(story.ends.date)} in {story.place_in} statt{first}.",
    )
    if story.area:
        pen.use(story.area)
        text = f"Sie belegte eine Bruttofläche von {_figure(story.area, over='mehr als ')} Quadratmetern"
        if story.ground:
            pen.use(story.ground)
            text += f", einschließlich eines {_genitive(story.ground)}"
        if story.area.as_of:
            text += f" (Stand: {_date(story.area.as_of)})"
        pen.write("fair", f"{text}.")
    if story.sections:
        names = pen.say_all(story.sections)
        pen.write("fair", f"Sie umfasste {_numeral(len(names))} Bereiche: {_and(names)}.")


def _genitive(ground: Fact) -> str:
    return ground.text.replace("Freigelände ", "Freigeländes ")


def _exhibitors(pen: Pen, story: Story) -> None:
    for position, figure in enumerate(story.exhibitors):
        pen.use(figure)
        count, day = _figure(figure), _date(figure.as_of) if figure.as_of else ""
        if figure.counted_by == "organisers":
            pen.write("fair", f"Die Veranstalter bezifferten die Teilnehmer am {day} auf {count} Unternehmen.")
            continue
        text = f"Mit Stand vom {day} nahmen {count} Unternehmen teil"
        if position == 0 and story.origins:
            text += ": " + _and([_origin(pen, origin) for origin in story.origins])
        pen.write("fair", f"{text}.")


def _origin(pen: Pen, origin: Origin) -> str:
    pen.use(origin.figure)
    count, names = _figure(origin.figure), [place.text for place in origin.places]
    if origin.regions:
        pen.use(origin.regions)
        return f"{count} aus {_figure(origin.regions)} Regionen {_of(names[0])}"
    text = f"{count} aus {_and(names)}"
    if origin.expositions:
        pen.use(*origin.expositions)
        text += " im Rahmen der nationalen Expositionen dieser Länder"
    return text


def _of(country: str) -> str:
    return f"von {country}" if country.endswith(("s", "z", "x")) else f"{country}s"


def _figure(figure: Figure, *, over: str = "") -> str:
    comparator = over if over and figure.comparator == "more_than" else COMPARATORS[figure.comparator]
    return f"{comparator}{format_decimal(figure.number, locale=LANGUAGE)}"


def _date(day: datetime.date) -> str:
    return format_date(day, "d. MMMM y", locale=LANGUAGE).replace(". ", f".{NBSP}", 1)


def _numeral(number: int) -> str:
    return NUMERALS[number] if number < len(NUMERALS) else format_decimal(number, locale=LANGUAGE)


def _and(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    *most, last = words
    return f"{', '.join(most)} {'sowie' if ' und ' in last else 'und'} {last}"
