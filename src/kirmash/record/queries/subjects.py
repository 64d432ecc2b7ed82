"""What claims may be about: every record of the site that has a key and a name."""

import re
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kirmash.record.models import Claim
from kirmash.record.queries.naming import TABLE_OF_KIND, labels_of
from kirmash.registry.models.person import Person
from kirmash.registry.queries import of_public_life

#: The kinds of records in the order in which they are offered.
KINDS = {
    "fair": _("Fairs"),
    "edition": _("Editions of other fairs"),
    "instrument": _("Agreements"),
    "place": _("Places"),
    "organisation": _("Organisations"),
    "person": _("People"),
    "office": _("Offices"),
    "venue": _("Venues"),
    "space": _("Halls and grounds"),
    "section": _("Sections"),
    "topic": _("Topics"),
    "trade-direction": _("Directions of trade"),
}
Groups = list[tuple[str, list[tuple[str, str]]]]
_NAMED = re.compile(r".*\[(?P<reference>[a-z-]+:[^\]]+)\]")


def known_subjects() -> dict[str, str]:
    """Return the name of every record that a claim can be about, by its reference."""
    references = []
    for kind in KINDS:
        model = apps.get_model("kirmash", TABLE_OF_KIND[kind])
        rows = _people_of_record() if model is Person else model._default_manager.all()
        keys = rows.order_by("key").values_list("key", flat=True)
        references += [f"{kind}:{key}" for key in dict.fromkeys(keys)]
    labels = labels_of(references)
    return {reference: labels[reference] for reference in references}


def _people_of_record() -> QuerySet[Person]:
    """Return people in office, and those whom a claim names: contacts at stands and companions are no subject."""
    named = Claim.objects.filter(Q(subject__contains="person:") | Q(value__startswith="person:"))
    references = {part for pair in named.values_list("subject", "value") for text in pair for part in text.split("+")}
    keys = [reference.partition(":")[2] for reference in references if reference.startswith("person:")]
    return Person.objects.filter(Q(pk__in=of_public_life(Person.objects.all())) | Q(key__in=keys))


def grouped(labels: Mapping[str, str]) -> Groups:
    """Return references and names as groups of a list to choose from, by kind and name."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for reference, label in sorted(labels.items(), key=lambda item: item[1].casefold()):
        groups.setdefault(reference.partition(":")[0], []).append((reference, label))
    order = [*KINDS, *sorted(set(groups) - set(KINDS))]
    return [(str(KINDS.get(kind, kind)), groups[kind]) for kind in order if kind in groups]


def written(reference: str, known: Mapping[str, str]) -> str:
    """Return a reference as a person reads and writes it: the name, and the word in brackets."""
    return " + ".join(f"{known.get(word, word)} [{word}]" for word in reference.split("+")) if reference else ""


def find_reference(text: str, known: Mapping[str, str]) -> str | None:
    """Return the one record that a person names by its name, its word or both; None where that is not clear."""
    named = _NAMED.fullmatch(text.strip())
    wanted = named["reference"] if named else text.strip()
    if wanted in known:
        return wanted
    matching = [reference for reference, label in known.items() if label.casefold() == wanted.casefold()]
    return matching[0] if len(matching) == 1 else None
