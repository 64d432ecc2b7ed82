"""Contents of the background work: every task of every chapter (workers look here)."""

from kirmash.jobs.actions import prune_jobs

__all__ = ["prune_jobs"]
