"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements.views import cities, desk, drafting, filing, instruments, reconciling, signatories

ONE = "reconciliations/<slug:key>/"
FILE = "agreements/<slug:key>/file/"

urlpatterns = [
    path("fairs/<slug:key>/agreements/", instruments.agreements, name="agreements"),
    path("agreements/<slug:key>/", instruments.agreement, name="agreement"),
    path(FILE, filing.agreement_file, name="agreement-file"),
    path(f"{FILE}text/", filing.agreement_text, name="agreement-text"),
    path(f"{FILE}text/<int:number>/", filing.agreement_version, name="agreement-version"),
    path(f"{FILE}freeze/", filing.agreement_freeze, name="agreement-freeze"),
    path(f"{FILE}draft/", drafting.agreement_draft, name="agreement-draft"),
    path(f"{FILE}routes/", drafting.agreement_routes, name="agreement-routes"),
    path(f"{FILE}routes/<slug:route>/", drafting.agreement_route, name="agreement-route"),
    path(f"{FILE}check/", filing.agreement_check, name="agreement-check"),
    path(f"{FILE}steps/new/", filing.agreement_step_add, name="agreement-step-add"),
    path(f"{FILE}steps/<int:position>/", filing.agreement_step, name="agreement-step"),
    path(f"{FILE}steps/<int:position>/decide/", filing.agreement_decide, name="agreement-decide"),
    path(f"{FILE}override/", filing.agreement_override, name="agreement-override"),
    path(f"{FILE}signing/", filing.agreement_signing, name="agreement-signing"),
    path(f"{FILE}originals/<int:position>.<slug:kind>", filing.agreement_original, name="agreement-original"),
    path(f"{FILE}signatories/<int:position>/", signatories.agreement_signatory, name="agreement-signatory"),
    path(f"{FILE}papers/new/", signatories.agreement_issue, name="agreement-issue"),
    path(f"{FILE}papers/<int:number>/", signatories.agreement_papers, name="agreement-papers"),
    path(f"{FILE}desk/", desk.desk_ask, name="desk-ask"),
    path(f"{FILE}signed/", desk.agreement_signed, name="agreement-signed"),
    path(f"{FILE}signed/wrong/", desk.agreement_signed_wrongly, name="agreement-signed-wrongly"),
    path("fairs/<slug:key>/desk/", desk.desk, name="desk"),
    path("fairs/<slug:key>/desk/open/", desk.desk_open, name="desk-open"),
    path("fairs/<slug:key>/desk/plan/", desk.desk_plan, name="desk-plan"),
    path("fairs/<slug:key>/desk/<int:number>/", desk.desk_answer, name="desk-answer"),
    path("fairs/<slug:key>/desk/<int:number>/slot/", desk.desk_slot, name="desk-slot"),
    path("fairs/<slug:key>/signed/", desk.signed, name="signed"),
    path("fairs/<slug:key>/signed.csv", desk.signed_file, name="signed-file"),
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
