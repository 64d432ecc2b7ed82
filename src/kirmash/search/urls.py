"""The page of the search."""

from django.urls import path

from kirmash.search import views

urlpatterns = [path("search/", views.search, name="search")]
