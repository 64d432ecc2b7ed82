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
    "mandate-needs-its-thing": _("The role “%(role)s” is held for %(kinds)s; “%(subject)s” is none of these."),
    "last-administrator": _("This is the only administrator of the site; name another one first."),
    "delegation-from-nowhere": _("A delegation comes from a place or an organisation; name one of them."),
    "office-of-another": _("This office is held by someone else than the head."),
    "member-without-name": _("Name a person: choose one who is known here, or write the name of a new one."),
    "member-already": _("This person is a member of the delegation already."),
    "leaves-before-arriving": _("The last day is before the first."),
    "ends-before-beginning": _("It must end after it begins."),
    "engagement-without-title": _("Say in at least one language what it is."),
    "engagement-with-itself": _("A delegation has no engagement with itself."),
    "of-another-fair": _("The stand or the other delegation belongs to another fair."),
    "note-without-words": _("The note is empty."),
    "note-of-another": _("Only who wrote the note, and administrators, may change or remove it."),
    "offer-without-amount": _("The amount must be more than zero."),
    "offer-withdrawn-already": _("This offer is withdrawn already."),
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
