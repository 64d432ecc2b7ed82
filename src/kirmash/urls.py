"""Contents of the pages: one include per chapter."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("kirmash.exhibition.urls")),
    path("", include("kirmash.record.urls")),
    path("", include("kirmash.agreements.urls")),
    path("", include("kirmash.bulletin.urls")),
    path("", include("kirmash.search.urls")),
    path("", include("kirmash.connections.urls")),
    path("api/v1/", include("kirmash.api")),
    path("accounts/", include("allauth.account.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
