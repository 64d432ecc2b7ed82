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
    "text-unchanged": _("Nothing was changed in the text."),
    "text-too-long": _("A bulletin has at most %(most)s characters."),
    "no-release-to-edit": _("There is no bulletin in this style yet; write it from the record first."),
    "version-was-overtaken": _("Meanwhile somebody saved version %(number)s; compare your text with it first."),
    "finding-is-gone": _("The text no longer has this finding."),
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
    "job-is-over": _("This job is over; it can no longer be cancelled."),
    "job-is-being-finished": _("This job is being finished this very moment; it can no longer be cancelled."),
    "job-is-not-failed": _("Only a job that failed or was cancelled can be done again."),
    "job-is-replayed": _("This job is being done again already."),
    "task-is-unknown": _("This version does not know the task %(task)s."),
    "address-is-none": _("“%(address)s” is no mail address."),
    "address-beyond-latin": _(
        "What stands before the @ in “%(address)s” is not in Latin letters; many mail servers do not take that."
    ),
    "mail-is-on-its-way": _("This mail is being sent at this moment."),
    "mail-is-empty": _("What this mail said was secret and is not kept; it cannot be sent again."),
    "mail-is-refused": _("The recipient wants no more mail of this kind."),
    "mail-does-not-wait": _("Only a mail that waits can be cancelled."),
    "mail-has-moved": _("Meanwhile this mail has changed; look at it again."),
    "mail-trials-too-many": _("%(number)s test mails in an hour are enough; please wait a little."),
    "mail-with-attachment": _("The outbox takes no attachments."),
    "demo-only": _("This account is not open to everybody."),
    "no-such-account": _("There is no account with the mail address %(email)s."),
    "consent-words-changed": _("The words you were shown have changed meanwhile; please read them again."),
    "consent-stands-already": _("There is a consent already: %(purpose)s."),
    "no-consent-stands": _("There is no consent to withdraw: %(purpose)s."),
    "consent-needs-person": _("Only a person of the record can agree to this: %(purpose)s."),
    "consent-needs-account": _("Only somebody who signs in can agree to this: %(purpose)s."),
    "consent-without-evidence": _("Say where the paper or the mail is kept."),
    "consent-in-future": _("A consent cannot be given on a day to come."),
    "exported-too-often": _("More than %(most)s exports in an hour; please wait."),
    "nobody-to-erase": _("There is nobody to erase here; it may be done already."),
    "typed-otherwise": _("To confirm, type exactly: %(wanted)s"),
    "not-oneself": _("Nobody erases their own account; ask another administrator."),
    "nobody-is-barred": _("No erased person had this key, or the import is open to it already."),
    "no-such-person": _("No person has the key %(key)s."),
    "person-linked-already": _("Another account is linked to the person %(key)s."),
    "catalogue-published-already": _("The catalogue is published already."),
    "catalogue-not-published": _("The catalogue is not published."),
    "catalogue-is-empty": _("A catalogue without exhibitors cannot be published."),
    "impersonation-for-administrators": _("Only administrators look at the site as somebody else."),
    "impersonation-of-this-account": _(
        "You can look at the site as another active account, but not as an administrator."
    ),
    "impersonation-without-reason": _("Give a reason of at least %(shortest)s characters."),
    "impersonation-reads-only": _("You look at the site as %(account)s. You can read, but not change anything."),
    "impersonation-stays-out": _(
        "You look at the site as %(account)s. The pages of the account itself stay closed to you."
    ),
    "role-out-of-reach": _("You cannot give or take the role “%(role)s” for this. Ask an administrator."),
    "no-such-thing": _("There is nothing called “%(subject)s”."),
    "account-out-of-reach": _("This account holds roles outside your fairs. Ask an administrator."),
    "account-closed": _("The account %(email)s is deactivated. Reactivate it first, or ask an administrator."),
    "not-yourself": _("You cannot deactivate your own account."),
    "link-unknown": _("This link is not complete. Copy all of it from the mail."),
    "link-too-old": _("This link has expired. Ask for a new one."),
    "link-used": _("This link was used already, or a newer one was sent. Sign in, or ask for a new one."),
    "undo-too-late": _("It is too late to undo this. Do it by hand."),
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
    "no-scope": _("Choose at least one thing that the token may be used for."),
    "scope-not-allowed": _("A token cannot be used for more than your account may do."),
    "too-many-tokens": _("You have %(most)s valid tokens already; revoke one first."),
    "token-revoked-already": _("The token “%(name)s” is revoked already."),
    "address-not-allowed": _("%(address)s cannot be called: a webhook has an https address without a password in it."),
    "no-events": _("Choose at least one event."),
    "too-many-webhooks": _("There are %(most)s webhooks already; remove one first."),
    "webhook-is-off": _("This webhook is switched off; switch it on first."),
    "delivery-is-waiting": _("This delivery waits for its first attempt already."),
    "list-not-read": _("The list could not be read: %(why)s"),
    "list-is-empty": _("The list names no partner."),
    "list-too-long": _("A list of one city's partners has at most %(most)s lines."),
    "export-knows-several": _(
        "Several items of the export have the name of this place: %(items)s. Give the place its Wikidata id first."
    ),
    "finding-is-decided": _("This is decided already; open it again first."),
    "finding-is-open": _("Nothing is decided here that could be taken back."),
    "name-is-certain": _("This line names its place for certain."),
    "no-candidate": _("This place is none of those that the line may mean."),
    "no-text-to-freeze": _("There is no text yet that could be frozen."),
    "no-text-to-decide-on": _("There is no text yet on which this step could decide."),
    "text-has-changed": _("The text has changed meanwhile; look at the new version first."),
    "text-is-frozen": _("This version is frozen already."),
    "text-not-vetted": _("The legal departments have not approved this version; it cannot be frozen."),
    "route-has-begun": _("Decisions are recorded already; change single steps instead."),
    "step-is-decided": _("A decision is recorded on this step; it stays as it is."),
    "decided-in-future": _("A decision cannot be recorded for a day to come."),
    "nothing-to-override": _("Nothing stands in the way of the signature."),
    "signatory-of-another": _("This office belongs to no body of the party."),
    "papers-as-they-are": _("Nothing changed since the last issue; no new one is needed."),
    "no-fair-to-sign-at": _("This instrument belongs to no fair, so there is no desk at which it could be signed."),
    "signed-already": _("A signature of this party is recorded already."),
    "desk-takes-no-more": _("The time for requests is over; ask the protocol of the fair."),
    "not-cleared": _("This is not cleared for signature: steps are open or the text is not frozen."),
    "desk-is-closed-then": _("The desk is not open then."),
    "request-not-accepted": _("Accept the request first."),
    "slot-is-taken": _("Somebody else has this slot; give them another one first."),
    "slot-has-begun": _("This signature has begun; its slot stays where it is."),
    "not-called-now": _("This is not what happens at the desk now; look at the page again."),
    "office-not-held-then": _("This person did not hold the office on that day."),
    "enquiry-is-answered": _("This was answered already."),
    "two-parties-at-least": _("Name at least two different parties."),
    "nobody-signed": _("Nobody has signed yet."),
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
