"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements import views

urlpatterns = [
    path("fairs/<slug:key>/agreements/", views.agreements, name="agreements"),
    path("cities/<slug:key>/", views.city, name="city"),
    path("cities/<slug:key>/register.csv", views.city_file, name="city-file"),
    path("agreements/<slug:key>/", views.agreement, name="agreement"),
]
