"""Which sentences of bulletins rest on claims that no longer hold: withdrawn, in conflict, or decided against."""

from collections.abc import Iterable

from kirmash.bulletin.models import PublishedSentence, Release, Sentence, Told
from kirmash.bulletin.queries.public import published
from kirmash.exhibition.models.fair import Fair
from kirmash.record.queries import State, states_of


def stale_sentences(told: Told) -> list[Sentence | PublishedSentence]:
    """Return the sentences of a bulletin that rest on a claim which no longer holds."""
    return _stale(told.sentences.prefetch_related("claims"))


def stale_releases(fair: Fair) -> list[Release]:
    """Return the releases of a fair of which a sentence is stale, as they stand or as everybody reads them."""
    standing = published(fair=fair.key).filter(withdrawn_at=None).order_by().values("pk")
    written = Sentence.objects.filter(release__fair=fair).prefetch_related("claims")
    let_out = PublishedSentence.objects.filter(publication__in=standing).select_related("publication")
    stale = {
        one.release_id if isinstance(one, Sentence) else one.publication.release_id
        for one in _stale([*written, *let_out.prefetch_related("claims")])
    }
    return list(fair.releases.filter(pk__in=stale).order_by("pk")) if stale else []


def _stale(sentences: Iterable[Sentence | PublishedSentence]) -> list[Sentence | PublishedSentence]:
    found = list(sentences)
    states = states_of({claim.pk: claim for one in found for claim in one.claims.all()}.values())
    return [one for one in found if any(states[claim.pk] != State.HOLDS for claim in one.claims.all())]
