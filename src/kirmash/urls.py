"""Contents of the pages: one include per chapter."""

from django.urls import include, path

urlpatterns = [
    path("", include("kirmash.desk.urls")),
    path("", include("kirmash.exhibition.urls")),
    path("", include("kirmash.record.urls")),
    path("", include("kirmash.catalogue.urls")),
    path("", include("kirmash.protocol.urls")),
    path("", include("kirmash.agreements.urls")),
    path("", include("kirmash.bulletin.urls")),
    path("", include("kirmash.search.urls")),
    path("", include("kirmash.jobs.urls")),
    path("", include("kirmash.mail.urls")),
    path("", include("kirmash.signin.urls")),
    path("", include("kirmash.privacy.urls")),
    path("", include("kirmash.accounts.urls")),
    path("", include("kirmash.connections.urls")),
    path("api/v1/", include("kirmash.api")),
]
