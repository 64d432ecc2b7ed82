"""What changes the file of an instrument: its text, its way of approval, who is to sign, its papers."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.route import Decision, Outcome, Override, Step
from kirmash.agreements.models.signing import Signing
from kirmash.agreements.models.text import Freeze, TextVersion
from kirmash.agreements.queries.clearance import clearance
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change
from kirmash.registry.models.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What is said of a step of the approval."""

    kind: str
    lead_days: int
    party: Party | None = None
    body: Organisation | None = None
    office: str = ""
    is_of_text: bool = True
    must: bool = True


@transaction.atomic
def write_text(
    *, instrument: Instrument, content: Mapping[str, Any], note: str = "", account: Account | None = None
) -> TextVersion:  # Any: JSON
    """Keep a new version of the text; what was approved of an earlier one is asked for anew.

    A text that says the same as the last version makes no new one.
    """
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    last = instrument.texts.order_by("number").last()
    digest = hash_of(content)
    if last and last.sha256 == digest:
        return last
    made = TextVersion.objects.create(
        instrument=instrument, number=last.number + 1 if last else 1, content=content, sha256=digest, note=note,
        account=account,
    )  # fmt: skip
    _remember("write", "text", instrument, account, {"number": made.number, "sha256": digest})
    return made


def hash_of(content: Mapping[str, Any]) -> str:  # Any: JSON
    """Return the SHA-256 of a text, over its JSON with sorted keys."""
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


@transaction.atomic
def freeze_text(*, instrument: Instrument, seen: str, today: datetime.date, account: Account | None = None) -> Freeze:
    """Freeze the latest version; ``seen`` is the hash that whoever freezes it saw."""
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    last = instrument.texts.order_by("number").last()
    if last is None:
        raise Refused("no-text-to-freeze")
    if last.sha256 != seen:
        raise Refused("text-has-changed")
    stands = clearance(instrument, today)
    if stands.frozen == last.number:
        raise Refused("text-is-frozen")
    if not stands.may_be_frozen:
        raise Refused("text-not-vetted")
    made = Freeze.objects.create(version=last, account=account)
    _remember("freeze", "text", instrument, account, {"number": last.number, "sha256": last.sha256})
    return made


@transaction.atomic
def set_route(*, instrument: Instrument, steps: Sequence[StepWords], account: Account | None = None) -> list[Step]:
    """Give an instrument its way of approval, in the order given; one that has begun is changed step by step."""
    if Decision.objects.filter(step__instrument=instrument).exists():
        raise Refused("route-has-begun")
    instrument.steps.all().delete()
    made = [_new_step(instrument, number, words) for number, words in enumerate(_early_first(steps), start=1)]
    _remember("set", "route", instrument, account, {"steps": len(made)})
    return made


@transaction.atomic
def add_step(*, instrument: Instrument, words: StepWords, account: Account | None = None) -> Step:
    """Put a further step into the approval."""
    last = instrument.steps.order_by("position").last()
    made = _new_step(instrument, last.position + 1 if last else 1, words)
    _remember("change", "step", instrument, account, {"step": made.position})
    return made


@transaction.atomic
def change_step(*, step: Step, words: StepWords, account: Account | None = None) -> Step:
    """Change a step on which nothing was decided yet."""
    if step.decisions.exists():
        raise Refused("step-is-decided")
    for name in StepWords.__dataclass_fields__:
        setattr(step, name, getattr(words, name))
    step.save()
    _remember("change", "step", step.instrument, account, {"step": step.position})
    return step


@transaction.atomic
def remove_step(*, step: Step, account: Account | None = None) -> None:
    """Take a step on which nothing was decided out of the approval."""
    if step.decisions.exists():
        raise Refused("step-is-decided")
    _remember("remove", "step", step.instrument, account, {"step": step.position})
    step.delete()


@transaction.atomic
def decide(
    *, step: Step, outcome: str, decided_on: datetime.date, decided_by: str, seen: int | None, today: datetime.date,
    reference: str = "", remark: str = "", account: Account | None = None,
) -> Decision:  # fmt: skip
    """Record what one who must agree said of the latest text; ``seen`` is the number of the text that was shown."""
    last = step.instrument.texts.order_by("number").last()
    if (last.number if last else None) != seen:
        raise Refused("text-has-changed")
    if step.is_of_text and last is None:
        raise Refused("no-text-to-decide-on")
    if decided_on > today:
        raise Refused("decided-in-future")
    if outcome != Outcome.APPROVED and not remark:
        raise Refused("why-missing")
    made = Decision.objects.create(
        step=step, version=last, outcome=outcome, decided_on=decided_on, decided_by=decided_by, reference=reference,
        remark=remark, account=account,
    )  # fmt: skip
    _remember("decide", "step", step.instrument, account, {"step": step.position, "outcome": outcome})
    return made


@transaction.atomic
def override(
    *, instrument: Instrument, decided_by: str, reason: str, today: datetime.date, account: Account | None = None
) -> Override:
    """Let an instrument go to the signing desk although something is open; for this text and these steps alone."""
    if not reason.strip():
        raise Refused("why-missing")
    stands = clearance(instrument, today)
    if stands.may_be_signed:
        raise Refused("nothing-to-override")
    made = Override.objects.create(
        instrument=instrument, version=instrument.texts.order_by("number").last(),
        open_steps=[step.facts.position for step in stands.open_steps], decided_by=decided_by, reason=reason,
        account=account,
    )  # fmt: skip
    _remember("override", "route", instrument, account, {"reason": reason, "open": made.open_steps})
    return made


@transaction.atomic
def plan_signing(*, instrument: Instrument, account: Account | None = None, **words: Any) -> Signing:
    """Say when and where an instrument is to be signed; the days of the approval count back from it."""
    made, _is_new = Signing.objects.update_or_create(instrument=instrument, defaults=words)
    _remember("plan", "signing", instrument, account, {"day": made.planned_on.isoformat()})
    return made


def _new_step(instrument: Instrument, position: int, words: StepWords) -> Step:
    return Step.objects.create(
        instrument=instrument, position=position, **{name: getattr(words, name) for name in words.__dataclass_fields__}
    )


def _early_first(steps: Iterable[StepWords]) -> list[StepWords]:
    return sorted(steps, key=lambda words: -words.lead_days)


def _remember(
    verb: str, table: str, instrument: Instrument, account: Account | None, values: dict[str, object]
) -> None:
    Change.objects.create(account=account, verb=verb, table=table, record=instrument.key, values=values)
