"""Traces of somebody in the tables that keep them beside the record: mails, jobs, invitations, delegations, notes."""

import json
import uuid
from datetime import timedelta

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf import settings
from django.utils import timezone

from builders import a_delegation, a_named_person, an_account, an_engagement
from kirmash.accounts.models import Invitation
from kirmash.base.actions import begin_impersonation
from kirmash.base.events import announce
from kirmash.base.models import Account, Impersonation, SiteRole
from kirmash.connections.models import ApiToken, Delivery, KeptAnswer, Webhook
from kirmash.exhibition.models.dealing import ExhibitorNote
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.jobs.models import Attempt, Job, Outcome
from kirmash.jobs.models import State as JobState
from kirmash.mail.actions import refuse
from kirmash.mail.addresses import digests_of
from kirmash.mail.models import Message
from kirmash.protocol.models import Member
from kirmash.registry.models.person import Office

#: The kind of mail that whoever leaves traces refused.
REFUSED = "digest"


def leave_traces(account: Account, name: str, *, office: Office, exhibitor: Exhibitor) -> None:
    """Let an account and its person, the holder of an office, leave traces wherever they can."""
    account.name, account.language = name, "be"
    account.save()
    _in_mails(account, name)
    _in_jobs(account, name)
    _in_delegations(name, office, exhibitor)
    _in_accounts(account, name)
    _in_connections(account, name, office)
    ExhibitorNote.objects.create(exhibitor=exhibitor, text="Wants two stands.", by=account)
    ExhibitorNote.objects.create(exhibitor=exhibitor, text=f"{name} calls back.")


def a_message(recipient: str, **values: object) -> Message:
    """Make a mail that was sent."""
    now = timezone.now()
    words: dict[str, object] = {"subject": "A subject", "text": "A text.", "html": "<p>A text.</p>", "state": "sent"}
    times = {"created": now, "due": now, "expires": now + timedelta(days=3), "ended": now}
    return Message.objects.create(
        key=uuid.uuid4().hex, mark=f"<{uuid.uuid4().hex}@fair.example>", kind="test", purpose="transaction",
        sender="fair@fair.example", recipient=recipient, language="en", **{**times, **words, **values},
    )  # fmt: skip


def _in_connections(account: Account, name: str, office: Office) -> None:
    """Leave a token, a webhook, messages on their way to one's own and another's, and answers that are kept."""
    other, now = an_account("programs@fair.example", SiteRole.ADMINISTRATOR, has_password=False), timezone.now()
    person = office.person.key
    ApiToken.objects.create(account=account, name=f"of {name}", prefix="kir_", digest="d", expires_at=now)
    told = announce("claim.stated", subject=f"person:{person}", property="said", part="")
    tried = announce("webhook.test", account=account.email)
    for owner in (account, other):
        webhook = Webhook.objects.create(account=owner, address=f"https://fair.example/{owner.email}", secret="s")
        for event in (told, tried):
            Delivery.objects.create(webhook=webhook, event=event, body=json.dumps(event.values))
        KeptAnswer.objects.create(account=owner, key=f"for-{owner.pk}", body={"note": f"as {name} said"})


def _in_mails(account: Account, name: str) -> None:
    a_message(account.email, account=account, text=f"Dear {name},")
    a_message(account.email.title(), text="Sent to an address before there was an account.")
    a_message(
        "somebody@fair.example", subject=f"{name} invites you", text=f"Ask {name}, {account.email}.",
        html=f"<p>Ask <b>{name}</b>, {account.email}.</p>", headers={"Reply-To": f"{name} <{account.email}>"},
        answer=f"250 queued for {account.email}",
    )  # fmt: skip
    refuse(digest=digests_of(account.email, [settings.SECRET_KEY])[0], kind=REFUSED)


def _in_jobs(account: Account, name: str) -> None:
    now = timezone.now()
    job = Job.objects.create(
        task="a.task", arguments={"args": [account.email], "kwargs": {"name": name}}, state=JobState.FAILED,
        finished=now, word=f"at {name}", result={"reached": [name]},
    )  # fmt: skip
    Attempt.objects.create(
        job=job, number=1, worker="w", ended=now, outcome=Outcome.FAILED, error={"words": f"{name} is unknown"},
        traceback=f"LookupError: {account.email}",
    )  # fmt: skip


def _in_delegations(name: str, office: Office, exhibitor: Exhibitor) -> None:
    fair, person = exhibitor.fair, office.person
    by_name = a_delegation("by-name", fair=fair, head=person, names={"en": f"Delegation of {name}"})
    a_delegation("by-office", fair=fair, head=person, office=office)
    Member.objects.create(delegation=by_name, person=person, functions={"en": "speaker"}, languages=["be"])
    companion = a_named_person("companion", name="Somebody Else")
    Member.objects.create(delegation=by_name, person=companion, functions={"en": f"interpreter of {name}"})
    an_engagement(
        by_name, "10:00", "11:00", titles={"en": f"Talks with {name}"}, room=f"Office of {name}", note=f"{name} is late"
    )


def _in_accounts(account: Account, name: str) -> None:
    root = an_account("root@fair.example", SiteRole.ADMINISTRATOR, has_password=False)
    guest = an_account("guest@fair.example", has_password=False)
    begin_impersonation(account=account, reason="the page looks empty to her", by=root)
    begin_impersonation(account=guest, reason=f"asked for by {name}", by=root)
    now = timezone.now()
    Impersonation.objects.create(
        administrator=account, account=guest, reason="a page looks empty", began=now, until=now + timedelta(minutes=30)
    )
    Invitation.objects.create(account=account, by=root, language="be")
    Invitation.objects.create(account=guest, by=account, language="be")
    app = SocialApp.objects.create(provider="openid_connect", name="Example ID", client_id="x")
    elsewhere = SocialAccount.objects.create(
        user=account, provider="openid_connect", uid=account.email, extra_data={"name": name}
    )
    SocialToken.objects.create(app=app, account=elsewhere, token=name, token_secret=name)
