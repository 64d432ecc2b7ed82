"""Pages of the desk."""

from django.urls import path

from kirmash.desk.views import design, start, touring

urlpatterns = [
    path("", start.home, name="home"),
    path("role/", start.choose_role, name="role"),
    path("theme/", start.choose_theme, name="theme"),
    path("tour/", touring.tour, name="tour"),
    path("design/", design.parts, name="design"),
    path("offline/", start.offline, name="offline"),
    path("sw.js", start.service_worker, name="service-worker"),
]
