"""Reads of the registry: names in the reader's language, titles of offices."""

from collections.abc import Iterable

from django.utils.translation import get_language

from kirmash.base.texts import choose
from kirmash.registry.models.name import Case, NameForm
from kirmash.registry.models.person import Office


def name_of(forms: Iterable[NameForm], language: str | None = None, case: str = Case.NOMINATIVE) -> str:
    """Return the form of a name in a language and case.

    Where the case is missing the nominative stands in; where the language is missing, the nearest.
    Forms that are no longer valid are passed over.
    """
    wanted = (language or get_language() or "en").split("-")[0]
    current = [form for form in forms if form.valid_until is None]
    for try_case in (case, Case.NOMINATIVE):
        texts = {form.language: form.text for form in current if form.case == try_case}
        if wanted in texts:
            return texts[wanted]
    return choose({form.language: form.text for form in current if form.case == Case.NOMINATIVE}, wanted)


def title_of(office: Office, language: str | None = None) -> str:
    """Return an office's title: the role for the holder's gender, and the body in the genitive."""
    gender = office.person.gender or "masculine"
    role = name_of([form for form in office.role.names.all() if form.gender == gender], language)
    wanted = (language or get_language() or "en").split("-")[0]
    body = name_of(office.body.names.all(), wanted, Case.GENITIVE)
    return f"{role} of the {body}" if wanted == "en" else f"{role} {body}"
