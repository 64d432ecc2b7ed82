"""Pages of the record."""

from django.urls import path

from kirmash.record import views

urlpatterns = [
    path("claims/", views.claims, name="claims"),
    path("claims/<slug:key>/", views.claim, name="claim"),
    path("conflicts/", views.conflict_page, name="conflicts"),
    path("unknown/", views.unknowns, name="unknowns"),
    path("history/", views.history, name="history"),
]
