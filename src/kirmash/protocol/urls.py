"""Pages of the protocol."""

from django.urls import path

from kirmash.protocol.views import planning, showing

FAIR = "fairs/<slug:key>/"
ONE = f"{FAIR}delegations/<str:delegation>/"

urlpatterns = [
    path(f"{FAIR}delegations/", showing.delegations, name="delegations"),
    path(f"{FAIR}delegations.csv", showing.delegations_file, name="delegations-file"),
    path(f"{FAIR}new/delegation/", planning.delegation_add, name="delegation-add"),
    path(ONE, showing.delegation, name="delegation"),
    path(f"{ONE}programme.csv", showing.programme_csv_file, name="programme-csv"),
    path(f"{ONE}programme.ics", showing.programme_ics_file, name="programme-ics"),
    path(f"{ONE}change/", planning.delegation_change, name="delegation-change"),
    path(f"{ONE}remove/", planning.delegation_remove, name="delegation-remove"),
    path(f"{ONE}new/member/", planning.member_add, name="member-add"),
    path(f"{ONE}members/<int:member>/", planning.member_change, name="member-change"),
    path(f"{ONE}members/<int:member>/remove/", planning.member_remove, name="member-remove"),
    path(f"{ONE}new/engagement/", planning.engagement_add, name="engagement-add"),
    path(f"{ONE}engagements/<str:engagement>/", planning.engagement_change, name="engagement-change"),
    path(f"{ONE}engagements/<str:engagement>/cancel/", planning.engagement_cancel, name="engagement-cancel"),
]
