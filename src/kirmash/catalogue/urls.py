"""Pages of the catalogue: those for everybody begin with a language, those for staff with the fair."""

from django.conf import settings
from django.urls import path, register_converter

from kirmash.catalogue.views import files, pages, publishing


class LanguageConverter:
    """A language of the site as the first word of an address (decision 0021)."""

    regex = "|".join(language for language, _label in settings.LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value if value in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


register_converter(LanguageConverter, "language")
FAIR = "<language:language>/catalogue/<slug:key>/"

urlpatterns = [
    path("catalogue/", pages.any_language, name="catalogues-any"),
    path("catalogue/<path:rest>", pages.any_language, name="catalogue-any"),
    path("<language:language>/catalogue/", pages.catalogues, name="catalogues"),
    path(FAIR, pages.home, name="catalogue"),
    path(f"{FAIR}exhibitors/", pages.exhibitors, name="catalogue-list"),
    path(f"{FAIR}exhibitors/<slug:exhibitor>/", pages.exhibitor, name="catalogue-exhibitor"),
    path(f"{FAIR}exhibitors.csv", files.csv_file, name="catalogue-csv"),
    path(f"{FAIR}exhibitors.json", files.json_file, name="catalogue-json"),
    path(f"{FAIR}catalogue.pdf", files.pdf_file, name="catalogue-pdf"),
    path(f"{FAIR}print/", pages.printing, name="catalogue-print"),
    path("fairs/<slug:key>/catalogue/", publishing.publishing, name="catalogue-publishing"),
    path("sitemap.xml", files.sitemap_index, name="catalogue-sitemaps"),
    path("sitemap-<str:section>.xml", files.sitemap_file, name="catalogue-sitemap"),
    path("robots.txt", files.robots, name="robots"),
]
