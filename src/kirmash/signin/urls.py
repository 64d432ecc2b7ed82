"""Addresses of the sign-in and of one's own account."""

from django.conf import settings
from django.urls import include, path

from kirmash.signin import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/sessions/<int:number>/end/", views.session_end, name="session_end"),
    path("accounts/sessions/", views.sessions, name="usersessions_list"),
    path("accounts/login/", views.SignInPage.as_view(), name="account_login"),
    path("accounts/link/<str:code>/", views.sign_in_link, name="sign_in_link"),
    path("accounts/oidc/<str:provider_id>/login/", views.sign_in_outside, name="openid_connect_login"),
    path("accounts/", include("allauth.urls")),
    path("language/", views.choose_language, name="set_language"),
]
if settings.MODE == "demo":
    urlpatterns += [path("accounts/demo/", views.demo, name="demo")]
