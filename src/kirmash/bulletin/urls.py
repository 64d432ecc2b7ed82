"""Pages of the bulletins."""

from django.urls import path, re_path

from kirmash.bulletin import views

urlpatterns = [
    path("fairs/<slug:key>/bulletins/<str:style>/", views.bulletin, name="bulletin"),
    path("fairs/<slug:key>/bulletins/<str:style>/write/", views.rewrite, name="bulletin-write"),
    re_path(
        r"^fairs/(?P<key>[-\w]+)/bulletins/(?P<style>[-a-zA-Z]+)/file\.(?P<kind>md|html|pdf|docx)$",
        views.bulletin_file,
        name="bulletin-file",
    ),
    path("fairs/<slug:key>/closing-report/", views.closing, name="closing-report"),
    path("fairs/<slug:key>/closing-report/<str:language>.pdf", views.closing_file, name="closing-report-file"),
    path("fairs/<slug:key>/files/<str:name>", views.fair_file, name="fair-file"),
]
