"""How many documents were signed at a fair, by the signatures on record alone."""

from collections import Counter

from kirmash.agreements.models.instrument import Instrument, Kind
from kirmash.agreements.queries import instruments_of
from kirmash.bulletin.queries.story import Count
from kirmash.exhibition.models.fair import Fair

KEY = "documents-with-signatures"
DEFINITION = "documents of the fair in this record for which the signature of every party is recorded"
DEFINITIONS = {
    "de": "hier erfasste Dokumente der Messe, zu denen die Unterschrift jeder Seite erfasst ist",
    "ru": "внесённые здесь документы выставки, для которых внесена подпись каждой стороны",
    "be": "унесеныя тут дакументы выставы, для якіх унесены подпіс кожнага боку",
}
LABELS = {
    "en": "documents with all signatures recorded",
    "de": "Dokumente mit allen Unterschriften",
    "ru": "документы со всеми внесёнными подписями",
    "be": "дакументы з усімі ўнесенымі подпісамі",
}


def is_signed_by_all(instrument: Instrument) -> bool:
    """Say whether there is a party and the signature of each is on record."""
    signed = {signature.party_id for signature in instrument.signatures.all()}
    parties = {party.pk for party in instrument.parties.all()}
    return bool(parties) and parties <= signed


def documents_signed(fair: Fair) -> list[Instrument]:
    """Return the fair's documents that every party has signed, as recorded; an oral understanding is none."""
    found = instruments_of(fair).exclude(kind=Kind.ORAL_UNDERSTANDING)
    return [instrument for instrument in found if is_signed_by_all(instrument)]


def signature_counts(fair: Fair) -> list[Count]:
    """Count the documents that every party has signed: all, and those of each kind."""
    signed = documents_signed(fair)
    kinds = Counter(f"instrument-kind:{instrument.kind}" for instrument in signed)
    return [
        Count(key=KEY, value=value, unit="documents", definition=DEFINITION, definitions=DEFINITIONS, labels=LABELS,
              part=part, is_demo=any(one.is_demo for one in signed if part in {"", f"instrument-kind:{one.kind}"}))
        for part, value in [("", len(signed)), *sorted(kinds.items())]
    ]  # fmt: skip
