"""Pages of the mail."""

from django.urls import path

from kirmash.mail.views import kinds, outbox, subscriptions

urlpatterns = [
    path("mail/", outbox.outbox, name="mail"),
    path("mail/messages/<int:pk>/", outbox.message, name="mail-message"),
    path("mail/messages/<int:pk>/html/", outbox.message_html, name="mail-message-html"),
    path("mail/messages/<int:pk>/resend/", outbox.resend_message, name="mail-resend"),
    path("mail/messages/<int:pk>/cancel/", outbox.cancel_message, name="mail-cancel"),
    path("mail/kinds/", kinds.overview, name="mail-kinds"),
    path("mail/kinds/<slug:name>/<slug:language>/", kinds.kind, name="mail-kind"),
    path("mail/kinds/<slug:name>/<slug:language>/html/", kinds.kind_html, name="mail-kind-html"),
    path("mail/stop/<str:token>/", subscriptions.unsubscribe, name="mail-unsubscribe"),
]
