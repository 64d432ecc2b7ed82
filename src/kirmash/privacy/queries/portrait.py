"""All that is kept of somebody, table by table: what an export hands out and a page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account
from kirmash.base.personal import Activity, PersonalData, Reach, Words
from kirmash.base.texts import choose
from kirmash.privacy.queries.dossier import Dossier, everything, mentions, model_of, rows_about
from kirmash.registry.queries import name_of

#: What fields are called in an export and on a page, at the end those of one table alone; others keep the name they
#: have in the database.
LABELS: Mapping[str, Words] = {
    "about": _("Property"),
    "account": _("Account"),
    "act": _("What was done"),
    "address": _("Address"),
    "administrator": _("Administrator"),
    "agenda": _("Agenda"),
    "answer": _("Answer"),
    "archive": _("Where the original is kept"),
    "arguments": _("What it was given"),
    "arrives_on": _("First day"),
    "as_of": _("As of"),
    "asked_at": _("Asked at"),
    "asked_on": _("Asked on"),
    "asker": _("Who asks"),
    "at": _("When"),
    "attested_on": _("Attested on"),
    "authority": _("By what right"),
    "back_on": _("Came back on"),
    "began": _("Began at"),
    "body": _("Body"),
    "by": _("Invited by"),
    "cancelled_why": _("Why it was cancelled"),
    "case": _("Grammatical form"),
    "changed_at": _("Changed at"),
    "claim": _("Claim"),
    "closed": _("Done with at"),
    "closed_by": _("Closed by"),
    "closed_on": _("Closed on"),
    "comment": _("Comment"),
    "comparator": _("Comparator"),
    "contact": _("Contact"),
    "contact_mail": _("Mail address of the contact"),
    "contact_name": _("Contact"),
    "contact_phone": _("Telephone of the contact"),
    "content": _("Text"),
    "counted_by": _("Stated by"),
    "created": _("Recorded at"),
    "dateline": _("Dateline"),
    "day": _("Day"),
    "days": _("Days"),
    "decided_by": _("Decided by"),
    "decided_on": _("Decided on"),
    "definition": _("Definition"),
    "definitions": _("Definitions"),
    "delegation": _("Delegation"),
    "discussion": _("What was spoken of"),
    "done_by": _("In the name of"),
    "done_on": _("Done on"),
    "dropped_why": _("Why it was dropped"),
    "due_on": _("Back by"),
    "edited_at": _("Edited at"),
    "email": _("Mail address"),
    "ended": _("Ended at"),
    "error": _("Error"),
    "events": _("Events"),
    "evidence": _("Evidence"),
    "exhibitor": _("Exhibitor"),
    "expire_date": _("Ends at"),
    "expires_at": _("Ends at"),
    "expires_on": _("Ends on"),
    "fair": _("Fair"),
    "fell_why": _("Why it is not signed"),
    "file_name": _("File"),
    "from_on": _("Since"),
    "frozen_at": _("Frozen at"),
    "function": _("Function"),
    "functions": _("Function in the delegation"),
    "gender": _("Grammatical gender"),
    "given": _("Given at"),
    "given_at": _("Given at"),
    "given_by": _("Who told it"),
    "given_up_why": _("Why it was given up"),
    "ground": _("Reason"),
    "head": _("Head"),
    "headers": _("Headers"),
    "headings": _("Headings"),
    "headline": _("Headline"),
    "held_from": _("Held from"),
    "held_until": _("Held until"),
    "how": _("How"),
    "html": _("Text as HTML"),
    "in_spite_of": _("Why it is published with open findings"),
    "instrument": _("Agreement"),
    "is_active": _("May sign in"),
    "is_chair": _("Chairs"),
    "is_contact": _("Contact of the exhibitor"),
    "is_renewal": _("For a new password"),
    "is_right": _("What is right"),
    "issued_at": _("Issued at"),
    "judged_on": _("Judged on"),
    "kept_at": _("Kept at"),
    "key": _("Key"),
    "kind": _("Kind"),
    "kirmash.ApiToken.name": _("Name"),
    "kirmash.Delivery.body": _("What was sent"),
    "kirmash.KeptAnswer.body": _("What was answered"),
    "kirmash.Webhook.is_active": _("Is called"),
    "labels": _("Names"),
    "language": _("Language"),
    "languages": _("Languages"),
    "last_login": _("Last sign-in"),
    "last_used_at": _("Last used at"),
    "leaves_on": _("Last day"),
    "lent_on": _("Lent on"),
    "lent_to": _("Lent to"),
    "lines": _("Lines of the list"),
    "made": _("Made at"),
    "matter": _("Matter"),
    "mode": _("How it was signed"),
    "name": _("Person’s name"),
    "names": _("Names"),
    "needs_interpreter": _("Needs an interpreter"),
    "note": _("Note"),
    "noted_on": _("Noted on"),
    "number": _("Number"),
    "office": _("Office"),
    "organisation": _("Organisation"),
    "outcome": _("Outcome"),
    "page": _("Page"),
    "paper": _("Paper"),
    "papers": _("Papers"),
    "part": _("Part"),
    "parties": _("Parties, in your words"),
    "party": _("Party"),
    "person": _("Person"),
    "photographer": _("Photographer"),
    "place": _("Place"),
    "prefix": _("Begins with"),
    "present": _("Who was there"),
    "primary": _("Main address"),
    "published_at": _("Published at"),
    "publisher": _("Publisher"),
    "purpose": _("Purpose"),
    "quotation": _("Quotation"),
    "reached_on": _("Reached on"),
    "reason": _("Reason"),
    "reasons": _("Reasons"),
    "recipient": _("Recipient"),
    "record": _("Record"),
    "recorded_at": _("Recorded at"),
    "recorded_by": _("Recorded by"),
    "reference": _("Reference"),
    "refused": _("Lines that could not be taken"),
    "remark": _("Remark"),
    "reminded_on": _("Reminded on"),
    "removed_why": _("Why it was removed"),
    "responsible": _("Who answers for it"),
    "result": _("Result"),
    "revoked_at": _("Revoked at"),
    "role": _("Role"),
    "room": _("Room or meeting point"),
    "rows": _("Rows of the list"),
    "said": _("What it said"),
    "said_by": _("Who says so"),
    "said_on": _("Said on"),
    "scopes": _("What it may be used for"),
    "signed_on": _("Signed on"),
    "slip": _("Slip"),
    "source": _("Source"),
    "state": _("State"),
    "stated_by": _("Stated by"),
    "stated_on": _("Stated on"),
    "style": _("Style"),
    "subject": _("Subject"),
    "table": _("Kind of record"),
    "task": _("Task"),
    "text": _("Text"),
    "texts": _("Texts"),
    "theirs": _("What the list says"),
    "title": _("Title"),
    "titles": _("Titles"),
    "traceback": _("Error in full"),
    "until": _("Until at the latest"),
    "until_on": _("Until"),
    "uploaded_at": _("Handed in at"),
    "url": _("Address"),
    "valid_from": _("Valid from"),
    "valid_until": _("Valid until"),
    "value": _("Value"),
    "values": _("Details"),
    "verb": _("What was done"),
    "verdict": _("Decision"),
    "verified": _("Confirmed"),
    "was_wrong": _("What was wrong"),
    "why": _("Reason"),
    "withdrawn_at": _("Withdrawn at"),
    "withdrawn_how": _("Withdrawn how"),
    "withdrawn_why": _("Why it was withdrawn"),
    "witnesses": _("Witnesses"),
    "word": _("What it is at"),
    "wording": _("Wording"),
    "written_at": _("Written at"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a table keeps of somebody: the fields, and a row of values for each of its rows."""

    data: PersonalData
    fields: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def header(self) -> list[str]:
        """The fields in the reader's words."""
        return [str(self._label(name)) for name in self.fields]

    def _label(self, name: str) -> Words:
        own = LABELS.get(f"{self.data.table}.{name}")
        return own or LABELS.get(name, name.replace("_", " "))


def portrait_of(who: Dossier, *, with_mentions: bool = True) -> list[Section]:
    """Return all that is kept of somebody; tables without a row are left out."""
    redactor = who.redactor(with_officials=True)
    sections = []
    for data in everything():
        if data.reach != Reach.WORDS:
            found = rows_about(data, who).order_by("pk")
            rows = tuple(
                tuple(_plain(row, name) for name in data.fields) for row in found.select_related(*_links(data))
            )
        elif with_mentions:
            rows = tuple(
                tuple(changed.get(name, ("", ""))[0] for name in data.fields)
                for _number, changed in mentions(data, redactor)
            )
        else:
            continue
        if rows:
            sections.append(Section(data=data, fields=data.fields, rows=rows))
    return sections


def counts_of(who: Dossier) -> list[tuple[Activity, int]]:
    """Return how many rows of each activity lead to somebody; texts and sessions are not searched."""
    counts: dict[Activity, int] = {}
    for data in reversed(everything()):
        if data.reach not in {Reach.WORDS, Reach.SESSION}:
            counts[data.activity] = counts.get(data.activity, 0) + rows_about(data, who).count()
    return [(activity, count) for activity, count in counts.items() if count]


def _links(data: PersonalData) -> list[str]:
    fields = {field.name: field for field in model_of(data)._meta.fields}
    return [name for name in data.fields if isinstance(fields.get(name), ForeignKey)]


def _named(record: Model) -> str:
    """Return what a reader calls a record: its name, its label, its title, or else its key."""
    names = getattr(record, "names", None) or getattr(record, "labels", None)
    if isinstance(names, dict):
        return choose(names) or str(record)
    if names is not None:
        return name_of(names.all()) or str(record)
    organisation = getattr(record, "organisation", None)
    return _named(organisation) if organisation else str(getattr(record, "title", "") or record)


def _plain(row: Model, name: str) -> Any:  # Any: what JSON can hold, days and times too
    value = getattr(row, name)
    if isinstance(value, Account):
        return value.email
    if isinstance(value, Model):
        return _named(value)
    return value
