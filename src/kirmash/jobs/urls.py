"""Pages of the jobs."""

from django.urls import path

from kirmash.jobs import views

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/workers/", views.staff, name="job-workers"),
    path("jobs/<uuid:key>/", views.job, name="job"),
    path("jobs/<uuid:key>/cancel/", views.cancel, name="job-cancel"),
    path("jobs/<uuid:key>/replay/", views.replay, name="job-replay"),
]
