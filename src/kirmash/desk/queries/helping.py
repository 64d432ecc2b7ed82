"""Help in place: what a page is for, by the name of its address."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

HELP: "Mapping[str, StrPromise]" = {
    "home": _(
        "What is due stands first; each line leads to the place where it is done. "
        "If you hold several roles, choose above the one you work in now."
    ),
    "fairs": _("Every fair of this site, the latest first."),
    "fair": _(
        "Every figure here is a claim that holds: click it for its definition, its date and its source. "
        "Figures about which sources disagree are missing until somebody decides."
    ),
    "exhibitors": _(
        "Narrow the list, sort it by a column, choose the columns. "
        "The files below the list hold what you see: the same filters, the same order."
    ),
    "exhibitor": _(
        "What the fair knows about this exhibitor. "
        "People and the stand wish are shown only to those who need them for their work."
    ),
    "agreements": _("Agreements concluded at the fair, and earlier ones between the same parties."),
    "agreement": _(
        "An agreement with its parties, acts and signatures. "
        "What was named in talks stands apart from what the document says."
    ),
    "agreement-file": _(
        "From the draft to the signature: who must agree until when, the versions of the text, who signs, "
        "and the papers that were handed out. The due days are counted back from the planned day."
    ),
    "agreement-text": _(
        "Each version is kept. Both legal departments approve the same version, and it is frozen by its hash; "
        "a later change asks those who must agree to the text anew."
    ),
    "agreement-signatory": _(
        "A deputy who steps in is an ordinary case: one step, and every paper that names who signs is issued anew."
    ),
    "agreement-papers": _("What was handed out, as it was handed out, with what this issue changed."),
    "city": _(
        "What the city has signed, with whom, and what must be done until when: "
        "deadlines come from the terms of the agreements, from commitments and from approvals that are under way."
    ),
    "custody": _(
        "Where each original lies, who has borrowed it and until when, and the scans with their seals. "
        "A seal that no longer fits says so on this page."
    ),
    "group": _("Who carries the agreement out: seats, sessions, and minutes whose decisions become commitments."),
    "register-import": _(
        "A table from your own files becomes the register, step by step: "
        "nothing is kept before you have seen every row. Rows that cannot be read come back to you in a file."
    ),
    "commitment": _(
        "What was promised until when, and what has been heard of it. "
        "A report of the other side counts as done only after somebody here accepts it."
    ),
    "city-companies": _("What companies of the city make of its agreements, as far as it has been stated."),
    "city-funnels": _("Every share names its denominator, the definition of its step and its cut-off day."),
    "city-yearly": _("What the city can show for a year, with a definition and a source beside each figure."),
    "city-trade": _("Figures of trade are claims with a source. They stand beside an agreement and prove no cause."),
    "askings": _(
        "A partner answers by a link or in a table, without an account. "
        "The link ends on its day, or when you revoke it."
    ),
    "deals": _("What companies made of a contact: stage by stage, each with its date and who stated it."),
    "enquiries": _("What companies ask of the signing desk, and what it answered."),
    "desk": _(
        "Requests, the queue of the day, and what is cleared. Only what is cleared is called; "
        "slots are given to as many as can be, the highest rank first."
    ),
    "signed": _("What every party has signed, as the desk recorded it, with the figures of this minute."),
    "reconciliations": _(
        "Lists from elsewhere beside the register of a city: a partner's, an association's, an export of Wikidata."
    ),
    "reconciliation": _(
        "A list speaks for some ends only: where it does not speak, its silence is no answer. "
        "Deciding a finding changes nothing in the register; it says what is to be done, with a reason."
    ),
    "bulletin": _(
        "Click a sentence to see the claims that carry it. "
        "All languages are compared number by number before they are released."
    ),
    "claims": _(
        "A claim is what a source states: a value with its comparator, date and definition. "
        "Nothing is overwritten; a claim that is wrong is withdrawn, with a reason."
    ),
    "claim": _("What the source says in its own words, how the claim stands, and what rests on it."),
    "claim-state": _(
        "Choose the matter, write down what the source states, and look at what would follow before it is recorded."
    ),
    "conflicts": _(
        "Two claims about the same matter with different values are a conflict. "
        "Somebody decides which one holds, or that all stand side by side, with a reason that a reader can check."
    ),
    "unknowns": _(
        "What no source says stays out of every bulletin. It is answered by a claim, or dropped with a reason."
    ),
    "history": _("Who did what, and when. Every change leaves a line here; lines are never deleted."),
    "delegations": _(
        "Delegations that come to this fair. That they come is known to all who work here; "
        "their programmes only to themselves and to the protocol officers."
    ),
    "accounts": _(
        "Invite people, give and take roles, close accounts. Organisers reach the accounts of their own fairs; "
        "administrators reach all."
    ),
    "jobs": _("Background work. A job whose worker dies is taken up by another; what failed can be done again."),
    "mail": _("Every mail that the site has written, and what became of it. Secret ones are not kept."),
    "privacy-people": _("Whose data are kept here. From here somebody's data are handed out, or erased."),
    "search": _(
        "Words are found in any spelling, inflection and script: Гомель, Homiel and Gomel are the same. "
        "The last word may be unfinished."
    ),
}


def help_on(page: str) -> "StrPromise | str":
    """Return the help on a page; empty where it explains itself."""
    return HELP.get(page, "")
