"""Who works: workers sign on, say now and then that they are there, and sign off."""

from datetime import timedelta

from django.utils import timezone

from kirmash.jobs.models import Worker

FORGOTTEN = timedelta(days=1)


def sign_on(*, key: str, host: str, pid: int, kind: str) -> None:
    """Put a worker on the list, or say that it is still there."""
    now = timezone.now()
    if not Worker.objects.filter(key=key).update(seen=now):
        Worker.objects.create(key=key, host=host, pid=pid, kind=kind, began=now, seen=now)


def sign_off(*, key: str) -> None:
    """Take a worker off the list; for workers that are known to be dead, by the beginning of their keys."""
    Worker.objects.filter(key__startswith=key).delete()
