"""JSON made by the database, each construct spelled for SQLite and for PostgreSQL.

Objects and arrays are put together as text: it is the fastest way on both, and the same query
gives the same text. Every construct is never null, since null would swallow what it is put into.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

Expression = sa.ColumnElement[Any]
WIDEST = 24
"""Longer concatenations are parted, since a parser counts each `||` as one level deeper."""


def constant(text: str) -> Expression:
    """SQL text of our own making, or made of GraphQL names alone: never a client's value."""
    return sa.literal_column("'" + text.replace("'", "''") + "'", sa.String)


def constant_text(text: str) -> Expression:
    """Likewise, as a JSON text; it has nothing that would need escaping."""
    return constant(f'"{text}"')


class Construct(FunctionElement[Any]):
    """Something spelled below for each database."""

    inherit_cache = True
    type: Any = sa.String()


class concatenated(Construct):  # noqa: N801  # named as what it makes, like SQLAlchemy's own
    """Texts one after another."""


@compiles(concatenated)
def _concatenated(element: Any, compiler: Any, **kw: Any) -> str:
    return _joined_up([compiler.process(part, **kw) for part in element.clauses])


def _joined_up(parts: list[str]) -> str:
    if len(parts) <= WIDEST:
        return "(" + " || ".join(parts) + ")"
    groups = [parts[at : at + WIDEST] for at in range(0, len(parts), WIDEST)]
    return _joined_up([_joined_up(group) for group in groups])


class separated(Construct):  # noqa: N801
    """Of many rows: their texts with a separator between, in the order of the rows."""


@compiles(separated, "sqlite")
def _separated_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **kw)})"


@compiles(separated, "postgresql")
def _separated_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"string_agg({compiler.process(element.clauses, **kw)})"


def joined(texts: Expression) -> Any:
    """Of many rows: their texts with commas between."""
    return separated(texts, constant(","))


class quoted(Construct):  # noqa: N801
    """A text or a number as JSON."""


@compiles(quoted, "sqlite")
def _quoted_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_quote({compiler.process(element.clauses, **kw)})"


@compiles(quoted, "postgresql")
def _quoted_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"coalesce(to_json({compiler.process(element.clauses, **kw)})::text, 'null')"


class instant_text(Construct):  # noqa: N801
    """A point in time as text in UTC, to the microsecond."""


@compiles(instant_text, "sqlite")
def _instant_text_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"replace({compiler.process(element.clauses, **kw)}, ' ', 'T') || 'Z'"


@compiles(instant_text, "postgresql")
def _instant_text_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    moment = compiler.process(element.clauses, **kw)
    return f"to_char({moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"


class exact_instant(Construct):  # noqa: N801
    """A point in time as the database itself writes it, to the microsecond, for cursors."""


@compiles(exact_instant, "sqlite")
def _exact_instant_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_quote({compiler.process(element.clauses, **kw)})"


@compiles(exact_instant, "postgresql")
def _exact_instant_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"to_json({compiler.process(element.clauses, **kw)}::text)::text"


class hexadecimal(Construct):  # noqa: N801
    """A text's UTF-8 bytes in hexadecimal digits, upper case: base64 is not in SQLite's SQL."""


@compiles(hexadecimal, "sqlite")
def _hexadecimal_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"hex({compiler.process(element.clauses, **kw)})"


@compiles(hexadecimal, "postgresql")
def _hexadecimal_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    return f"upper(encode(convert_to({text}, 'UTF8'), 'hex'))"


class position_in(Construct):  # noqa: N801
    """Where the second text stands in the first, from 1; 0 if it does not."""

    type = sa.Integer()


@compiles(position_in, "sqlite")
def _position_in_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(position_in, "postgresql")
def _position_in_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


class unindexed(Construct):  # noqa: N801
    """A column that nearly all rows have the same value in, so that no index by it is of use.

    SQLite without statistics would take one all the same.
    """

    inherit_cache = True


@compiles(unindexed, "sqlite")
def _unindexed_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"+{compiler.process(element.clauses, **kw)}"


@compiles(unindexed, "postgresql")
def _unindexed_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    found: str = compiler.process(element.clauses, **kw)
    return found


class as_key(Construct):  # noqa: N801
    """A value that a primary key is compared with, beside other columns.

    SQLite finds by a key at the end of an index if it is told to compare it by its bytes, which
    means nothing for a number.
    """

    inherit_cache = True


@compiles(as_key, "sqlite")
def _as_key_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"{compiler.process(element.clauses, **kw)} COLLATE BINARY"


@compiles(as_key, "postgresql")
def _as_key_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    found: str = compiler.process(element.clauses, **kw)
    return found


def in_words(term: Expression) -> Expression:
    """A word of a vocabulary as people write it: `Rocket strike` of `ROCKET_STRIKE`."""
    spaced = sa.func.replace(term, constant("_"), constant(" "), type_=sa.String())
    first: Any = sa.literal_column("1")
    others: Any = sa.literal_column("2")
    rest = sa.func.lower(sa.func.substr(spaced, others))
    return concatenated(sa.func.substr(spaced, first, first), rest)


class members(Construct):  # noqa: N801
    """The members of a list that is bound as one JSON text, as a subquery in parentheses.

    The list, and the name of PostgreSQL's type for them.
    """

    inherit_cache = True


@compiles(members, "sqlite")
def _members_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    texts, _ = element.clauses
    return f"(SELECT value FROM json_each({compiler.process(texts, **kw)}))"


@compiles(members, "postgresql")
def _members_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    texts, kind = (compiler.process(part, **kw) for part in element.clauses)
    each = f"jsonb_array_elements_text(CAST({texts} AS jsonb))"
    return f"(SELECT CAST(value AS {kind}) FROM {each} AS value)"


class has_words(Construct):  # noqa: N801
    """Whether an entry has all words: its words, its key, and the words sought, spaces between."""

    type = sa.Boolean()


@compiles(has_words, "sqlite")
def _has_words_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    _, key, sought = (compiler.process(part, **kw) for part in element.clauses)
    # In quotation marks each word means itself, whatever FTS5 takes for operators.
    match = f"'\"' || replace({sought}, ' ', '\" \"') || '\"'"
    return f"{key} IN (SELECT rowid FROM search_word WHERE search_word MATCH {match})"


@compiles(has_words, "postgresql")
def _has_words_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    words, _, sought = (compiler.process(part, **kw) for part in element.clauses)
    return f"string_to_array({words}, ' ') @> string_to_array({sought}, ' ')"


class has_phrases(Construct):  # noqa: N801
    """Whether words with spaces between have all phrases of a list, bound as one JSON text."""

    type = sa.Boolean()


@compiles(has_phrases, "sqlite")
def _has_phrases_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    words, phrases = (compiler.process(part, **kw) for part in element.clauses)
    missing = f"instr(' ' || {words} || ' ', ' ' || value || ' ') = 0"
    return f"NOT EXISTS (SELECT 1 FROM json_each({phrases}) WHERE {missing} LIMIT 1)"


@compiles(has_phrases, "postgresql")
def _has_phrases_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    words, phrases = (compiler.process(part, **kw) for part in element.clauses)
    missing = f"strpos(' ' || {words} || ' ', ' ' || phrase || ' ') = 0"
    listed = f"jsonb_array_elements_text(CAST({phrases} AS jsonb)) AS phrase"
    return f"NOT EXISTS (SELECT 1 FROM {listed} WHERE {missing})"


LIST_TYPES = (
    (sa.Integer, "bigint"),
    (sa.Float, "double precision"),
    (sa.DateTime, "timestamptz"),
    (sa.Date, "date"),
)
"""How PostgreSQL calls the types that a list's members, all texts at first, are read as."""


def among(column: Expression, values: Expression) -> Expression:
    """Whether a column is one of a list's members; the list is one bind, whatever its length."""
    kind = getattr(column.type, "impl_instance", column.type)
    word = next((word for base, word in LIST_TYPES if isinstance(kind, base)), "text")
    return one_of_few(column, members(values, sa.literal_column(word)))


class one_of_few(Construct):  # noqa: N801
    """Whether a value is one of those that a subquery gives, which are few.

    PostgreSQL looks each up in an index; of an IN it may make a join that reads a whole table.
    """

    inherit_cache = True
    type = sa.Boolean()
    # Otherwise SQLAlchemy compares it with 1 for SQLite, and no index serves that.
    _is_implicitly_boolean = True


@compiles(one_of_few, "sqlite")
def _one_of_few_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    value, few = (compiler.process(part, **kw) for part in element.clauses)
    return f"{value} IN {few}"


@compiles(one_of_few, "postgresql")
def _one_of_few_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    value, few = (compiler.process(part, **kw) for part in element.clauses)
    return f"{value} = ANY (ARRAY{few})"


def numbered_members(dialect: str, values: Expression) -> sa.FromClause:
    """The members of a list bound as JSON: columns `key`, in order, and `value`, JSON itself."""
    if dialect == "sqlite":
        return sa.func.json_each(values).table_valued("key", "value").alias()
    elements = sa.func.jsonb_array_elements(sa.cast(values, JSONB))
    return elements.table_valued("value", with_ordinality="key").render_derived()


def member_at(dialect: str, value: Expression, position: int) -> Expression:
    """The text at a position of a JSON array."""
    if dialect == "sqlite":
        return sa.func.json_extract(value, constant(f"$[{position}]"))
    return value.op("->>")(sa.literal_column(str(position)))


def leaf(value: Expression) -> Expression:
    """A column's value as JSON, by its type."""
    kind = getattr(value.type, "impl_instance", value.type)
    if isinstance(kind, sa.Boolean):
        written = sa.case((value, constant("true")), else_=constant("false"))
        return sa.case((value.is_(None), constant("null")), else_=written)
    if isinstance(kind, sa.DateTime):
        return quoted(instant_text(value))
    return quoted(value)


def object_of(pairs: Mapping[str, Expression]) -> Expression:
    """An object: its keys are GraphQL names, its values are JSON already."""
    parts: list[Expression] = []
    for number, (key, value) in enumerate(pairs.items()):
        parts += [constant(("," if number else "{") + f'"{key}":'), value]
    return concatenated(*parts, constant("}")) if parts else constant("{}")


def array_of(texts: Expression) -> Expression:
    """An array of all rows; an empty one of none."""
    return concatenated(constant("["), sa.func.coalesce(texts, constant("")), constant("]"))


def list_of(items: Iterable[Expression]) -> Expression:
    """An array of a fixed number of values, which are JSON already."""
    parts: list[Expression] = []
    for number, item in enumerate(items):
        parts += [constant("," if number else "["), item]
    return concatenated(*parts, constant("]"))
