"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements import views

urlpatterns = [
    path("fairs/<slug:key>/agreements/", views.agreements, name="agreements"),
    path("agreements/<slug:key>/", views.agreement, name="agreement"),
]
