"""What changes jobs."""

from kirmash.jobs.actions.keeping import cancel_job, prune_jobs, replay_job
from kirmash.jobs.actions.queueing import put_job

__all__ = ["cancel_job", "prune_jobs", "put_job", "replay_job"]
