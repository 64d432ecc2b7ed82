"""The English word: British by the house, American in its own style."""

from collections.abc import Mapping, Sequence

from kirmash.bulletin.wording.story import Delegation, Fact, Figure, Origin, Signatory, Statement, Story
from kirmash.bulletin.wording.voice import FullVoice

#: Kind of instrument: the noun phrase with its article, and as headline.
KINDS: Mapping[str, tuple[str, str]] = {
    "agreement": ("an agreement", "agreement"),
    "protocol-of-intent": ("a protocol of intent", "protocol of intent"),
    "memorandum": ("a memorandum", "memorandum"),
    "framework": ("a framework agreement", "framework agreement"),
    "partnership": ("a partnership agreement", "partnership agreement"),
    "twinning": ("a twinning agreement", "twinning agreement"),
    "roadmap": ("a roadmap", "roadmap"),
}
#: Act: past tense, and present plural for the headline.
ACTS: Mapping[str, tuple[str, str]] = {
    "negotiated": ("negotiated", "negotiate"),
    "endorsed": ("endorsed", "endorse"),
    "initialled": ("initialled", "initial"),
    "signed": ("signed", "sign"),
}


class English(FullVoice):
    """English with the comma of its style."""

    COMPARATORS = {
        "exactly": "",
        "more_than": "more than",
        "at_least": "at least",
        "about": "about",
        "forecast": "an expected",
    }
    NUMERALS = (
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    )  # fmt: skip
    AND = " and "
    AND_ALSO = ", and "

    def headline(self, story: Story) -> str:
        """Return the headline."""
        return f"{self.texts(story.cities)} {ACTS[story.act.text][1]} {KINDS[story.kind.text][1]}"

    def lead(self, story: Story) -> str:
        """Say who did what with which document, when and where."""
        return (
            f"The cities of {self.texts(story.cities)} {ACTS[story.act.text][0]} {KINDS[story.kind.text][0]} on "
            f"{self.style.date(story.signed_on.date)} at the international industrial fair "
            f"{self.style.quote(story.fair.text)} in {story.signed_at.text}."
        )

    def signatories(self, story: Story, signatories: Sequence[Signatory]) -> str:
        """Say who signed for whom, in which office."""
        first, *others = signatories
        text = f"{first.name}, {first.title}, {ACTS[story.act.text][0]} for {first.city.text}"
        clauses = [f"{s.name}, {s.title}, for {s.city.text}" for s in others]
        return f"{text}, and {self.list(clauses)}." if clauses else f"{text}."

    def prospects(self, statement: Statement, prospects: Sequence[Fact], *, has_benefit: bool) -> str:
        """Say of which prospects a side spoke."""
        text = f"The {statement.city.text} side spoke of new prospects for {self.texts(prospects)}"
        if has_benefit:
            text += ", as well as of practical benefit for companies and initiatives of both sides"
        return f"{text}."

    def ground(self) -> str:
        """Say what cooperation of companies is to be, in the words of the side that spoke last."""
        return "In its words, cooperation of companies is to become the basis of friendship and lasting relations."

    def fields(self, statement: Statement, fields: Sequence[Fact]) -> str:
        """Say which fields of cooperation a side named."""
        words = "a field of cooperation" if len(fields) == 1 else "fields of cooperation"
        return f"The {statement.city.text} side named {self.texts(fields)} as {words}."

    def talks(self) -> str:
        """Say that the heads of both cities held talks."""
        return "On the sidelines of the fair, the heads of both cities held talks."

    def directions(self, directions: Sequence[Fact], *, is_open: bool) -> str:
        """Say which directions of trade were named in the talks."""
        goods = [fact.text for fact in directions] + (["other goods"] if is_open else [])
        words = (
            "was named there as a promising direction"
            if len(goods) == 1
            else "were named there as promising directions"
        )
        text = self.list(goods)
        return f"{text[0].upper()}{text[1:]} {words} of trade."

    def dates(self, story: Story) -> str:
        """Say when and where the fair was held."""
        first = "; it was the first edition" if story.is_first else ""
        with_year = story.begins.date.year != story.ends.date.year
        begins, ends = self.style.date(story.begins.date, with_year=with_year), self.style.date(story.ends.date)
        name = self.style.quote(story.fair.text)
        return f"{name} was held in {story.place.text} from {begins} to {ends}{first}."

    def area(self, area: Figure, ground: Fact | None) -> str:
        """Say how large the fair was."""
        text = f"It occupied a gross area of {self.figure(area)} square metres"
        if ground:
            article = "an" if ground.text[0].lower() in "aeiou" else "a"
            text += f", including {article} {ground.text}"
        return text + (f" (as of {self.style.date(area.as_of)})." if area.as_of else ".")

    def sections(self, sections: Sequence[Fact]) -> str:
        """Say which sections it had."""
        word = "section" if len(sections) == 1 else "sections"
        return f"It had {self.numeral(len(sections))} {word}: {self.texts(sections)}."

    def exhibitors(self, figure: Figure, origins: Sequence[Origin]) -> str:
        """Say how many companies took part, and from where."""
        day = f"As of {self.style.date(figure.as_of)}, " if figure.as_of else ""
        text = f"{day}{self.figure(figure)} companies took part"
        text = text[0].upper() + text[1:]
        return text + (f": {self.list(self._origin(o) for o in origins)}." if origins else ".")

    def _origin(self, origin: Origin) -> str:
        count = self.figure(origin.figure)
        if origin.regions:
            return f"{count} from {self.figure(origin.regions)} regions of {origin.places[0].text}"
        within = " within the national expositions of these countries" if origin.expositions else ""
        return f"{count} from {self.texts(origin.places)}{within}"

    def organisers(self, figure: Figure) -> str:
        """Say which number of companies the organisers gave."""
        day = f"On {self.style.date(figure.as_of)}, the" if figure.as_of else "The"
        return f"{day} organisers put the number of participants at {self.figure(figure)} companies."

    def delegation(self, delegation: Delegation) -> str:
        """Say how many companies came with a delegation."""
        text = f"The delegation of {delegation.place.text} counted {self.figure(delegation.companies)} companies"
        if delegation.on_stand:
            text += f", {self.figure(delegation.on_stand)} of them on its stand"
        return f"{text}{self._as_of(delegation.companies)}."

    def programme(self, sessions: Figure) -> str:
        """Say how many sessions the business programme had."""
        return f"The business programme had {self.figure(sessions)} sessions{self._as_of(sessions)}."

    def visitors(self, visitors: Figure, countries: Figure | None) -> str:
        """Say how many visitors came, and from how many countries."""
        of = f" from {self.figure(countries)} countries" if countries else ""
        if visitors.counted_by != "organisers":
            return f"The fair had {self.figure(visitors)} visitors{of}{self._as_of(visitors)}."
        day = f"On {self.style.date(visitors.as_of)}, the" if visitors.as_of else "The"
        return f"{day} organisers spoke of {self.figure(visitors)} visitors{of}."

    def _as_of(self, figure: Figure) -> str:
        return f" (as of {self.style.date(figure.as_of)})" if figure.as_of else ""
