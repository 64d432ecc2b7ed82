"""Personal data of the background work: none but what stands in the arguments and the errors of a job."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import ADMINISTRATORS, Activity, Basis, Event, PersonalData, Reach, Term, Way

#: The longest that a job which is over is kept, in days.
DAYS = 90
JOBS = Activity(
    key="jobs",
    title=_("Background work"),
    whose=_("people whom a piece of work concerns"),
    data=_("what a piece of work was given, what came out, and what went wrong"),
    purpose=_("to do work later, and to find out why it failed"),
    basis=Basis.INTEREST,
    term=Term(event=Event.OVER, days=DAYS),
    recipients=(ADMINISTRATORS,),
)
PERSONAL = (
    PersonalData(
        table="kirmash.Attempt", activity=JOBS, reach=Reach.WORDS, way=Way.REDACT, fields=("error", "traceback"),
    ),
    PersonalData(
        table="kirmash.Job", activity=JOBS, reach=Reach.WORDS, way=Way.REDACT, fields=("arguments", "word", "result"),
        begins="finished",
    ),
)  # fmt: skip
_PROGRAM = "the name of a function"
NOT_PERSONAL = {"kirmash.Job.task": _PROGRAM, "kirmash.Schedule.task": _PROGRAM}
