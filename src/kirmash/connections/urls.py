"""Pages of the connections."""

from django.urls import path

from kirmash.connections.views import tokens, webhooks

urlpatterns = [
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/new/", tokens.make, name="token-make"),
    path("account/tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
    path("connections/", tokens.connections, name="connections"),
    path("connections/webhooks/new/", webhooks.make, name="webhook-make"),
    path("connections/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("connections/webhooks/<int:pk>/change/", webhooks.change, name="webhook-change"),
    path("connections/webhooks/<int:pk>/secret/", webhooks.renew, name="webhook-renew"),
    path("connections/webhooks/<int:pk>/remove/", webhooks.remove, name="webhook-remove"),
    path("connections/webhooks/<int:pk>/switch/", webhooks.switch, name="webhook-switch"),
    path("connections/webhooks/<int:pk>/test/", webhooks.test, name="webhook-test"),
    path("connections/deliveries/<int:pk>/again/", webhooks.again, name="delivery-again"),
]
