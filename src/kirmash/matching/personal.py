"""Personal data of the matching: none but what somebody writes into a goods line."""

from kirmash.base.personal import PersonalData, Reach, Way
from kirmash.exhibition.personal import STANDS

PERSONAL = (
    PersonalData(
        table="kirmash.GoodsLine", activity=STANDS, reach=Reach.WORDS, way=Way.REDACT, fields=("text",),
    ),
)  # fmt: skip
NOT_PERSONAL = {"kirmash.GoodsLine.codes": "codes of goods"}
