"""Checks a row of an export by the columns of its table."""

from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, get_args

import sqlalchemy as sa
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, create_model
from sqlmodel.main import FieldInfoMetadata

from db.export import columns
from db.models import Table
from seeds.exports.form import LARGEST
from seeds.exports.opening import refuse, validated


def checked(model: type[Table], place: str, row: bytes) -> dict[str, Any]:
    """The row's values as the table's columns take them. Raises RefusedReading."""
    values: dict[str, Any] = vars(validated(place, row_of(model), row))
    if b"\\u0000" in row:
        for name, value in values.items():
            if isinstance(value, str) and "\0" in value:
                refuse(place, f"`{name}` has a NUL character, which no text has.")
    return values


@cache
def row_of(model: type[Table]) -> type[BaseModel]:
    """What a row has to be: just the exported columns, each by what its table says of it.

    As the tables' own classes check, but for that nothing is missing, and that no value is taken
    for one of another type.
    """
    fields: dict[str, Any] = {
        column.name: (_annotation(model, column), ...) for column in columns(model)
    }
    config = ConfigDict(extra="forbid", strict=True)
    found: type[BaseModel] = create_model(model.__name__, __config__=config, **fields)
    return found


def _annotation(model: type[Table], column: sa.Column[Any]) -> Any:
    field = model.model_fields[column.name]
    kinds = [kind for kind in get_args(field.annotation) if kind is not type(None)]
    kind: Any = kinds[0] if kinds else field.annotation
    if kind is datetime:
        kind = Annotated[AwareDatetime, AfterValidator(_in_utc)]
    elif kind is int:
        kind = Annotated[int, Field(ge=1 if column.primary_key else -LARGEST - 1, le=LARGEST)]
    for rule in field.metadata:
        # What SQLModel notes beside the rules is no rule.
        if not isinstance(rule, FieldInfoMetadata):
            kind = Annotated[kind, rule]
    return kind | None if column.nullable else kind


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
