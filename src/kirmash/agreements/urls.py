"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements.views import cities, entering, importing, instruments, reconciling

ONE = "reconciliations/<slug:key>/"

urlpatterns = [
    path("fairs/<slug:key>/agreements/", instruments.agreements, name="agreements"),
    path("agreements/<slug:key>/", instruments.agreement, name="agreement"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:key>/", cities.city, name="city"),
    path("cities/<slug:key>/register.csv", cities.city_file, name="city-file"),
    path("cities/<slug:key>/import/", importing.register_import, name="register-import"),
    path("cities/<slug:key>/import/<int:number>/", importing.register_upload, name="register-upload"),
    path("cities/<slug:key>/import/<int:number>/refused.csv", importing.register_refused, name="register-refused"),
    path("cities/<slug:key>/import/<int:number>/forget/", importing.register_forget, name="register-forget"),
    path("cities/<slug:key>/add/", entering.instrument_add, name="instrument-add"),
    path("agreements/<slug:key>/change/", entering.instrument_change, name="instrument-change"),
    path("reconciliations/", reconciling.reconciliations, name="reconciliations"),
    path("reconciliations/new/<slug:key>/", reconciling.reconciliation_add, name="reconciliation-add"),
    path(ONE, reconciling.reconciliation, name="reconciliation"),
    path(f"{ONE}findings.<slug:kind>", reconciling.findings_file, name="findings-file"),
    path(f"{ONE}refused.csv", reconciling.refused_file, name="refused-file"),
    path(f"{ONE}again/", reconciling.reconciliation_again, name="reconciliation-again"),
    path(f"{ONE}remove/", reconciling.reconciliation_remove, name="reconciliation-remove"),
    path(f"{ONE}findings/<int:number>/", reconciling.finding, name="finding"),
    path(f"{ONE}findings/<int:number>/name/", reconciling.finding_name, name="finding-name"),
    path(f"{ONE}findings/<int:number>/reopen/", reconciling.finding_reopen, name="finding-reopen"),
]
