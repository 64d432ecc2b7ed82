"""Personal data of the invitations: who was invited by whom."""

from django.utils.translation import gettext_lazy as _

from kirmash.base.personal import ACCOUNTS, PersonalData, Reach, Way

PERSONAL = (
    PersonalData(
        table="kirmash.Invitation", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="account", way=Way.DELETE,
        fields=("fair", "language", "is_renewal", "by", "made", "closed"),
    ),
    PersonalData(
        table="kirmash.Invitation", activity=ACCOUNTS, reach=Reach.ACCOUNT, path="by", way=Way.KEEP,
        fields=("fair", "made"), why_kept=_("It points to an account in which no name is left."),
    ),
)  # fmt: skip
NOT_PERSONAL: dict[str, str] = {}
