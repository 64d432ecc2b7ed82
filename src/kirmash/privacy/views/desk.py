"""What the pages of privacy share: whom a page is about, who is signed in."""

from dataclasses import dataclass

from django.http import Http404

from kirmash.base.models import Account
from kirmash.privacy.queries.dossier import ACCOUNT, PERSON, Dossier, dossier_of, person_of
from kirmash.registry.models.person import Person
from kirmash.registry.queries import name_of

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a page is about: a person, or an account that belongs to nobody on record or is looked at by itself."""

    word: str
    name: str
    key: str
    person: Person | None
    account: Account | None

    @property
    def dossier(self) -> Dossier:
        """All that is meant: the person with the account, or the account."""
        return dossier_of(self.word)

    @property
    def linked_word(self) -> str:
        """The word of the person that an account is linked to."""
        return f"person:{self.account.person}" if self.account and self.account.person else ""

    @property
    def log_word(self) -> str:
        """What finds this subject in the log of who saw what."""
        return self.key if self.person else self.word

    @property
    def typed(self) -> str:
        """What is typed to confirm an erasure."""
        return self.key if self.person or self.account is None else self.account.email


def subject_of(word: str) -> Subject:
    """Return whom a word names, or a page that says there is nobody."""
    kind, _colon, key = word.partition(":")
    if kind == PERSON:
        person = person_of(key)
        if person is None:
            raise Http404
        linked = Account.objects.filter(person=key).first()
        return Subject(word=word, name=name_of(person.names.all()) or key, key=key, person=person, account=linked)
    account = Account.objects.filter(pk=int(key)).first() if kind == ACCOUNT else None
    if account is None:
        raise Http404
    return Subject(word=word, name=account.email, key=key, person=None, account=account)
