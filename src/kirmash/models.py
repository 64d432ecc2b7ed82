"""Contents of the tables: every model of every chapter (Django looks here)."""

from kirmash.accounts.models import Invitation
from kirmash.agreements.models.asking import Asking, Judgement, Reminder, Report
from kirmash.agreements.models.chain import ChainLink, MeetingWord
from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.custody import Loan
from kirmash.agreements.models.deal import Deal, Stage
from kirmash.agreements.models.desk import Desk, DeskEnquiry, DeskRules, Recording, SlotRequest
from kirmash.agreements.models.evidence import Evidence
from kirmash.agreements.models.group import GroupMember, Session, WorkingGroup
from kirmash.agreements.models.instrument import Instrument, LifeEvent, Party
from kirmash.agreements.models.reconciliation import FoundPair, Reconciliation
from kirmash.agreements.models.route import Decision, Override, Step
from kirmash.agreements.models.scan import Scan
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.models.signing import Issue, Signatory, Signing
from kirmash.agreements.models.term import Term
from kirmash.agreements.models.text import Freeze, TextVersion
from kirmash.agreements.models.topic import Topic, TradeDirection
from kirmash.agreements.models.upload import RegisterUpload
from kirmash.base.models import Account, Change, Event, Impersonation, Mandate, Viewing
from kirmash.bulletin.models import (
    Approval,
    ApprovalRequest,
    Kept,
    Publication,
    PublishedSentence,
    Release,
    Sentence,
    Version,
)
from kirmash.connections.models import ApiToken, Delivery, KeptAnswer, Webhook
from kirmash.consent.models import Consent, Wording
from kirmash.exhibition.models.dealing import ExhibitorNote, StandOffer
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Edition, Fair, Section
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Exhibit, StandWish
from kirmash.exhibition.models.venue import Space, Venue
from kirmash.jobs.models import Attempt, Job, Schedule, Worker
from kirmash.mail.models import Message, Refusal
from kirmash.matching.models import GoodsLine
from kirmash.privacy.models import Erasure, RetentionRun
from kirmash.protocol.models import Delegation, Engagement, Member
from kirmash.record.models import Claim, Property, Resolution, Source, Unknown, Withdrawal
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.organisation import Organisation, OrganisationName, OrganisationOrder
from kirmash.registry.models.person import Office, Person, PersonName, Role, RoleName
from kirmash.registry.models.place import Place, PlaceName
from kirmash.search.models import Entry

__all__ = [
    "Account",
    "ApiToken",
    "Approval",
    "ApprovalRequest",
    "Asking",
    "Attempt",
    "ChainLink",
    "Change",
    "Claim",
    "Commitment",
    "Consent",
    "Deal",
    "Decision",
    "Delegation",
    "Delivery",
    "Desk",
    "DeskEnquiry",
    "DeskRules",
    "Edition",
    "Engagement",
    "Entry",
    "Erasure",
    "Event",
    "Evidence",
    "Exhibit",
    "Exhibitor",
    "ExhibitorNote",
    "Fair",
    "FoundPair",
    "Freeze",
    "GoodsCode",
    "GoodsLine",
    "GroupMember",
    "Impersonation",
    "Instrument",
    "Invitation",
    "Issue",
    "Job",
    "Judgement",
    "Kept",
    "KeptAnswer",
    "LifeEvent",
    "Loan",
    "Mandate",
    "MeetingWord",
    "Member",
    "Message",
    "News",
    "Office",
    "Organisation",
    "OrganisationName",
    "OrganisationOrder",
    "Override",
    "Party",
    "Pavilion",
    "Person",
    "PersonName",
    "Place",
    "PlaceName",
    "Property",
    "Publication",
    "PublishedSentence",
    "Reconciliation",
    "Recording",
    "Refusal",
    "RegisterUpload",
    "Release",
    "Reminder",
    "Report",
    "Representative",
    "Resolution",
    "RetentionRun",
    "Role",
    "RoleName",
    "Scan",
    "Schedule",
    "Section",
    "Sentence",
    "Session",
    "Signatory",
    "Signature",
    "Signing",
    "SlotRequest",
    "Source",
    "Space",
    "Stage",
    "StandOffer",
    "StandWish",
    "Step",
    "Term",
    "TextVersion",
    "Topic",
    "TradeDirection",
    "Unknown",
    "Venue",
    "Version",
    "Viewing",
    "Webhook",
    "Withdrawal",
    "Wording",
    "Worker",
    "WorkingGroup",
]
