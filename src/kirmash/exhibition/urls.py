"""Pages of the exhibition."""

from django.urls import path

from kirmash.exhibition import views

EXHIBITOR = "fairs/<slug:key>/exhibitors/<slug:exhibitor>/"

urlpatterns = [
    path("fairs/", views.fairs, name="fairs"),
    path("organisations/<slug:key>/", views.organisation, name="organisation"),
    path("fairs/<slug:key>/", views.fair_page, name="fair"),
    path("fairs/<slug:key>/exhibitors/", views.exhibitors, name="exhibitors"),
    path("fairs/<slug:key>/exhibitors.<str:kind>", views.exhibitors_file, name="exhibitors-file"),
    path(EXHIBITOR, views.exhibitor_page, name="exhibitor"),
    path(f"{EXHIBITOR}new/note/", views.note_add, name="exhibitor-note-add"),
    path(f"{EXHIBITOR}notes/<int:note>/", views.note_change, name="exhibitor-note-change"),
    path(f"{EXHIBITOR}notes/<int:note>/remove/", views.note_remove, name="exhibitor-note-remove"),
    path(f"{EXHIBITOR}new/offer/", views.offer_add, name="stand-offer-add"),
    path(f"{EXHIBITOR}offers/<int:offer>/withdraw/", views.offer_withdraw, name="stand-offer-withdraw"),
]
