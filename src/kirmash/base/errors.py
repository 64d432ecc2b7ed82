"""How an action says no."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SENTENCES: "Mapping[str, StrPromise]" = {
    "claim-key-taken": _("There is already a claim with the key %(key)s."),
    "claim-without-value": _("A claim needs a value. What is not known belongs on the list of unknowns."),
    "not-a-number": _("%(value)s is not a number, but %(property)s is counted in numbers."),
    "nothing-to-resolve": _("There is no conflict about %(property)s of %(subject)s."),
    "reason-missing": _("A resolution needs a reason that a reader can check."),
    "resolved-already": _("The conflict about %(property)s of %(subject)s is resolved already."),
    "one-claim-to-uphold": _("Choose one claim, or say that all of them stand side by side."),
    "not-for-workbook": _("Row %(row)s of %(table)s is too long for a workbook; export the fair as CSV."),
    "no-facts-for-story": _("No release can be written: the record does not say %(missing)s."),
}


class Refused(Exception):
    """An action said no; ``code`` names the sentence, ``values`` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.values
