"""Pages of the agreements."""

from django.urls import path

from kirmash.agreements.views import (
    answering,
    asking,
    cities,
    dealing,
    filing,
    following,
    instruments,
    reconciling,
    reporting,
)

ONE = "reconciliations/<slug:key>/"
FILE = "agreements/<slug:key>/file/"
COMMITMENT = "commitments/<slug:key>/"
ASKING = "askings/<slug:key>/"
DEAL = "deals/<slug:key>/"
MEETING = "fairs/<slug:key>/delegations/<slug:delegation>/engagements/<slug:engagement>/"

urlpatterns = [
    path("fairs/<slug:key>/agreements/", instruments.agreements, name="agreements"),
    path("agreements/<slug:key>/", instruments.agreement, name="agreement"),
    path(FILE, filing.agreement_file, name="agreement-file"),
    path(f"{FILE}text/", filing.agreement_text, name="agreement-text"),
    path(f"{FILE}text/<int:number>/", filing.agreement_version, name="agreement-version"),
    path(f"{FILE}freeze/", filing.agreement_freeze, name="agreement-freeze"),
    path(f"{FILE}steps/new/", filing.agreement_step_add, name="agreement-step-add"),
    path(f"{FILE}steps/<int:position>/", filing.agreement_step, name="agreement-step"),
    path(f"{FILE}steps/<int:position>/decide/", filing.agreement_decide, name="agreement-decide"),
    path(f"{FILE}override/", filing.agreement_override, name="agreement-override"),
    path(f"{FILE}signing/", filing.agreement_signing, name="agreement-signing"),
    path(f"{FILE}originals/<int:position>.<slug:kind>", filing.agreement_original, name="agreement-original"),
    path("cities/<slug:key>/", cities.city, name="city"),
    path("cities/<slug:key>/register.csv", cities.city_file, name="city-file"),
    path("agreements/<slug:key>/commitments/new/", following.commitment_add, name="commitment-add"),
    path(COMMITMENT, following.commitment, name="commitment"),
    path(f"{COMMITMENT}change/", following.commitment_change, name="commitment-change"),
    path(f"{COMMITMENT}drop/", following.commitment_drop, name="commitment-drop"),
    path(f"{COMMITMENT}take-up/", following.commitment_take_up, name="commitment-take-up"),
    path(f"{COMMITMENT}news/new/", following.news_add, name="news-add"),
    path(f"{COMMITMENT}news/<int:number>/judge/", following.news_judge, name="news-judge"),
    path("evidence/<int:number>/", following.evidence, name="evidence"),
    path("evidence/<int:number>/remove/", following.evidence_remove, name="evidence-remove"),
    path("cities/<slug:key>/companies/", cities.city_companies, name="city-companies"),
    path("cities/<slug:key>/with/<slug:partner>/", cities.city_pair, name="city-pair"),
    path("cities/<slug:key>/funnels/", reporting.city_funnels, name="city-funnels"),
    path("cities/<slug:key>/funnels.csv", reporting.city_funnels_file, name="city-funnels-file"),
    path("cities/<slug:key>/yearly/", reporting.city_yearly, name="city-yearly"),
    path(
        "cities/<slug:key>/yearly/<int:year>-<slug:lang>.<slug:kind>",
        reporting.city_yearly_file,
        name="city-yearly-file",
    ),
    path("cities/<slug:key>/trade/", reporting.city_trade, name="city-trade"),
    path("cities/<slug:key>/trade/refused.csv", reporting.city_trade_refused, name="city-trade-refused"),
    path("cities/<slug:key>/askings/", asking.city_askings, name="askings"),
    path("cities/<slug:key>/askings/new/", asking.asking_add, name="asking-add"),
    path(ASKING, asking.asking, name="asking"),
    path(f"{ASKING}renew/", asking.asking_renew, name="asking-renew"),
    path(f"{ASKING}revoke/", asking.asking_revoke, name="asking-revoke"),
    path(f"{ASKING}table.<slug:kind>", asking.asking_table, name="asking-table"),
    path(f"{ASKING}answers/", asking.asking_answers, name="asking-answers"),
    path(f"{ASKING}refused.csv", asking.asking_refused, name="asking-refused"),
    path("answer/<str:secret>/", answering.answer, name="answer"),
    path("answer/<str:secret>/received/", answering.answer_received, name="answer-received"),
    path("answer/<str:secret>/table.<slug:kind>", answering.answer_table, name="answer-table"),
    path("deals/", dealing.all_deals, name="deals"),
    path("deals/new/", dealing.deal_add, name="deal-add"),
    path(DEAL, dealing.deal, name="deal"),
    path(f"{DEAL}stages/new/", dealing.deal_stage, name="deal-stage"),
    path(f"{DEAL}give-up/", dealing.deal_give_up, name="deal-give-up"),
    path("links/new/", dealing.link_add, name="link-add"),
    path("links/<int:number>/withdraw/", dealing.link_withdraw, name="link-withdraw"),
    path(f"{MEETING}held/", dealing.meeting, name="meeting"),
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
