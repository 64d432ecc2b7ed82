"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements.views import cities, custody, entering, group, importing, instruments, reconciling, scanning

ONE = "reconciliations/<slug:key>/"
AGREEMENT = "agreements/<slug:key>/"
GROUP = "agreements/<slug:key>/group/"
SESSION = "agreements/<slug:key>/group/<int:number>/"
SCAN = "agreements/<slug:key>/scans/<int:number>/"

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
    path(f"{AGREEMENT}custody/", custody.custody, name="custody"),
    path(f"{AGREEMENT}custody/change/", custody.custody_change, name="custody-change"),
    path(f"{AGREEMENT}custody/lend/<int:position>/", custody.original_lend, name="original-lend"),
    path(f"{AGREEMENT}custody/back/<int:number>/", custody.original_back, name="original-back"),
    path(f"{AGREEMENT}extract.pdf", custody.extract, name="extract"),
    path(f"{AGREEMENT}scans/add/", scanning.scan_add, name="scan-add"),
    path(f"{SCAN}seal/", scanning.scan_seal, name="scan-seal"),
    path(f"{SCAN}remove/", scanning.scan_remove, name="scan-remove"),
    path(f"{SCAN}file/<slug:which>/", scanning.scan_file, name="scan-file"),
    path(GROUP, group.group, name="group"),
    path(f"{GROUP}change/", group.group_change, name="group-change"),
    path(f"{GROUP}members/add/", group.seat_add, name="seat-add"),
    path(f"{GROUP}members/<int:number>/end/", group.seat_end, name="seat-end"),
    path(f"{GROUP}add/", group.session_add, name="session-add"),
    path(SESSION, group.session, name="session"),
    path(f"{SESSION}change/", group.session_change, name="session-change"),
    path(f"{SESSION}cancel/", group.session_cancel, name="session-cancel"),
    path(f"{SESSION}minutes/", group.minutes_write, name="minutes-write"),
    path(f"{SESSION}minutes.<slug:style>.<slug:kind>", group.minutes_file, name="minutes-file"),
    path("seal/", scanning.seal_verify, name="seal-verify"),
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
