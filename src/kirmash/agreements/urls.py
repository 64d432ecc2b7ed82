"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements.views import cities, instruments, reconciling

ONE = "reconciliations/<slug:key>/"

urlpatterns = [
    path("fairs/<slug:key>/agreements/", instruments.agreements, name="agreements"),
    path("agreements/<slug:key>/", instruments.agreement, name="agreement"),
    path("cities/<slug:key>/", cities.city, name="city"),
    path("cities/<slug:key>/register.csv", cities.city_file, name="city-file"),
    path("reconciliations/", reconciling.reconciliations, name="reconciliations"),
    path("reconciliations/new/<slug:key>/", reconciling.reconciliation_add, name="reconciliation-add"),
    path(ONE, reconciling.reconciliation, name="reconciliation"),
    path(f"{ONE}findings.<slug:kind>", reconciling.findings_file, name="findings-file"),
    path(f"{ONE}refused.csv", reconciling.refused_file, name="refused-file"),
    path(f"{ONE}again/", reconciling.reconciliation_again, name="reconciliation-again"),
    path(f"{ONE}remove/", reconciling.reconciliation_remove, name="reconciliation-remove"),
    path(f"{ONE}findings/<int:number>/", reconciling.finding, name="finding"),
    path(f"{ONE}findings/<int:number>/name/", reconciling.finding_name, name="finding-name"),
    path(f"{ONE}findings/<int:number>/unsettle/", reconciling.finding_unsettle, name="finding-unsettle"),
    path(f"{ONE}findings/<int:number>/reopen/", reconciling.finding_reopen, name="finding-reopen"),
]
