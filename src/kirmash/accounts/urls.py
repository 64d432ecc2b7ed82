"""Pages of the accounts."""

from django.urls import path

from kirmash.accounts.views import cities, inviting, joining, keeping, listing, looking, undoing

urlpatterns = [
    path("accounts/", listing.accounts, name="accounts"),
    path("accounts.csv", listing.accounts_file, name="accounts-file"),
    path("accounts/invite/", inviting.invite_one, name="invite"),
    path("accounts/invite/sent/", inviting.sent, name="invitation-sent"),
    path("accounts/invite/file/", inviting.invite_many, name="invite-many"),
    path("accounts/invite/file/rejected.csv", inviting.rejected_file, name="invite-rejected"),
    path("accounts/city/", cities.city_set_up, name="city-set-up"),
    path("accounts/undo/", undoing.undo, name="account-undo"),
    path("accounts/<int:pk>/", listing.account, name="account-kept"),
    path("accounts/<int:pk>/give/", keeping.give, name="role-give"),
    path("accounts/<int:pk>/take/<int:mandate>/", keeping.take, name="role-take"),
    path("accounts/<int:pk>/deactivate/", keeping.close, name="account-deactivate"),
    path("accounts/<int:pk>/reactivate/", keeping.reopen, name="account-reactivate"),
    path("accounts/<int:pk>/password/", keeping.renew, name="account-renew"),
    path("accounts/<int:pk>/look/", looking.begin, name="impersonation-begin"),
    path("look/end/", looking.end, name="impersonation-end"),
    path("account/seen/", looking.seen, name="account-seen"),
    path("join/", joining.set_password, name="join"),
    path("join/<str:ticket>/", joining.open_link, name="join-open"),
]
