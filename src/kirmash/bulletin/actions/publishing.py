"""What lets a bulletin out: embargo, approval by the press services of the parties, publication, correction."""

import datetime
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kirmash.agreements.models.instrument import Party
from kirmash.base.errors import Refused
from kirmash.base.events import announce
from kirmash.base.models import Account, Change
from kirmash.bulletin.actions.letters import APPROVAL
from kirmash.bulletin.actions.writing import latest_version, set_sentences
from kirmash.bulletin.models import Answer, Approval, ApprovalRequest, Publication, Release
from kirmash.bulletin.queries.publishing import (
    LASTING,
    current_publication,
    parties_of,
    party_name,
    standing_of,
    ticket_of,
)
from kirmash.mail.actions import write


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a correction says in public: what was wrong, and what is right."""

    was_wrong: str = ""
    is_right: str = ""


@transaction.atomic
def set_embargo(*, release: Release, until: datetime.datetime | None, account: Account | None = None) -> Release:
    """Show a bulletin to nobody but those who make and approve it until a time, or lift that."""
    release = _held(release)
    if current_publication(release):
        raise Refused("bulletin-is-published")
    if until and until <= timezone.now():
        raise Refused("embargo-is-past")
    release.embargo_until = until
    release.save(update_fields=["embargo_until"])
    _note("embargo", release, account, until=until.isoformat() if until else "")
    return release


@transaction.atomic
def ask_for_approval(
    *, release: Release, party: Party, email: str, site: str, account: Account | None = None
) -> ApprovalRequest:
    """Send the latest version to a party's press service, with a link by which it answers without an account."""
    if settings.MAIL_SERVER is None:
        raise Refused("no-mail-server")
    version = latest_version(release.fair, release.style)
    _demand_party(release, party)
    if hasattr(version, "publication"):
        raise Refused("bulletin-is-published")
    asked = ApprovalRequest.objects.create(version=version, party=party, email=email, asked_by=account)
    values = {
        "party": party_name(party, release.language),
        "headline": release.headline,
        "number": version.number,
        "url": urljoin(site, reverse("bulletin-answer-open", args=[ticket_of(asked)])),
        "until": asked.asked_at + LASTING,
    }
    write(kind=APPROVAL, to=email, values=values, language=_letter_language(release), key=f"approval-{asked.pk}")
    _note("ask", release, account, version=version.number, party=str(party.position))
    return asked


@transaction.atomic
def answer_approval(given: Approval) -> Approval:
    """Record what a party says of a version; only of the latest, and of the very text that was read."""
    release = _held(Release.objects.get(fair=given.version.fair, style=given.version.style))
    latest = latest_version(release.fair, release.style)
    _demand_party(release, given.party)
    if latest.pk != given.version.pk or latest.sha256 != given.sha256:
        raise Refused("version-was-overtaken", number=latest.number)
    if hasattr(latest, "publication"):
        raise Refused("bulletin-is-published")
    given.comment = given.comment.strip()
    if given.answer == Answer.CHANGE and not given.comment:
        raise Refused("change-without-words")
    given.save(force_insert=True)
    verb = "approve" if given.answer == Answer.APPROVED else "return"
    _note(verb, release, given.account, version=latest.number, party=str(given.party.position))
    return given


@transaction.atomic
def publish(
    *, release: Release, in_spite_of: str = "", notice: Notice | None = None, account: Account | None = None
) -> Publication:
    """Let the latest version out, once nothing stands in its way; after an earlier one it is a correction."""
    release = _held(release)
    standing = standing_of(release)
    if hasattr(standing.version, "publication"):
        raise Refused("bulletin-is-published")
    for code in standing.hindrances:
        if code != "findings-open" or not in_spite_of.strip():
            raise Refused(code)
    notice, before = notice or Notice(), standing.publication
    if before and not (notice.was_wrong.strip() and notice.is_right.strip()):
        raise Refused("correction-without-notice")
    made = Publication.objects.create(
        release=release, version=standing.version, headline=release.headline, dateline=release.dateline,
        filed_on=release.filed_on, published_at=timezone.now(), published_by=account,
        in_spite_of=in_spite_of.strip() if standing.open_findings else "",
        corrects=before, was_wrong=notice.was_wrong.strip() if before else "",
        is_right=notice.is_right.strip() if before else "",
    )  # fmt: skip
    set_sentences(made, [
        (said.paragraph, said.text, [claim.key for claim in said.claims.all()])
        for said in release.sentences.prefetch_related("claims")
    ])  # fmt: skip
    _note("correct" if before else "publish", release, account, version=made.version.number)
    announce("release.published", release=release.key, fair=release.fair.key, language=release.language)
    return made


@transaction.atomic
def withdraw_publication(*, publication: Publication, why: str, account: Account | None = None) -> Publication:
    """Withdraw what was let out, with a public reason; it stays readable, marked as withdrawn."""
    found = Publication.objects.select_for_update(of=("self",)).select_related("release__fair").get(pk=publication.pk)
    if not why.strip():
        raise Refused("why-missing")
    if found.withdrawn_at or hasattr(found, "corrected_by"):
        raise Refused("publication-is-over")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = timezone.now(), account, why.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _note("withdraw", found.release, account, version=found.version.number)
    announce("release.withdrawn", release=found.key, fair=found.fair.key, language=found.language)
    return found


def _held(release: Release) -> Release:
    """Return a release that nobody else changes meanwhile."""
    return Release.objects.select_for_update(of=("self",)).select_related("fair").get(pk=release.pk)


def _letter_language(release: Release) -> str:
    """Return the language of a letter about a bulletin: its own, where letters are written in it."""
    spoken = {language for language, _label in settings.LANGUAGES}
    return release.language if release.language in spoken else settings.LANGUAGE_CODE


def _demand_party(release: Release, party: Party) -> None:
    if party not in parties_of(release.fair):
        raise Refused("no-such-party")


def _note(verb: str, release: Release, account: Account | None, **values: object) -> None:
    Change.objects.create(account=account, verb=verb, table="release", record=release.key, values=values)
