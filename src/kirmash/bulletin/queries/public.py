"""What the public may see of the bulletins: this one question is asked by every page, feed and file for everybody."""

from django.db.models import QuerySet
from django.utils import timezone

from kirmash.bulletin.models import Release
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Datatype
from kirmash.record.queries import State, states_of


def published_releases(*, fair: str = "", language: str = "") -> QuerySet[Release]:
    """Return the releases that everybody may see now, of one fair and in one language if asked, the latest first."""
    found = (
        Release.objects.filter(published_at__lte=timezone.now())
        .select_related("fair__place", "fair__venue")
        .prefetch_related("sentences")
    )
    if fair:
        found = found.filter(fair__key=fair)
    if language:
        found = found.filter(language=language)
    return found.order_by("-published_at", "key")


def public_figures(fair: Fair) -> list[Claim]:
    """Return the figures about a fair that its published releases carry and that still hold, in their order."""
    releases = published_releases(fair=fair.key)
    claims = Claim.objects.filter(
        sentences__release__in=releases, subject=f"fair:{fair.key}", about__datatype=Datatype.NUMBER
    ).exclude(about__unit="")
    found = list(claims.select_related("about", "source").distinct().order_by("pk"))
    states = states_of(found)
    return [claim for claim in found if states[claim.pk] == State.HOLDS]
