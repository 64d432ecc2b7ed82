"""Types of what comes in and goes out: every text is bounded, no NUL, days within three centuries."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

NO_NUL = r"^[^\u0000]*$"
FIRST_DAY, LAST_DAY = datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _cleaned(text: str) -> str:
    """Return a text as forms take it: NFC, lines ended by a line feed, no other control characters."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(c for c in normal if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def _as_written(value: object) -> object:
    """Refuse what is no day written year first; numbers would be read as seconds since 1970."""
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return value
    raise PydanticCustomError("day_form", "A day is written year first, as in 2025-09-29.")


def _in_range(day: datetime.date) -> datetime.date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("day_range", "The day must lie between 1800 and 2200.")
    return day


Key = Annotated[str, Field(min_length=1, max_length=140, pattern=r"^[-a-zA-Z0-9_]+$", description="Key of a record.")]
Reference = Annotated[
    str,
    Field(
        min_length=3,
        max_length=140,
        pattern=r"^[a-z]+(-[a-z]+)*:[-a-zA-Z0-9_]+(\+[a-z]+(-[a-z]+)*:[-a-zA-Z0-9_]+)*$",
        description="Word that names a record, kind:key; several are joined by +.",
    ),
]
Day = Annotated[
    datetime.date,
    BeforeValidator(_as_written, json_schema_input_type=datetime.date),
    AfterValidator(_in_range),
    Field(description="Day, year first; between 1800 and 2200."),
]
Short = Annotated[str, Field(max_length=200, pattern=NO_NUL), AfterValidator(_cleaned)]
Medium = Annotated[str, Field(max_length=500, pattern=NO_NUL), AfterValidator(_cleaned)]
Long = Annotated[str, Field(max_length=5000, pattern=NO_NUL), AfterValidator(_cleaned)]
Texts = dict[str, str]


class In(Schema):
    """What comes in: a word that is not known is refused, so that no slip is passed over."""

    model_config = ConfigDict(extra="forbid")


class Out(Schema):
    """What goes out."""

    model_config = ConfigDict(extra="forbid")


class Named(Out):
    """A record behind a key, with its name in the language of the request."""

    key: str = Field(description="Key of the record.")
    name: str = Field(description="Its name in the language of the request; empty where none is known.")


def texts_of(names: Mapping[str, Any]) -> Texts:  # Any: a JSON column
    """Return the texts of a column by language, without the empty ones."""
    return {language: str(text) for language, text in names.items() if text}
