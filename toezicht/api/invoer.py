"""Types of what comes in: checked by form only, in the words of JSON. What it must mean, the services say."""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    StrictBool,
    StrictInt,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEDRAG = re.compile(r"\d{1,10}(\.\d{1,2})?")
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2200
MAX_TEKST = 20_000
MAX_ID = 2**31 - 1


def schoon(waarde: Any) -> Any:
    """Text that the database can hold: without NUL and without halves of characters."""
    if not isinstance(waarde, str):
        return waarde
    return waarde.replace("\x00", "").encode("utf-8", "ignore").decode()


def _datum(waarde: Any) -> Any:
    if isinstance(waarde, dt.date) or waarde is None:
        return waarde
    if not isinstance(waarde, str) or not _DATUM.fullmatch(waarde):
        raise PydanticCustomError("date_parsing", "date")
    try:
        dag = dt.date.fromisoformat(waarde)
    except ValueError as fout:
        raise PydanticCustomError("date_parsing", "date") from fout
    return _binnen_bereik(dag)


def _moment(waarde: Any) -> Any:
    if not isinstance(waarde, str):
        raise PydanticCustomError("moment", "moment")
    try:
        moment = dt.datetime.fromisoformat(waarde)
    except ValueError as fout:
        raise PydanticCustomError("moment", "moment") from fout
    if moment.tzinfo is None:
        raise PydanticCustomError("moment", "moment")
    return _binnen_bereik(moment)


def _binnen_bereik(dag: Any) -> Any:
    if not EERSTE_JAAR <= dag.year <= LAATSTE_JAAR:
        raise PydanticCustomError("jaar", "year")
    return dag


def _bedrag(waarde: Any) -> Any:
    if not isinstance(waarde, str) or not _BEDRAG.fullmatch(waarde):
        raise PydanticCustomError("bedrag", "amount")
    return Decimal(waarde)


# The constraint stands before the cleaning: pydantic then checks the text itself, and publishes what it checks.
Tekst = Annotated[str, Field(max_length=MAX_TEKST), BeforeValidator(schoon)]
Kort = Annotated[str, Field(max_length=300), BeforeValidator(schoon)]
Titel = Annotated[str, Field(max_length=200), BeforeValidator(schoon)]
Code = Annotated[str, Field(max_length=60), BeforeValidator(schoon)]
Besluitnummer = Annotated[str, Field(max_length=40), BeforeValidator(schoon)]
Puntnummer = Annotated[str, Field(max_length=20), BeforeValidator(schoon)]
Datum = Annotated[
    dt.date, BeforeValidator(_datum), WithJsonSchema({"type": "string", "format": "date"}, mode="validation")
]
Moment = Annotated[
    dt.datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="validation"),
]
Bedrag = Annotated[
    Decimal,
    BeforeValidator(_bedrag),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,10}(\.\d{1,2})?$"}, mode="validation"),
]
JaNee = StrictBool
Weken = Annotated[StrictInt, Field(ge=1, le=520)]
Id = Annotated[str, Field(pattern=r"^[0-9]{1,9}$"), BeforeValidator(schoon)]
"""An identifier of a row: text, as every identifier in the API."""


class EenVan:
    """In `Annotated[str, EenVan(…)]`: one of these values, or empty; any other is refused."""

    def __init__(self, *waarden: str) -> None:
        self.waarden = list(dict.fromkeys(("", *waarden)))

    def __get_pydantic_core_schema__(self, soort: Any, verder: GetCoreSchemaHandler) -> CoreSchema:
        """As a `Literal` of values that stand elsewhere once."""
        return core_schema.literal_schema([str(waarde) for waarde in self.waarden])


class Invoer(Schema, extra="forbid"):
    """A body; a field that does not exist is refused."""


class Zoekvraag(Schema, extra="forbid"):
    """A query; a parameter that does not exist is refused: a mistyped filter would show everything."""

    @model_validator(mode="before")
    @classmethod
    def _alles(cls, gegevens: Any, info: ValidationInfo) -> Any:
        """What was sent besides: ninja hands over known parameters only."""
        request = (info.context or {}).get("request")
        if request is None or not isinstance(gegevens, dict):
            return gegevens
        return {
            naam: waarde for naam, waarde in request.GET.items() if naam not in cls.model_fields
        } | gegevens


def pk_van(waarde: str) -> int:
    """The key of an identifier in an address; 0 (which no row has) for anything else."""
    return int(waarde) if waarde.isascii() and waarde.isdigit() and len(waarde) <= 9 else 0
