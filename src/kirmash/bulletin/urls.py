"""Pages of the bulletins."""

from django.urls import path, re_path

from kirmash.bulletin import views

urlpatterns = [
    path("fairs/<slug:key>/bulletins/<str:language>/", views.bulletin, name="bulletin"),
    path("fairs/<slug:key>/bulletins/<str:language>/write/", views.rewrite, name="bulletin-write"),
    re_path(
        r"^fairs/(?P<key>[-\w]+)/bulletins/(?P<language>[a-z]+)/file\.(?P<kind>md|html)$",
        views.bulletin_file,
        name="bulletin-file",
    ),
    path("fairs/<slug:key>/files/<str:name>", views.table_file, name="table-file"),
]
