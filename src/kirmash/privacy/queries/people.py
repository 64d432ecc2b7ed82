"""Lists of people and accounts, for administrators who export, erase or record a consent."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from fairplan import spelling
from kirmash.base.models import Account
from kirmash.consent.models import Consent
from kirmash.registry.models.person import Person, PersonName
from kirmash.registry.queries import name_of, of_public_life
from kirmash.search.models import Kind
from kirmash.search.queries import find, read

MOST_FOUND = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person in a list: name, organisations and offices, how many consents stand, whether there is an account."""

    person: Person
    name: str
    parts: tuple[str, ...]
    consents: int
    has_account: bool

    @property
    def word(self) -> str:
        """The word by which pages on personal data name the person."""
        return f"person:{self.person.key}"


def people(text: str) -> QuerySet[Person]:
    """Return people who are found by a name in any spelling or by their key; all of them without a text."""
    everybody = Person.objects.order_by("key")
    if not text:
        return everybody
    keys = [hit.entry.key for hit in find(text, kinds=[Kind.PERSON], limit=MOST_FOUND)]
    return everybody.filter(Q(key__in=[*keys, *_not_public(text)]) | Q(key__icontains=text))


def listed(rows: QuerySet[Person]) -> list[Listed]:
    """Return people as a list shows them; a few queries for any number of them."""
    found = list(
        rows.prefetch_related(
            "names", "offices__body__names", "stands__exhibitor__organisation__names", "stands__exhibitor__fair"
        )
    )
    keys = [person.key for person in found]
    standing = list(Consent.objects.filter(person__in=keys, withdrawn_at=None).values_list("person", flat=True))
    linked = set(Account.objects.filter(person__in=keys).values_list("person", flat=True))
    return [
        Listed(
            person=person,
            name=name_of(person.names.all()) or person.key,
            parts=_parts(person),
            consents=standing.count(person.key),
            has_account=person.key in linked,
        )
        for person in found
    ]


def accounts(text: str) -> QuerySet[Account]:
    """Return accounts by a part of the mail address or the key of the person."""
    found = Account.objects.order_by("email")
    return found.filter(Q(email__icontains=text) | Q(person__icontains=text)) if text else found


def _not_public(text: str) -> list[str]:
    """Return the keys of those who are found and whom the search leaves out, because they hold no office.

    Their names are read one by one: nobody but administrators asks for them.
    """
    words = read(text).words
    tokens: dict[str, set[str]] = {}
    names = PersonName.objects.exclude(person__in=of_public_life(Person.objects.all()))
    for key, language, name in names.values_list("person__key", "language", "text").iterator():
        tokens.setdefault(key, set()).update(spelling.tokens(name, language))
    return [key for key, own in tokens.items() if words and all(word.stands_in(own) for word in words)][:MOST_FOUND]


def _parts(person: Person) -> tuple[str, ...]:
    bodies = [name_of(office.body.names.all()) for office in person.offices.all()]
    stands = [name_of(stand.exhibitor.organisation.names.all()) for stand in person.stands.all()]
    return tuple(dict.fromkeys([*bodies, *stands]))
