"""Pages of the bulletins."""

from django.urls import path, re_path

from kirmash.bulletin import views
from kirmash.catalogue import urls as _catalogue  # noqa: F401  # it makes the word ``language`` known to addresses

#: Press pages begin with a language, as the pages of the catalogue do (decision 0021).
PRESS = "<language:language>/press/"
PRESS_FAIR = f"{PRESS}<slug:key>/"
PRESS_RELEASE = f"{PRESS_FAIR}<str:style>/"

urlpatterns = [
    path("press/feed.<str:tongue>.<str:kind>", views.feed, name="feed"),
    path("press/<slug:key>/feed.<str:tongue>.<str:kind>", views.feed, name="feed-fair"),
    path("press/", views.press_any, name="presses-any"),
    path("press/<path:rest>", views.press_any, name="press-any"),
    path(PRESS, views.presses, name="presses"),
    path(PRESS_FAIR, views.press, name="press"),
    path(f"{PRESS_FAIR}chart.<str:kind>", views.press_chart, name="press-chart"),
    path(PRESS_RELEASE, views.press_release, name="press-release"),
    path(f"{PRESS_RELEASE}<int:number>/", views.press_number, name="press-number"),
    path(f"{PRESS_RELEASE}card.png", views.press_card, name="press-card"),
    path(f"{PRESS_RELEASE}release.<str:kind>", views.press_file, name="press-file"),
    path("fairs/<slug:key>/bulletins/<str:style>/edited/", views.mark, name="bulletin-edited"),
    path("fairs/<slug:key>/bulletins/<str:style>/", views.bulletin, name="bulletin"),
    path("fairs/<slug:key>/bulletins/<str:style>/write/", views.rewrite, name="bulletin-write"),
    path("fairs/<slug:key>/bulletins/<str:style>/edit/", views.edit, name="bulletin-edit"),
    path("fairs/<slug:key>/bulletins/<str:style>/keep/", views.keep, name="bulletin-keep"),
    path("fairs/<slug:key>/bulletins/<str:style>/versions/", views.versions, name="bulletin-versions"),
    path("fairs/<slug:key>/bulletins/<str:style>/way-out/", views.way_out, name="bulletin-way-out"),
    path("fairs/<slug:key>/bulletins/<str:style>/embargo/", views.embargo, name="bulletin-embargo"),
    path("fairs/<slug:key>/bulletins/<str:style>/ask/", views.ask, name="bulletin-ask"),
    path("fairs/<slug:key>/bulletins/<str:style>/publish/", views.let_out, name="bulletin-publish"),
    path("fairs/<slug:key>/bulletins/<str:style>/withdraw/", views.withdraw, name="bulletin-withdraw"),
    path("fairs/<slug:key>/bulletins/<str:style>/approve/<int:number>/", views.approve, name="bulletin-approve"),
    path("bulletins/answer/", views.answer_link, name="bulletin-answer"),
    path("bulletins/answer/<str:ticket>/", views.open_answer, name="bulletin-answer-open"),
    re_path(
        r"^fairs/(?P<key>[-\w]+)/bulletins/(?P<style>[-a-zA-Z]+)/file\.(?P<kind>md|html|pdf|docx)$",
        views.bulletin_file,
        name="bulletin-file",
    ),
    path("fairs/<slug:key>/closing-report/", views.closing, name="closing-report"),
    path("fairs/<slug:key>/closing-report/<str:language>.pdf", views.closing_file, name="closing-report-file"),
    path("fairs/<slug:key>/files/<str:name>", views.fair_file, name="fair-file"),
]
