"""The mail by which a press service is asked to approve a bulletin."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kirmash.mail.kinds import SAMPLE_TIME, Kind, Values, declare


def _sample() -> Values:
    return {
        "party": _("Gomel"),
        "headline": _("Gomel and Yekaterinburg are twinned"),
        "number": 3,
        "url": "https://fair.example/press/answer/abc/",
        "until": SAMPLE_TIME,
    }


APPROVAL = declare(Kind(name="approval", label=gettext_lazy("A bulletin to approve"), is_secret=True, sample=_sample))
