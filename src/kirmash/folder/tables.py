"""Contents of the folder: every table with its columns, in the order in which they are written."""

from kirmash.agreements.models.commitment import Commitment, Field, News, Way
from kirmash.agreements.models.instrument import Binding, Happening, Instrument, Kind, LifeEvent, Party
from kirmash.agreements.models.signature import Authority, Mode, Signature
from kirmash.agreements.models.term import Beginning, Renewal, Term
from kirmash.agreements.models.topic import Block, Flow, Topic, TradeDirection
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Edition, Fair, Section
from kirmash.exhibition.models.pavilion import Pavilion, PavilionKind
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Build, Exhibit, StandShape, StandWish
from kirmash.exhibition.models.venue import Space, SpaceKind, Venue
from kirmash.matching.models import GoodsLine, Side
from kirmash.protocol.models import Delegation, Engagement, EngagementKind, Member
from kirmash.record.models import (
    Cardinality,
    Claim,
    Comparator,
    Datatype,
    Property,
    Source,
    SourceKind,
    Unknown,
    Verdict,
    Withdrawal,
    WithdrawalAct,
)
from kirmash.record.models import Resolution as ResolutionModel
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.name import Case
from kirmash.registry.models.organisation import Level, Organisation, OrganisationKind, OrganisationName
from kirmash.registry.models.person import Gender, Office, Person, PersonName, Role, RoleName
from kirmash.registry.models.place import Place, PlaceKind, PlaceName
from kirmash.sheets.spec import (
    Choice,
    Code,
    Codes,
    Column,
    Day,
    Days,
    Flag,
    Key,
    Language,
    Languages,
    Link,
    Moment,
    Table,
    Texts,
    Web,
    Whole,
)

_NAME = (
    Language("language", required=True, longest=35),
    Choice("case", required=True, choices=Case),
    Column("text", required=True, longest=300),
)
_NAME_END = (Day("valid_from"), Day("valid_until"), Column("source"))
_SUBJECT = Column("subject", required=True, longest=140)

# fmt: off
TABLES: tuple[Table, ...] = (
    # registry
    Table(name="places", model=Place, shared=True, columns=(
        Key("key"), Choice("kind", required=True, choices=PlaceKind), Link("parent", table="places"),
        Column("country_code", longest=2), Column("wikidata", longest=20), Column("geonames", longest=20))),
    Table(name="place_names", model=PlaceName, shared=True, identity=("place", "language", "case", "text"), columns=(
        Link("place", required=True, table="places"), *_NAME, *_NAME_END)),
    Table(name="organisations", model=Organisation, shared=True, columns=(
        Key("key"), Choice("kind", required=True, choices=OrganisationKind), Choice("level", choices=Level),
        Link("place", table="places"), Column("registration_number", longest=60), Web("website", longest=300),
        Flag("demo", "is_demo", required=True))),
    Table(name="organisation_names", model=OrganisationName, shared=True,
          identity=("organisation", "language", "case", "text"), columns=(
        Link("organisation", required=True, table="organisations"), *_NAME, *_NAME_END)),
    Table(name="people", model=Person, shared=True, columns=(
        Key("key"), Choice("gender", choices=Gender), Flag("demo", "is_demo", required=True))),
    Table(name="person_names", model=PersonName, shared=True, identity=("person", "language", "case", "text"),
          columns=(Link("person", required=True, table="people"), *_NAME, *_NAME_END)),
    Table(name="roles", model=Role, shared=True, columns=(Key("key"),)),
    Table(name="role_names", model=RoleName, shared=True, identity=("role", "language", "case", "gender"), columns=(
        Link("role", required=True, table="roles"), Choice("gender", required=True, choices=Gender), *_NAME,
        *_NAME_END)),
    Table(name="offices", model=Office, shared=True, columns=(
        Key("key"), Link("person", required=True, table="people"), Link("body", required=True, table="organisations"),
        Link("role", required=True, table="roles"), Day("held_from"), Day("held_until"), Day("attested_on"))),
    Table(name="goods", model=GoodsCode, shared=True, identity=("nomenclature", "code"), columns=(
        Column("nomenclature", required=True, longest=20), Code("code", required=True), Texts("label", "labels"))),
    # exhibition
    Table(name="venues", model=Venue, shared=True, columns=(
        Key("key"), Link("place", required=True, table="places"), Texts("name", "names"))),
    Table(name="spaces", model=Space, shared=True, columns=(
        Key("key"), Link("venue", required=True, table="venues"),
        Choice("kind", required=True, choices=SpaceKind), Whole("area_m2"), Texts("name", "names"))),
    Table(name="fair", model=Fair, columns=(
        Key("key"), Link("place", required=True, table="places"), Link("venue", table="venues"),
        Day("begins_on", required=True), Day("ends_on", required=True), Whole("edition"),
        Column("time_zone", required=True, longest=60), Link("dateline", required=True, table="places"),
        Day("reported_on", required=True), Day("catalogue_published_on"), Web("catalogue_licence", longest=300),
        Column("catalogue_attribution", longest=300), Texts("name", "names"))),
    Table(name="editions", model=Edition, of_fair=True, columns=(
        Key("key"), Link("place", required=True, table="places"), Whole("year", required=True),
        Texts("name", "names"))),
    Table(name="sections", model=Section, of_fair=True, columns=(
        Key("key"), Whole("position", required=True), Texts("name", "names"))),
    Table(name="pavilions", model=Pavilion, of_fair=True, columns=(
        Key("key"), Choice("kind", required=True, choices=PavilionKind), Link("place", required=True, table="places"))),
    Table(name="exhibitors", model=Exhibitor, of_fair=True, columns=(
        Key("key"), Link("organisation", required=True, table="organisations"),
        Choice("standing", required=True, choices=Standing), Link("host", table="exhibitors"),
        Link("section", table="sections"), Link("pavilion", table="pavilions"),
        Flag("own_staff", "has_own_staff"), Flag("own_goods", "has_own_goods"))),
    Table(name="stand_wishes", model=StandWish, identity=("exhibitor",), columns=(
        Link("exhibitor", required=True, table="exhibitors"), Whole("area_m2", required=True),
        Choice("shape", required=True, choices=StandShape), Choice("build", required=True, choices=Build),
        Whole("power_kw", required=True), Flag("water", "needs_water", required=True),
        Flag("compressed_air", "needs_compressed_air", required=True), Link("near", table="exhibitors"),
        Link("away_from", table="exhibitors"))),
    Table(name="exhibits", model=Exhibit, identity=("exhibitor", "key"), columns=(
        Key("key"), Link("exhibitor", required=True, table="exhibitors"),
        Choice("shown_in", required=True, choices=SpaceKind), Whole("length_mm", required=True),
        Whole("width_mm", required=True), Whole("height_mm", required=True), Whole("mass_kg", required=True),
        Texts("name", "names"))),
    Table(name="representatives", model=Representative, identity=("exhibitor", "person"), columns=(
        Link("exhibitor", required=True, table="exhibitors"), Link("person", required=True, table="people"),
        Languages("languages"), Days("days"), Flag("contact", "is_contact", required=True))),
    # matching
    Table(name="goods_lines", model=GoodsLine, of_fair=True, columns=(
        Key("key"), Link("organisation", required=True, table="organisations"),
        Choice("side", required=True, choices=Side), Language("language", required=True, longest=35),
        Column("text", required=True, longest=1000), Codes("codes"))),
    # protocol
    Table(name="delegations", model=Delegation, of_fair=True, columns=(
        Key("key"), Link("place", table="places"), Link("organisation", table="organisations"),
        Link("head", table="people"), Link("office", table="offices"), Whole("rank"),
        Flag("demo", "is_demo", required=True), Texts("name", "names"))),
    Table(name="delegation_members", model=Member, identity=("delegation", "person"), columns=(
        Link("delegation", required=True, table="delegations"), Link("person", required=True, table="people"),
        Link("organisation", table="organisations"), Day("arrives_on"), Day("leaves_on"), Languages("languages"),
        Flag("needs_interpreter"), Texts("function", "functions"))),
    Table(name="engagements", model=Engagement, identity=("delegation", "key"), columns=(
        Key("key"), Link("delegation", required=True, table="delegations"),
        Choice("kind", required=True, choices=EngagementKind), Moment("begins_at", required=True),
        Moment("ends_at", required=True), Link("place", table="places"), Link("space", table="spaces"),
        Link("exhibitor", table="exhibitors"), Column("room", longest=200),
        Link("with_delegation", table="delegations"), Link("with_organisation", table="organisations"),
        Languages("interpreters"), Flag("public", "is_public", required=True), Column("note", longest=5000),
        Texts("title", "titles"))),
    # record
    Table(name="sources", model=Source, shared=True, columns=(
        Key("key"), Choice("kind", required=True, choices=SourceKind), Column("title", required=True, longest=300),
        Column("publisher", longest=200), Web("url"), Language("language", longest=35), Day("published_on"))),
    Table(name="properties", model=Property, shared=True, columns=(
        Key("key"), Choice("datatype", required=True, choices=Datatype),
        Choice("cardinality", required=True, choices=Cardinality), Column("unit", longest=30), Column("definition"),
        Texts("definition", "definitions"), Texts("label", "labels"))),
    Table(name="claims", model=Claim, columns=(
        Key("key"), _SUBJECT, Link("property", "about", required=True, table="properties"), Column("part", longest=140),
        Choice("comparator", required=True, choices=Comparator), Column("value", required=True), Day("as_of"),
        Column("definition"), Column("counted_by", longest=200), Link("source", required=True, table="sources"),
        Language("language", longest=35), Column("quotation", longest=5000), Column("note", longest=5000),
        Flag("demo", "is_demo"))),
    Table(name="resolutions", model=ResolutionModel, columns=(
        Key("key"), _SUBJECT, Link("property", "about", required=True, table="properties"), Column("part", longest=140),
        Choice("verdict", required=True, choices=Verdict), Column("upheld", longest=2000),
        Column("reason", required=True, longest=5000), Texts("reason", "reasons", longest=5000),
        Column("decided_by", required=True, longest=200), Day("decided_on", required=True))),
    Table(name="withdrawals", model=Withdrawal, identity=("claim", "number"), columns=(
        Column("claim", required=True, longest=140), Whole("number", required=True),
        Choice("act", required=True, choices=WithdrawalAct), Column("reason", required=True, longest=5000),
        Column("done_by", required=True, longest=200), Day("done_on", required=True))),
    Table(name="unknowns", model=Unknown, columns=(
        Key("key"), _SUBJECT, Column("property", "matter", required=True, longest=120), Day("noted_on", required=True),
        Link("answered_by", table="claims"), Column("reason", longest=5000), Column("closed_by", longest=200),
        Day("closed_on"), Texts("text", "texts"))),
    # agreements
    Table(name="instruments", model=Instrument, columns=(
        Key("key"), Choice("kind", required=True, choices=Kind), Link("parent", table="instruments"),
        Flag("at_fair", required=True),
        Choice("binding", required=True, choices=Binding), Flag("demo", "is_demo", required=True),
        Column("number", longest=60), Day("registered_on"), Link("responsible", table="people"), Day("control_on"),
        Column("note", longest=5000), Texts("title", "titles"))),
    Table(name="parties", model=Party, identity=("instrument", "position"), columns=(
        Link("instrument", required=True, table="instruments"), Whole("position", required=True),
        Link("place", table="places"), Link("organisation", table="organisations"), Column("archive", longest=200))),
    Table(name="events", model=LifeEvent, identity=("instrument", "act", "done_on"), columns=(
        Link("instrument", required=True, table="instruments"), Choice("act", required=True, choices=Happening),
        Day("done_on"), Whole("year"), Link("place", table="places"), Day("until"),
        Link("by", table="instruments"), Column("note", longest=500))),
    Table(name="terms", model=Term, identity=("instrument",), columns=(
        Link("instrument", required=True, table="instruments"), Choice("begins", required=True, choices=Beginning),
        Day("begins_on"), Whole("months"), Day("ends_on"), Choice("renewal", required=True, choices=Renewal),
        Whole("renewal_months"), Whole("notice_months"), Whole("notice_days"), Whole("termination_days"),
        Column("article", longest=40))),
    Table(name="commitments", model=Commitment, columns=(
        Key("key"), Link("instrument", required=True, table="instruments"), Whole("position", required=True),
        Choice("field", required=True, choices=Field), Whole("owner"), Link("body", table="organisations"),
        Day("due_on"), Whole("every_months"), Day("dropped_on"), Column("dropped_why", longest=500),
        Column("article", longest=40), Texts("name", "names"))),
    Table(name="news", model=News, identity=("commitment", "number"), columns=(
        Link("commitment", required=True, table="commitments"), Whole("number", required=True),
        Day("heard_on", required=True), Flag("done", "is_done", required=True), Day("due_on"),
        Column("text", longest=5000), Choice("way", required=True, choices=Way), Column("given_by", longest=200),
        Web("address"))),
    Table(name="signatures", model=Signature, identity=("instrument", "party"), columns=(
        Link("instrument", required=True, table="instruments"), Whole("party", required=True),
        Link("office", required=True, table="offices"), Choice("authority", choices=Authority),
        Choice("mode", choices=Mode), Day("signed_on", required=True), Link("place", table="places"),
        Column("recorded_by", longest=200))),
    Table(name="topics", model=Topic, identity=("instrument", "key"), columns=(
        Key("key"), Link("instrument", required=True, table="instruments"), Whole("position", required=True),
        Choice("block", required=True, choices=Block), Whole("said_by"), Texts("name", "names"))),
    Table(name="trade_directions", model=TradeDirection, identity=("instrument", "key"), columns=(
        Key("key"), Link("instrument", required=True, table="instruments"), Whole("position", required=True),
        Choice("block", required=True, choices=Block), Choice("flow", required=True, choices=Flow),
        Codes("codes"), Flag("codes_confirmed", required=True), Texts("name", "names"))),
)
# fmt: on
BY_NAME = {table.name: table for table in TABLES}
