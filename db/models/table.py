"""What every table has, and what makes a declared column alike on both databases."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar, cast

import sqlalchemy as sa
from pydantic import ConfigDict
from sqlalchemy.orm import declared_attr, object_session
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass

from db.names import fold

OLDEST = "0001-01-01"
"""Stands for a missing date where rows are ordered: before every other."""


# Constraints have names, so that a later migration can change them on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class TableMeta(SQLModelMetaclass):
    """Gives columns types that compare and sort alike on SQLite and PostgreSQL."""

    def __setattr__(cls, name: str, value: Any) -> None:
        if isinstance(value, sa.Column):
            value.type = portable(value.type)
        super().__setattr__(name, value)

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kw: Any):
        super().__init__(name, bases, namespace, **kw)
        table = getattr(cls, "__table__", None)
        if isinstance(table, sa.Table):
            constrain_terms(table)
            index_filters(cls, table)
            for field in getattr(cls, "orders", ()):
                index_order(table, field)
            order_indexes(cls, table)


def portable(declared: Any) -> Any:
    """The column type to use: enumerations as checked text, text in code point order.

    A native enumeration of PostgreSQL is hard to extend and does not compare with bound text;
    text sorts by the database's locale unless its collation says otherwise.
    """
    instance = declared() if isinstance(declared, type) else declared
    if isinstance(instance, sa.Enum):
        plain, sorted_alike = (
            sa.Enum(
                cast(type[Enum], instance.enum_class),
                native_enum=False,
                length=40,
                create_constraint=False,
            )
            for _ in range(2)
        )
        sorted_alike.collation = "C"
        return plain.with_variant(sorted_alike, "postgresql")
    if isinstance(getattr(instance, "impl_instance", instance), sa.String):
        return sa.String().with_variant(sa.String(collation="C"), "postgresql")
    return declared


def constrain_terms(table: sa.Table) -> None:
    """Lets the database, too, refuse a word that is not in the vocabulary."""
    for column in table.columns:
        if isinstance(column.type, sa.Enum):
            words = ", ".join(f"'{word}'" for word in column.type.enums)
            table.append_constraint(
                sa.CheckConstraint(
                    f"{column.name} IN ({words})", name=f"ck_{table.name}_{column.name}"
                )
            )


def order_key(table: sa.FromClause, field: str) -> Any:
    """The column that rows are ordered by for `field`: its own, or its key without nulls."""
    return table.c[f"{field}_key" if f"{field}_key" in table.c else field]


def index_order(table: sa.Table, field: str) -> None:
    """Adds what an order needs: an index that ends with the id, over a key that is never null.

    A missing value then sorts before every other on both databases, and one statement serves
    each cursor.
    """
    if field == "id":
        return
    if f"{field}_start" in table.c:
        start, end = f"{field}_start", f"{field}_end"
        add_key(table, field, f"coalesce({start}, {end}, '{OLDEST}')", table.c[start].type)
    elif table.c[field].nullable:
        missing = OLDEST if isinstance(table.c[field].type, sa.Date) else ""
        add_key(table, field, f"coalesce({field}, '{missing}')", table.c[field].type)
    key = order_key(table, field)
    sa.Index(f"ix_{table.name}_{key.name}_id", key, table.c.id)


def order_indexes(model: Any, table: sa.Table) -> None:
    """Puts what an index finds into the order in which it is read: a page is then a stretch of it.

    Rows with a word of a vocabulary come in the order of their table, neighbours by their id.
    """
    for index in list(table.indexes):
        column = next(iter(index.columns))
        # Nearly all rows are public: SQLite would take them in that order to find a few by key.
        if index.name != f"ix_{table.name}_{column.name}" or column.name == "review":
            continue
        is_word = isinstance(column.type, sa.Enum)
        if is_word or column.foreign_keys:
            table.indexes.remove(index)
            further = in_order(table, model.order) if is_word else [table.c.id]
            sa.Index(index.name, column, *further)
    if " " in model.order:
        sa.Index(f"ix_{table.name}_default", *in_order(table, model.order))


def in_order(table: sa.Table, order: str) -> list[Any]:
    """The columns of an order, to be read in either direction: in the first one's as they are."""
    fields = [(name.removeprefix("-"), name.startswith("-")) for name in order.split()]
    backwards = fields[0][1]
    keys = [
        key if descending == backwards else key.desc()
        for field, descending in fields
        if (key := order_key(table, field)) is not table.c.id
    ]
    return [*keys, table.c.id]


def index_filters(model: Any, table: sa.Table) -> None:
    """Adds indexes for comparing names and folded names, other dates, and both ends of fuzzy ones.

    Long texts are left out: no index serves `contains`, and PostgreSQL's take no long values.
    """
    dates = [c.name.removesuffix("_precision") for c in table.c if c.name.endswith("_precision")]
    ends = [f"{date}_{end}" for date in dates for end in ("start", "end")]
    folded = {of: to for of, to in getattr(model, "folded", {}).items() if of in SHORT}
    # What never is missing is compared by the index of its order.
    others = [
        name
        for name in (*folded, *getattr(model, "orders", ()))
        if name in table.c and (table.c[name].nullable or name not in model.orders)
    ]
    for name in (*ends, *folded.values(), *others):
        if not table.c[name].index:
            sa.Index(f"ix_{table.name}_{name}", table.c[name])


SHORT = ("name", "title", "form", "value", "role")
"""Texts of a few words, which an index of PostgreSQL takes."""


def add_key(table: sa.Table, field: str, expression: str, kind: Any) -> None:
    computed = sa.Computed(expression, persisted=True)
    table.append_column(sa.Column(f"{field}_key", kind, computed, nullable=False))


def utc_now() -> datetime:
    return datetime.now(UTC)


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Row(SQLModel, metaclass=TableMeta):
    """What tables and views share: docstrings that describe columns, names in snake case."""

    model_config = ConfigDict(use_attribute_docstrings=True)  # type: ignore[assignment]  # SQLModel narrows the type and accepts pydantic's own

    orders: ClassVar[tuple[str, ...]] = ()
    """The fields that rows can be ordered by."""

    groups: ClassVar[Mapping[str, Any]] = {}
    """What rows can be grouped by: a `GroupBy` each."""

    order: ClassVar[str] = "id"
    """The fields that rows are ordered by unless asked otherwise; descending after a hyphen."""

    @declared_attr  # type: ignore[arg-type]  # SQLModel declares it the same way
    def __tablename__(cls) -> str:
        return snake(cls.__name__)


class Table(Row):
    """A table of the knowledge."""

    folded: ClassVar[Mapping[str, str]] = {}
    """Text columns and, for each, the column that keeps its folded form for searching."""

    values: ClassVar[Mapping[str, Any]] = {}
    """Value objects: several columns each, one object for readers."""

    visible_with: ClassVar[tuple[str, ...]] = ()
    """The references whose rows must be public for this row to be."""

    id: int | None = Field(default=None, primary_key=True)
    """Surrogate key, never used again."""

    revision: int = Field(default=1, ge=1)
    """How often the row was written: 1 at first, one more with each change."""

    created_at: datetime = Field(default_factory=utc_now)
    """When the row was first written (UTC)."""

    updated_at: datetime = Field(default_factory=utc_now)
    """When the row was last changed (UTC)."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return table_args()


def table_of(model: type[Row]) -> sa.Table:
    """The table, or view, of a mapped class."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]  # SQLAlchemy adds it
    return table


def table_args(*constraints: Any) -> tuple[Any, ...]:
    """The constraints of a table, and that SQLite never gives an id twice."""
    return (*constraints, {"sqlite_autoincrement": True})


def fold_columns(_mapper: Any, _connection: Any, row: Table) -> None:
    for column, folded in row.folded.items():
        setattr(row, folded, fold(getattr(row, column)))


def count_revision(_mapper: Any, _connection: Any, row: Table) -> None:
    session = object_session(row)
    if session is not None and session.is_modified(row, include_collections=False):
        row.revision += 1
        row.updated_at = utc_now()


sa.event.listen(Table, "before_insert", fold_columns, propagate=True)
sa.event.listen(Table, "before_update", fold_columns, propagate=True)
sa.event.listen(Table, "before_update", count_revision, propagate=True)
