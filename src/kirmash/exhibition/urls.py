"""Pages of the exhibition."""

from django.urls import path

from kirmash.exhibition import views

urlpatterns = [
    path("fairs/", views.fairs, name="fairs"),
    path("organisations/<slug:key>/", views.organisation, name="organisation"),
    path("fairs/<slug:key>/", views.fair_page, name="fair"),
    path("fairs/<slug:key>/exhibitors/", views.exhibitors, name="exhibitors"),
    path("fairs/<slug:key>/exhibitors.<str:kind>", views.exhibitors_file, name="exhibitors-file"),
    path("fairs/<slug:key>/exhibitors/<slug:exhibitor>/", views.exhibitor_page, name="exhibitor"),
]
