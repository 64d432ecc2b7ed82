"""Pages of the exhibition."""

from django.urls import path

from kirmash.exhibition import views

urlpatterns = [
    path("", views.home, name="home"),
    path("organisations/<slug:key>/", views.organisation, name="organisation"),
    path("fairs/<slug:key>/", views.fair_page, name="fair"),
    path("fairs/<slug:key>/exhibitors/", views.exhibitors, name="exhibitors"),
    path("fairs/<slug:key>/exhibitors.csv", views.exhibitors_file, name="exhibitors-file"),
    path("fairs/<slug:key>/exhibitors/<slug:exhibitor>/", views.exhibitor_page, name="exhibitor"),
]
