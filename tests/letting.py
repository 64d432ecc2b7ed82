"""Bulletins let out, as the press services of both parties would."""

import datetime

from kirmash.bulletin.actions import Notice, answer_approval, latest_version, publish
from kirmash.bulletin.models import Answer, Approval, Publication, Release
from kirmash.bulletin.queries.publishing import parties_of


def approve(release: Release, answer: Answer = Answer.APPROVED, *, sides: int = 2) -> None:
    """Let so many parties say the same of the latest version."""
    version = latest_version(release.fair, release.style)
    for party in parties_of(release.fair)[:sides]:
        words = "Shorter." if answer == Answer.CHANGE else ""
        answer_approval(
            Approval(version=version, party=party, sha256=version.sha256, answer=answer, comment=words,
                     given_by="Press")
        )  # fmt: skip


def let_out(release: Release, at: datetime.datetime | None = None, notice: Notice | None = None) -> Publication:
    """Approve a release on both sides and publish it, at a time if one is given."""
    approve(release)
    made = publish(release=release, notice=notice)
    if at:
        Publication.objects.filter(pk=made.pk).update(published_at=at)
        made.refresh_from_db()
    return made
