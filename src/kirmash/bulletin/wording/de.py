"""The German word: kinds and acts by table, never freely; a genitive has its article."""

from collections.abc import Mapping, Sequence

from kirmash.bulletin.wording.story import Delegation, Fact, Figure, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.voice import FullVoice

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


class German(FullVoice):
    """German as printed in Germany and Austria; the Swiss style drops the ß."""

    COMPARATORS = {
        "exactly": "",
        "more_than": "über",
        "at_least": "mindestens",
        "about": "rund",
        "forecast": "voraussichtlich",
    }
    NUMERALS = (
        "null", "einen", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    )  # fmt: skip
    AND = " und "
    AND_ALSO = " sowie "

    def headline(self, story: Story) -> str:
        """Return the headline."""
        return f"{self.texts(story.cities)} {ACTS[story.act.text][2]} {KINDS[story.kind.text][1]}"

    def lead(self, story: Story) -> str:
        """Say who did what with which document, when and where."""
        kind, participle = KINDS[story.kind.text][0], ACTS[story.act.text][0]
        fair, place = self.style.quote(story.fair.text), story.signed_at.in_case("locative")
        return (
            f"Die Städte {self.texts(story.cities)} haben am {self.style.date(story.signed_on.date)} auf der "
            f"internationalen Industriemesse {fair} in {place} {kind} {participle}."
        )

    def signatories(self, story: Story, signatories: Sequence[Signatory]) -> str:
        """Say who signed for whom, in which office."""
        first, *others = signatories
        text = f"Für {first.city.text} {ACTS[story.act.text][1]} {first.name}, {first.title}"
        return text + "".join(f", für {s.city.text} {s.name}, {s.title}" for s in others) + "."

    def prospects(self, statement: Statement, prospects: Sequence[Fact], *, has_benefit: bool) -> str:
        """Say of which prospects a side spoke."""
        text = f"{self._side(statement)} sprach von neuen Perspektiven für {self.texts(prospects)}"
        if has_benefit:
            text += " und von praktischem Nutzen für Unternehmen und Initiativen beider Seiten"
        return f"{text}."

    def ground(self) -> str:
        """Say what cooperation of companies is to be, in the words of the side that spoke last."""
        return (
            "Die Zusammenarbeit der Unternehmen soll nach ihren Worten die Grundlage für Freundschaft "
            "und dauerhafte Beziehungen bilden."
        )

    def fields(self, statement: Statement, fields: Sequence[Fact]) -> str:
        """Say which fields of cooperation a side named."""
        return f"{self._side(statement)} nannte als Felder der Zusammenarbeit {self.texts(fields)}."

    def _side(self, statement: Statement) -> str:
        adjective = statement.city.forms.get("adjective")
        return f"Die {adjective} Seite" if adjective else f"Die Seite von {statement.city.text}"

    def talks(self) -> str:
        """Say that the heads of both cities held talks."""
        return "Am Rande der Messe führten die Oberhäupter beider Städte Gespräche."

    def directions(self, directions: Sequence[Fact], *, is_open: bool) -> str:
        """Say which directions of trade were named in the talks."""
        goods = [fact.text for fact in directions] + (["weitere Waren"] if is_open else [])
        if len(goods) == 1:
            return f"Als aussichtsreiche Richtung des Handels wurde dabei genannt: {goods[0]}."
        return f"Als aussichtsreiche Richtungen des Handels wurden dabei {self.list(goods)} genannt."

    def dates(self, story: Story) -> str:
        """Say when and where the fair was held."""
        first = "; es war die erste Ausgabe" if story.is_first else ""
        with_year = story.begins.date.year != story.ends.date.year
        begins, ends = self.style.date(story.begins.date, with_year=with_year), self.style.date(story.ends.date)
        place = story.place.in_case("locative")
        return f"Die {self.style.quote(story.fair.text)} fand vom {begins} bis zum {ends} in {place} statt{first}."

    def area(self, area: Figure, ground: Fact | None) -> str:
        """Say how large the fair was."""
        text = f"Sie belegte eine Bruttofläche von {self.figure(area)} Quadratmetern"
        if ground:
            text += f", {ground.text} inbegriffen"
        return text + (f" (Stand: {self.style.date(area.as_of)})." if area.as_of else ".")

    def sections(self, sections: Sequence[Fact]) -> str:
        """Say which sections it had."""
        word = "Bereich" if len(sections) == 1 else "Bereiche"
        return f"Sie umfasste {self.numeral(len(sections))} {word}: {self.texts(sections)}."

    def exhibitors(self, figure: Figure, origins: Sequence[Origin]) -> str:
        """Say how many companies took part, and from where."""
        day = f"Mit Stand vom {self.style.date(figure.as_of)} nahmen " if figure.as_of else "Es nahmen "
        text = f"{day}{self.figure(figure)} Unternehmen teil"
        return text + (f": {self.list(self._origin(o) for o in origins)}." if origins else ".")

    def _origin(self, origin: Origin) -> str:
        count = self.figure(origin.figure)
        if origin.regions:
            country = origin.places[0]
            of = country.forms.get("genitive", f"von {country.text}")
            return f"{count} aus {self.figure(origin.regions)} Regionen {of}"
        within = " im Rahmen der nationalen Expositionen dieser Länder" if origin.expositions else ""
        return f"{count} aus {self.cased(origin.places, 'dative')}{within}"

    def organisers(self, figure: Figure) -> str:
        """Say which number of companies the organisers gave."""
        day = f" am {self.style.date(figure.as_of)}" if figure.as_of else ""
        return f"Die Veranstalter bezifferten die Teilnehmer{day} auf {self.figure(figure)} Unternehmen."

    def delegation(self, delegation: Delegation) -> str:
        """Say how many companies came with a delegation."""
        place = delegation.place.forms.get("dative")
        of = f" aus {place}" if place else f" ({delegation.place.text})"
        text = f"Die Delegation{of} zählte {self.figure(delegation.companies)} Unternehmen"
        if delegation.on_stand:
            text += f", {self.figure(delegation.on_stand)} davon an ihrem Stand"
        return f"{text}{self._as_of(delegation.companies)}."

    def programme(self, sessions: Figure) -> str:
        """Say how many sessions the business programme had."""
        return f"Das Geschäftsprogramm umfasste {self.figure(sessions)} Veranstaltungen{self._as_of(sessions)}."

    def visitors(self, visitors: Figure, countries: Figure | None) -> str:
        """Say how many visitors came, and from how many countries."""
        of = f" aus {self.figure(countries)} Ländern" if countries else ""
        if visitors.counted_by != "organisers":
            return f"Es kamen {self.figure(visitors)} Besucher{of}{self._as_of(visitors)}."
        day = f" am {self.style.date(visitors.as_of)}" if visitors.as_of else ""
        return f"Die Veranstalter nannten{day} {self.figure(visitors)} Besucher{of}."

    def _as_of(self, figure: Figure) -> str:
        return f" (Stand: {self.style.date(figure.as_of)})" if figure.as_of else ""
