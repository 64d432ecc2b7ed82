"""What is kept of an instrument: its originals and who has them, its scans, and what a seal says."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from kirmash.agreements.models.custody import Loan
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.scan import Scan
from kirmash.agreements.rights import SEE_REGISTER, instrument_words
from kirmash.agreements.sealing.seal import Found, sha256_of
from kirmash.base.access import may
from kirmash.base.models import Change
from kirmash.registry.queries import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A party's original: where it lies, and who has it now or had it before."""

    party: Party
    name: str
    out: Loan | None
    is_late: bool
    past: Sequence[Loan]


def originals_of(instrument: Instrument, today: datetime.date) -> list[Original]:
    """Return the originals of an instrument; three queries whatever their number."""
    found = []
    parties = instrument.parties.prefetch_related("loans", "place__names", "organisation__names")
    for party in parties.select_related("place", "organisation"):
        loans = list(party.loans.all())
        out = next((loan for loan in loans if loan.back_on is None), None)
        named = party.place or party.organisation
        found.append(
            Original(
                party=party,
                name=name_of(named.names.all()) if named else "",
                out=out,
                is_late=bool(out and out.due_on < today),
                past=[loan for loan in loans if loan.back_on],
            )
        )
    return found


def changes_in_custody(instrument: Instrument) -> list[Change]:
    """Return what was done to an instrument's file, its scans and its originals, the latest first."""
    rows = Change.objects.filter(table__in=("instrument", "scan"), record=instrument.key)
    return list(rows.select_related("account").order_by("-pk")[:50])


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes clear of a file: its hash, whether the register has it, and its seals."""

    sha256: str
    scan: Scan | None
    is_original: bool
    seals: Sequence[tuple[Found, bool]]

    @property
    def word(self) -> str:
        """The verdict in a word: unchanged, changed, other or none."""
        ours = [found for found, is_ours in self.seals if is_ours]
        if ours:
            return "unchanged" if ours[-1].is_unchanged else "changed"
        return "other" if self.seals else "none"


def verdict_on(content: bytes, seals: Sequence[Found], own: str = "") -> Verdict:
    """Return what a file turns out to be; ``own`` is the fingerprint of the seal that the site has now."""
    sha256 = sha256_of(content)
    scans = Scan.objects.select_related("instrument__fair").prefetch_related("instrument__parties__place__names")
    scan = scans.filter(Q(sha256=sha256) | Q(sealed_sha256=sha256)).first()
    fingerprints = {one.fingerprint for one in seals}
    ours = set(Scan.objects.filter(seal__in=fingerprints).values_list("seal", flat=True)) | {own}
    return Verdict(
        sha256=sha256,
        scan=scan,
        is_original=bool(scan and scan.sha256 == sha256),
        seals=[(one, one.fingerprint in ours) for one in seals],
    )


def may_see_files(person: object, instrument: Instrument) -> bool:
    """Say whether somebody sees the file of an instrument: its originals, scans and working group."""
    return may(person, SEE_REGISTER, instrument_words(instrument))
