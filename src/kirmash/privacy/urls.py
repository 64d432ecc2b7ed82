"""Pages of privacy."""

from django.urls import path, register_converter

from kirmash.privacy.views import consents, erasing, log, notice, own, people, retention


class SubjectConverter:
    """A person by key or an account by number: the address people/KEY is the word person:KEY."""

    regex = r"people/[-a-zA-Z0-9_]{1,120}|accounts/[0-9]{1,15}"
    shelves = {"people": "person", "accounts": "account"}

    def to_python(self, value: str) -> str:
        """Return the word."""
        shelf, _slash, key = value.partition("/")
        return f"{self.shelves[shelf]}:{key}"

    def to_url(self, value: str) -> str:
        """Return the words of the address."""
        kind, _colon, key = value.partition(":")
        return f"{'people' if kind == 'person' else 'accounts'}/{key}"


register_converter(SubjectConverter, "subject")

urlpatterns = [
    path("privacy/", notice.notice, name="privacy"),
    path("privacy/register/", notice.register_page, name="privacy-register"),
    path("privacy/register.csv", notice.register_file, name="privacy-register-file"),
    path("privacy/people/", people.people, name="privacy-people"),
    path("privacy/accounts/", people.accounts, name="privacy-accounts"),
    path("privacy/accounts/<int:number>/person/", people.link, name="privacy-link"),
    path("privacy/<subject:subject>/", people.subject, name="privacy-subject"),
    path("privacy/<subject:subject>/export/", people.export, name="privacy-export"),
    path("privacy/<subject:subject>/erase/", erasing.erase, name="privacy-erase"),
    path("privacy/<subject:subject>/consent/", consents.record, name="privacy-consent"),
    path(
        "privacy/<subject:subject>/consent/<slug:purpose>/withdraw/", consents.withdraw, name="privacy-consent-withdraw"
    ),
    path("privacy/erasures/", erasing.erasures, name="privacy-erasures"),
    path("privacy/retention/", retention.retention, name="privacy-retention"),
    path("privacy/retention/<int:number>/", retention.run, name="privacy-retention-run"),
    path("privacy/viewings/", log.viewings, name="privacy-viewings"),
    path("privacy/viewings.csv", log.viewings_file, name="privacy-viewings-file"),
    path("account/privacy/", own.own, name="privacy-own"),
    path("account/privacy/export/", own.export, name="privacy-own-export"),
    path("account/privacy/<slug:purpose>/give/", own.give, name="privacy-give"),
    path("account/privacy/<slug:purpose>/withdraw/", own.withdraw, name="privacy-withdraw"),
]
