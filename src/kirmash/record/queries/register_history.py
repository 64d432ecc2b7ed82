"""The history of cities' registers in words: places, agreements, originals, scans, working groups."""

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kirmash.record.queries.naming import labels_of

#: What a line says, by verb and table; ``%(what)s`` is the record.
SENTENCES_OF_REGISTERS = {
    ("add", "place"): _("put on record: %(what)s"),
    ("import", "register"): _("took in the register of %(what)s"),
    ("add", "instrument"): _("wrote down the agreement: %(what)s"),
    ("change", "instrument"): _("corrected the agreement: %(what)s"),
    ("keep", "instrument"): _("changed the custody of the agreement: %(what)s"),
    ("lend", "instrument"): _("lent an original of the agreement: %(what)s"),
    ("take-back", "instrument"): _("took back an original of the agreement: %(what)s"),
    ("add", "scan"): _("put a scan to the agreement: %(what)s"),
    ("seal", "scan"): _("sealed a scan of the agreement: %(what)s"),
    ("remove", "scan"): _("removed a scan from the agreement: %(what)s"),
    ("alarm", "scan"): _("found a changed or missing file of the agreement: %(what)s"),
    ("make", "seal"): _("made the seal of this site: %(what)s"),
    ("set-up", "group"): _("set up the working group of %(what)s"),
    ("change", "group"): _("changed the working group of %(what)s"),
    ("plan", "session"): _("planned a session of the working group of %(what)s"),
    ("change", "session"): _("changed a session of the working group of %(what)s"),
    ("cancel", "session"): _("cancelled a session of the working group of %(what)s"),
    ("minute", "session"): _("wrote the minutes of the working group of %(what)s"),
}
#: What the tables are called.
TABLES_OF_REGISTERS = {
    "place": _("place"),
    "register": _("register of a city"),
    "instrument": _("agreement"),
    "scan": _("scan"),
    "seal": _("seal of the site"),
    "group": _("working group"),
    "session": _("session of a working group"),
}


def _places(keys: set[str]) -> dict[str, tuple[str, str]]:
    labels = labels_of(f"place:{key}" for key in keys)
    return {key: (labels[f"place:{key}"], reverse("city", args=[key])) for key in keys}


def _instruments(keys: set[str]) -> dict[str, tuple[str, str]]:
    labels = labels_of(f"instrument:{key}" for key in keys)
    return {key: (labels[f"instrument:{key}"], reverse("agreement", args=[key])) for key in keys}


NAMES: Mapping[str, Callable[[set[str]], Mapping[str, tuple[str, str]]]] = {
    "place": _places,
    "register": _places,
    **dict.fromkeys(("instrument", "scan", "group", "session"), _instruments),
}
