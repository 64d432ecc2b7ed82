"""Pages of the exhibition."""

from django.urls import path

from kirmash.exhibition import views

urlpatterns = [
    path("", views.home, name="home"),
    path("fairs/<slug:key>/", views.fair_page, name="fair"),
]
