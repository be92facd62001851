"""Random operations: hypothesis-graphql finds valid queries, which are dressed up here.

It makes no aliases, variables, directives or named fragments, and nothing that is merged. What is
added here keeps an operation valid.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLBoolean,
    GraphQLNonNull,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    get_named_type,
    is_leaf_type,
    print_ast,
)
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from tests.schema.random_values import SCHEMA, Arguments, Chance, Variables
from tests.schema.worlds import World

QUERY: Any = SCHEMA.query_type
NODE: Any = SCHEMA.type_map["Node"]

ALIASES = ("data", "errors", "keys", "row_count", "column_0", "_", "A", "x1")
"""Keys that may mean something to a database, or to those who put answers together.

None is the name of a field, with which it would be merged.
"""


@dataclass(frozen=True)
class Operation:
    """What a client would send."""

    query: str
    variables: Mapping[str, Any]
    name: str | None = None

    def __repr__(self) -> str:
        return f"{self.query}\n# variables: {self.variables!r}, operationName: {self.name!r}\n"


IDS = [f"{kind.name}:{key}" for key in range(1, 20) for kind in SCHEMA.get_possible_types(NODE)]

EXAMPLES: Mapping[str, Sequence[Any]] = {
    "ID": IDS,
    "String": ["a", "of", "The", "Republic of", "Ÿ", "%", "'\"\\"],
    "Cursor": ["00"],
    "Date": ["2020-09-27", "2020-11-04", "2019-10-01"],
    "DateTime": ["2020-11-04T08:00:00Z", "2020-10-01T02:00:00.5+04:00"],
    "PartialDate": ["2020", "2020-10", "2020-10-04", "1993-07-23T08:00"],
}
SCALARS: Mapping[str, st.SearchStrategy[ValueNode]] = {
    **{name: st.sampled_from(texts).map(nodes.String) for name, texts in EXAMPLES.items()},
    "Int": st.integers(1, 5).map(nodes.Int),
    "Float": st.sampled_from([39.5, 40, 41.25, 45.0, 1e3]).map(nodes.Float),
}
"""Values that are right; random_values.py replaces most of them by those that rows have."""


@cache
def found(root: str) -> st.SearchStrategy[Any]:
    """Documents of one valid query with that root field."""
    return queries(SCHEMA, fields=[root], custom_scalars=SCALARS, print_ast=lambda found: found)


@st.composite
def operations(draw: st.DrawFn, world: World) -> Operation:
    """A valid operation that asks a world for what it may have."""
    # Each root field by itself: else the shallow ones would be the most.
    roots = draw(st.lists(st.sampled_from(sorted(QUERY.fields)), min_size=1, max_size=3))
    selected: list[FieldNode] = []
    for root in roots:
        (operation,) = draw(found(root)).definitions
        selected += operation.selection_set.selections
    return Dressing(Chance(draw), world).operation(selected)


class Dressing:
    """One operation in the making."""

    def __init__(self, chance: Chance, world: World) -> None:
        self._chance = chance
        self._variables = Variables(chance)
        self._arguments = Arguments(chance, world, self._variables)
        self._fragments: list[FragmentDefinitionNode] = []
        self._aliases = 0

    def operation(self, selected: Iterable[SelectionNode]) -> Operation:
        selections = self._selections(QUERY, selected, names=set())
        operation = OperationDefinitionNode(
            operation=OperationType.QUERY,
            name=_name("Asked"),
            variable_definitions=tuple(self._variables.definitions),
            directives=(),
            selection_set=SelectionSetNode(selections=selections),
        )
        text = print_ast(DocumentNode(definitions=(operation, *self._fragments)))
        several = self._chance.once_in(6)
        if several:
            text += "\n\nquery Other { __typename }"
        is_named = several or self._chance.once_in(6)
        return Operation(text, self._variables.values, "Asked" if is_named else None)

    # ── Fields ───────────────────────────────────────────────────────────────────────────────

    def _selections(
        self,
        parent: Any,
        selected: Iterable[SelectionNode],
        *,
        names: set[str] | None = None,
        apart: bool = False,
    ) -> tuple[SelectionNode, ...]:
        """`names`: of fields taken, where one of them may be asked for with other arguments.

        `apart`: beside are fields of other types, which may have others of the same name.
        """
        made: list[SelectionNode] = []
        for each in [*selected, *self._parts_of_list(parent, selected)]:
            if isinstance(each, InlineFragmentNode):
                assert each.type_condition
                kind = SCHEMA.type_map[each.type_condition.name.value]
                inner = self._selections(kind, each.selection_set.selections, apart=True)
                made.append(self._fragment(kind, inner, condition=True))
            else:
                assert isinstance(each, FieldNode)
                made += self._field(parent, each, names)
        leaves = self._chance.some_of(_fields(parent, leaves=True), 4)
        for name in leaves:
            alias = self._alias() if apart or self._chance.once_in(5) else None
            made += self._once_or_twice(name, alias, (), None)
        if self._chance.once_in(3):
            alias = self._alias() if self._chance.once_in(3) else None
            place = self._place(made)
            made[place:place] = self._once_or_twice("__typename", alias, (), None)
        while self._chance.once_in(4):
            start, end = sorted((self._place(made), self._place(made)))
            if start < end:
                made[start:end] = [self._fragment(parent, tuple(made[start:end]))]
        return tuple(made)

    def _place(self, among: Sequence[Any]) -> int:
        return self._chance.draw(st.integers(0, len(among)))

    def _field(
        self, parent: Any, field: FieldNode, names: set[str] | None
    ) -> Iterator[SelectionNode]:
        name, alias = field.name.value, field.alias
        if self._chance.once_in(5) or (names is not None and name in names):
            alias = self._alias()
        if names is not None:
            names.add(name)
        arguments = self._arguments.of(parent, name, field.arguments)
        below = None
        if field.selection_set:
            kind = get_named_type(parent.fields[name].type)
            below = self._selections(kind, field.selection_set.selections)
        yield from self._once_or_twice(name, alias, arguments, below)
        if self._chance.once_in(8):
            arguments = self._arguments.of(parent, name, field.arguments)
            yield from self._once_or_twice(name, self._alias(), arguments, below)

    def _once_or_twice(
        self,
        name: str,
        alias: NameNode | None,
        arguments: tuple[ArgumentNode, ...],
        below: tuple[SelectionNode, ...] | None,
    ) -> Iterator[SelectionNode]:
        """A field; now and then twice under one name, so that what is below is merged."""
        parts = [below]
        if self._chance.once_in(5):
            at = self._place(below or ())
            parts = [below[:at], below[at:]] if below and 0 < at < len(below) else [below, below]
        for part in parts:
            yield FieldNode(
                name=_name(name),
                alias=alias,
                arguments=arguments,
                directives=self._directives(),
                selection_set=None if part is None else SelectionSetNode(selections=part),
            )

    def _alias(self) -> NameNode:
        """One that is nowhere else in the operation: else fields that differ would be merged."""
        number = self._aliases
        self._aliases += 1
        return _name(ALIASES[number] if number < len(ALIASES) else f"z{number}")

    # ── More of lists ────────────────────────────────────────────────────────────────────────

    def _parts_of_list(self, parent: Any, selected: Iterable[SelectionNode]) -> Iterator[FieldNode]:
        """Rows and pages, beside which hypothesis-graphql mostly asks for the count alone."""
        there = {each.name.value for each in selected if isinstance(each, FieldNode)}
        if parent.name.endswith("Connection"):
            for name in _fields(parent, leaves=False):
                if name not in there and self._chance.once_in(2):
                    yield self._whole(parent, name, 3)

    def _whole(self, parent: Any, name: str, levels: int) -> FieldNode:
        """A field with some of what is below it, so many levels deep where there are columns."""
        kind = get_named_type(parent.fields[name].type)
        below: list[FieldNode] = []
        if not is_leaf_type(kind):
            leaves, further = (_fields(kind, leaves=which) for which in (True, False))
            names = self._chance.some_of(leaves, 5)
            if further and (not leaves or (levels > 0 and not self._chance.once_in(3))):
                names.append(self._chance.one_of(further))
            below = [self._whole(kind, each, levels - 1) for each in names or leaves[:1]]
        arguments: tuple[ArgumentNode, ...] = ()
        if name == "groups":
            ways: Any = get_named_type(parent.fields[name].args["by"].type)
            way = nodes.Enum(self._chance.one_of(sorted(ways.values)))
            arguments = (ArgumentNode(name=_name("by"), value=way),)
        return FieldNode(
            name=_name(name),
            arguments=arguments,
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(below)) if below else None,
        )

    # ── Fragments and directives ─────────────────────────────────────────────────────────────

    def _fragment(
        self, kind: Any, selections: tuple[SelectionNode, ...], *, condition: bool = False
    ) -> SelectionNode:
        """A fragment around what is selected of a type; with `condition`, one that names it."""
        how = self._chance.one_of(("plain", "plain", "bare", "named", "over an interface"))
        if how == "bare" and not condition:
            return self._inline(None, selections)
        if how == "over an interface" and NODE in getattr(kind, "interfaces", ()):
            inner = (self._fragment(kind, selections, condition=True),)
            return (
                self._named(NODE, inner) if self._chance.once_in(2) else self._inline(NODE, inner)
            )
        return self._named(kind, selections) if how == "named" else self._inline(kind, selections)

    def _inline(self, kind: Any, selections: tuple[SelectionNode, ...]) -> SelectionNode:
        return InlineFragmentNode(
            type_condition=None if kind is None else NamedTypeNode(name=_name(kind.name)),
            directives=self._directives(),
            selection_set=SelectionSetNode(selections=selections),
        )

    def _named(self, kind: Any, selections: tuple[SelectionNode, ...]) -> SelectionNode:
        name = _name(f"Part{len(self._fragments)}")
        self._fragments.append(
            FragmentDefinitionNode(
                name=name,
                type_condition=NamedTypeNode(name=_name(kind.name)),
                variable_definitions=(),
                directives=(),
                selection_set=SelectionSetNode(selections=selections),
            )
        )
        return FragmentSpreadNode(name=name, directives=self._directives())

    def _directives(self) -> tuple[DirectiveNode, ...]:
        """Mostly none; of those, most let the field stay."""
        if not self._chance.once_in(12):
            return ()
        name = self._chance.one_of(("include", "skip"))
        stays = not self._chance.once_in(3)
        flag: ValueNode = BooleanValueNode(value=stays == (name == "include"))
        if self._chance.once_in(2):
            flag = self._variables.instead(flag, GraphQLNonNull(GraphQLBoolean))
        argument = ArgumentNode(name=_name("if"), value=flag)
        return (DirectiveNode(name=_name(name), arguments=(argument,)),)


def _fields(kind: Any, *, leaves: bool) -> list[str]:
    fields = getattr(kind, "fields", {})
    return [name for name in fields if is_leaf_type(get_named_type(fields[name].type)) == leaves]


def _name(text: str) -> NameNode:
    return NameNode(value=text)
