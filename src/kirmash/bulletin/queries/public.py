"""What the public may see of the bulletins: these questions are asked by every page, feed and file for everybody."""

from django.db.models import Exists, OuterRef, QuerySet

from kirmash.bulletin.models import Publication
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Datatype
from kirmash.record.queries import State, states_of


def all_published(*, fair: str = "", language: str = "") -> QuerySet[Publication]:
    """Return all that was let out, of one fair and in one language if asked, the latest first.

    What was corrected or withdrawn says so and stays readable.
    """
    found = Publication.objects.select_related(
        "version", "release__fair__place", "release__fair__venue", "corrects__version", "corrected_by__version"
    ).prefetch_related("sentences")
    if fair:
        found = found.filter(release__fair__key=fair)
    if language:
        found = found.filter(release__language=language)
    return found.order_by("-published_at", "release__key")


def published(*, fair: str = "", language: str = "") -> QuerySet[Publication]:
    """Return what stands of each bulletin in public: the latest that was let out, withdrawn ones among them."""
    later = Publication.objects.filter(release=OuterRef("release"), version__number__gt=OuterRef("version__number"))
    return all_published(fair=fair, language=language).filter(~Exists(later))


def public_figures(fair: Fair) -> list[Claim]:
    """Return the figures about a fair that its published bulletins carry and that still hold, in their order."""
    standing = published(fair=fair.key).filter(withdrawn_at=None).order_by()
    claims = Claim.objects.filter(
        published_sentences__publication__in=standing.values("pk"),
        subject=f"fair:{fair.key}", about__datatype=Datatype.NUMBER,
    ).exclude(about__unit="")  # fmt: skip
    found = list(claims.select_related("about", "source").distinct().order_by("pk"))
    states = states_of(found)
    return [claim for claim in found if states[claim.pk] == State.HOLDS]
