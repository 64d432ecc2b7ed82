"""The register of what was signed at a fair, as a table."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.composing import party_name
from kirmash.base.web import csv_text
from kirmash.registry.queries import name_of, title_of


def signed_csv(instruments: Iterable[Instrument]) -> str:
    """Return who signed what for whom, in which office and when; a row for each signature."""
    header = [_("Instrument"), _("Kind"), _("Parties"), _("Signed for"), _("Person"), _("Office"), _("By what right"),
              _("How"), _("Day"), _("Recorded at"), _("Value"), _("Currency")]  # fmt: skip
    return csv_text(header, (row for one in instruments for row in _rows(one)))


def _rows(one: Instrument) -> Iterable[list[object]]:
    parties = " – ".join(party_name(party) for party in one.parties.all())
    request, recording = getattr(one, "slot_request", None), getattr(one, "recording", None)
    at: datetime.datetime | None = recording.recorded_at if recording else None
    for signature in one.signatures.all():
        yield [
            one.key, one.get_kind_display(), parties, party_name(signature.party),
            name_of(signature.office.person.names.all()), title_of(signature.office),
            signature.get_authority_display(), signature.get_mode_display(), signature.signed_on.isoformat(),
            at.isoformat(timespec="minutes") if at else "",
            request.value if request and request.value is not None else "", request.currency if request else "",
        ]  # fmt: skip
