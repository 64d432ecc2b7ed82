"""Asking the other side for news, and taking in what it answers: by its link, or by a table."""

import datetime
import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.actions.following import write_news
from kirmash.agreements.actions.keeping import Upload
from kirmash.agreements.models.asking import LASTING, Asking, Progress, Report
from kirmash.agreements.models.commitment import Commitment, News, Way
from kirmash.agreements.models.deal import Deal
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.mail.actions import write
from kirmash.mail.addresses import usable
from kirmash.mail.kinds import SAMPLE_TIME, Kind, declare
from kirmash.mail.models import State
from kirmash.record.actions.keys import new_key
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of

ASKED = declare(
    Kind(
        name="asking",
        label=_("Request for news of agreements"),
        is_secret=True,
        lifetime=datetime.timedelta(days=3),
        sample=lambda: {
            "asker": "Gomel", "partner": "Example", "count": 3, "note": "", "until": SAMPLE_TIME.date(),
            "url": "https://fair.example/answer/abc/",
        },
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingWords:
    """Whom to ask, of what, how."""

    partner_place: Place | None
    partner_organisation: Organisation | None
    commitments: Sequence[Commitment]
    deals: Sequence[Deal]
    language: str
    email: str = ""
    contact: str = ""
    note: str = ""
    expires_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the other side says of one commitment."""

    commitment: Commitment
    progress: str
    on: datetime.date
    due_on: datetime.date | None = None
    text: str = ""
    address: str = ""
    upload: Upload | None = None


@transaction.atomic
def ask(
    *, place: Place, words: AskingWords, today: datetime.date, account: Account | None = None
) -> tuple[Asking, str]:
    """Ask a partner for news; return the request and the secret of its link, which is kept nowhere."""
    if not words.commitments and not words.deals:
        raise Refused("nothing-is-asked")
    expires = words.expires_on or today + LASTING
    if not today < expires <= today + 6 * LASTING:
        raise Refused("link-lasts-too-long")
    partner = words.partner_place or words.partner_organisation
    secret = secrets.token_urlsafe(24)
    made = Asking.objects.create(
        key=new_key(Asking, place.key, partner.key if partner else "", str(today)),
        place=place, partner_place=words.partner_place, partner_organisation=words.partner_organisation,
        contact=words.contact, email=usable(words.email) if words.email else "", language=words.language,
        note=words.note, token_sha256=hash_of(secret), asked_on=today, expires_on=expires, account=account,
    )  # fmt: skip
    made.commitments.set(words.commitments)
    made.deals.set(words.deals)
    _remember("ask", made, account)
    return made, secret


@transaction.atomic
def renew_asking(*, asking: Asking, today: datetime.date, account: Account | None = None) -> str:
    """Give a request a new link, which lasts anew; the old one ends. Return the secret of the new one."""
    secret = secrets.token_urlsafe(24)
    asking.token_sha256, asking.revoked_on, asking.sent_on = hash_of(secret), None, None
    asking.expires_on = today + LASTING
    asking.save(update_fields=["token_sha256", "revoked_on", "sent_on", "expires_on"])
    _remember("renew", asking, account)
    return secret


@transaction.atomic
def revoke_asking(*, asking: Asking, today: datetime.date, account: Account | None = None) -> Asking:
    """End the link of a request at once."""
    if asking.revoked_on:
        raise Refused("link-ended-already")
    asking.revoked_on = today
    asking.save(update_fields=["revoked_on"])
    _remember("revoke", asking, account)
    return asking


@transaction.atomic
def send_asking(*, asking: Asking, secret: str, today: datetime.date, account: Account | None = None) -> bool:
    """Put the request into the outbox, in the partner's language; say whether it is on its way."""
    if not asking.email:
        return False
    partner = asking.partner_place or asking.partner_organisation
    with translation.override(asking.language):
        values: dict[str, object] = {
            "asker": name_of(asking.place.names.all()),
            "partner": name_of(partner.names.all()) if partner else "",
            "count": asking.commitments.count() + asking.deals.count(),
            "note": asking.note,
            "until": asking.expires_on,
            "url": link_of(secret),
        }
    message = write(kind=ASKED, to=asking.email, values=values, language=asking.language)
    is_sent = settings.MAIL_SERVER is not None and message is not None and message.state != State.FAILED
    if is_sent:
        asking.sent_on = today
        asking.save(update_fields=["sent_on"])
        _remember("send", asking, account)
    return is_sent


def link_of(secret: str) -> str:
    """Return the address at which a request is answered."""
    return settings.SITE_URL + reverse("answer", args=[secret])


def hash_of(secret: str) -> str:
    """Return what is kept of the secret of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def take_answers(
    *, asking: Asking, answers: Iterable[Answer], way: Way, given_by: str, today: datetime.date,
    account: Account | None = None,
) -> list[News]:  # fmt: skip
    """Take in what the other side says, each answer as a report; one that was given just so before is not repeated."""
    Asking.objects.select_for_update().get(pk=asking.pk)
    asked = set(asking.commitments.values_list("pk", flat=True))
    made = []
    for answer in answers:
        if answer.commitment.pk not in asked:
            raise Refused("not-asked-for")
        if _is_repeated(asking, answer):
            continue
        news = write_news(
            commitment=answer.commitment, heard_on=answer.on, is_done=answer.progress == Progress.DONE,
            due_on=answer.due_on, text=answer.text or str(Progress(answer.progress).label), address=answer.address,
            given_by=given_by, way=way, upload=answer.upload, today=today, account=account,
        )  # fmt: skip
        Report.objects.create(news=news, asking=asking, progress=answer.progress)
        made.append(news)
    if made:
        _remember("answer", asking, account, count=len(made), way=str(way))
    return made


@transaction.atomic
def note_refused_rows(*, asking: Asking, rows: Sequence[Mapping[str, str]]) -> None:
    """Keep the rows of the last table that were not taken, so that they can be given back."""
    asking.refused = [dict(row) for row in rows]
    asking.save(update_fields=["refused"])


def _is_repeated(asking: Asking, answer: Answer) -> bool:
    """Say whether the last report says the same: somebody pressed twice, or a table came twice."""
    last = Report.objects.filter(asking=asking, news__commitment=answer.commitment, news__due_on=answer.due_on)
    found = last.select_related("news").order_by("-pk").first()
    if found is None or answer.upload is not None:
        return False
    said = answer.text or str(Progress(answer.progress).label)
    return (found.progress, found.news.heard_on, found.news.text, found.news.address) == (
        answer.progress, answer.on, said, answer.address,
    )  # fmt: skip


def _remember(verb: str, asking: Asking, account: Account | None, **values: object) -> None:
    Change.objects.create(account=account, verb=verb, table="asking", record=asking.key, values=values)
