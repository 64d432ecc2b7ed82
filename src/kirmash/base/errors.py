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
    "nothing-to-reopen": _("There is no decision about %(property)s of %(subject)s that could be taken back."),
    "reason-missing": _("A resolution needs a reason that a reader can check."),
    "resolved-already": _("The conflict about %(property)s of %(subject)s is resolved already."),
    "one-claim-to-uphold": _("Choose one claim, or say that all of them stand side by side."),
    "languages-differ": _("No release was written: the languages do not say the same. %(where)s"),
    "too-much-upheld": _("One decision cannot hold so many claims; uphold fewer of them."),
    "why-missing": _("Give a reason that a reader can check."),
    "withdrawn-already": _("The claim %(key)s is withdrawn already."),
    "not-withdrawn": _("The claim %(key)s is not withdrawn."),
    "decision-is-reopened": _("A decision is not withdrawn by itself; open its conflict again."),
    "decision-is-made-anew": _("A decision that was taken back is not put back; decide the conflict anew."),
    "unknown-without-words": _("Say in words what is not known, and name its matter."),
    "unknown-already-noted": _("“%(matter)s” is on the watch list for this subject already."),
    "unknown-is-open": _("This is open already."),
    "unknown-is-closed": _("This is answered or dropped already; open it again first."),
    "claim-does-not-answer": _("Only a standing claim about the same subject can answer this."),
    "not-for-workbook": _("Row %(row)s of %(table)s is too long for a workbook; export the fair as CSV."),
    "no-scope": _("Choose at least one thing that the token may be used for."),
    "scope-not-allowed": _("A token cannot be used for more than your account may do."),
    "too-many-tokens": _("You have %(most)s valid tokens already; revoke one first."),
    "token-revoked-already": _("The token “%(name)s” is revoked already."),
    "address-not-allowed": _("%(address)s cannot be called: a webhook has an https address without a password in it."),
    "no-events": _("Choose at least one event."),
    "too-many-webhooks": _("There are %(most)s webhooks already; remove one first."),
    "webhook-is-off": _("This webhook is switched off; switch it on first."),
    "delivery-is-waiting": _("This delivery waits for its first attempt already."),
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
