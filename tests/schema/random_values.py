"""Arguments of random operations: values that rows have, and variables instead of some."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphql import (
    ArgumentNode,
    GraphQLNonNull,
    ListValueNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    StringValueNode,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    ast_from_value,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
    parse_type,
    value_from_ast_untyped,
)
from hypothesis import strategies as st
from hypothesis_graphql import nodes

from tests.schema.worlds import World

SCHEMA = build_schema(Path("schema/schema.graphql").read_text("utf-8"))

COMPARED = ("String", "ID", "Int", "Float", "Date", "DateTime", "PartialDate")
"""The scalars for which values of rows do."""

NAMES = (("Actor", "name"), ("Location", "name"), ("Name", "value"), ("Statement", "text"))
"""Where the words stand that are searched for."""

Column = tuple[str, str]
"""A type and one of its columns, or of the arguments of fields that lead to it."""

LAST_ONE = {most: st.sampled_from([*[False] * (most - 1), True]) for most in range(2, 61)}


class Chance:
    """What hypothesis decides."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def once_in(self, times: int) -> bool:
        return self.draw(LAST_ONE[times])

    def one_of(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def some_of(self, choices: Sequence[str], most: int) -> list[str]:
        if not choices:
            return []
        return self.draw(st.lists(st.sampled_from(choices), max_size=most, unique=True))


class Variables:
    """Those of one operation."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._known: dict[str, list[str]] = {}
        """Which may serve once more, by the type of their place."""

        self.definitions: list[VariableDefinitionNode] = []
        self.values: dict[str, Any] = {}

    def instead(self, value: ValueNode, kind: Any, *, has_default: bool = False) -> ValueNode:
        """A variable, in one of the ways in which it may get a value.

        `has_default`: its place has one, so that the variable may have none.
        """
        known = self._known.setdefault(str(kind), [])
        if known and self._chance.once_in(4):
            return VariableNode(name=_name(self._chance.one_of(known)))
        name = f"v{len(self.definitions)}"
        known.append(name)
        self._define(name, value, kind, has_default)
        return VariableNode(name=_name(name))

    def _define(self, name: str, value: Any, kind: Any, has_default: bool) -> None:
        ways = ["given"]
        if not isinstance(value, NullValueNode):
            ways += ["given", "given strictly", "by default", "given besides a default"]
        if has_default or not is_non_null_type(kind):
            ways += ["left out"]
        way = self._chance.one_of(ways)
        if way.startswith("given"):
            self.values[name] = value_from_ast_untyped(value)
        declared = kind
        if way == "given strictly":
            declared = GraphQLNonNull(get_nullable_type(kind))
        elif way != "given":
            declared = get_nullable_type(kind)
        self.definitions.append(
            VariableDefinitionNode(
                variable=VariableNode(name=_name(name)),
                type=parse_type(str(declared)),
                default_value=value if "default" in way else None,
                directives=(),
            )
        )


class Arguments:
    """Makes the arguments of fields from what hypothesis-graphql gave them."""

    def __init__(self, chance: Chance, world: World, variables: Variables) -> None:
        self._chance = chance
        self._world = world
        self._variables = variables

    def of(
        self, parent: Any, name: str, given: Iterable[ArgumentNode] | None
    ) -> tuple[ArgumentNode, ...]:
        definitions = parent.fields[name].args
        values = {each.name.value: each.value for each in given or ()}
        target = get_named_type(parent.fields[name].type).name.removesuffix("Connection")
        if "orderBy" in definitions and not self._chance.once_in(40):
            values = self._stretch(values, target)
        elif name == "search":
            values = self._search(values)
        elif name == "detect":
            values = {"text": nodes.String(" and ".join(self._words() for _ in range(3)))}
        return tuple(
            ArgumentNode(
                name=_name(argument),
                value=self._value(
                    value,
                    definitions[argument].type,
                    (target, argument),
                    has_default=_has_default(definitions[argument]),
                ),
            )
            for argument, value in values.items()
            if is_required_argument(definitions[argument]) or self._is_kept(value)
        )

    def _is_kept(self, value: ValueNode) -> bool:
        return not isinstance(value, NullValueNode) or self._chance.once_in(20)

    def _stretch(self, values: Mapping[str, ValueNode], target: str) -> dict[str, ValueNode]:
        """Arguments of a list that has something: hypothesis-graphql gives all there are."""
        one_of, once_in = self._chance.one_of, self._chance.once_in
        kept: dict[str, ValueNode] = {}
        end = one_of(("first", "first", "last", "last", None))
        if end:
            kept[end] = nodes.Int(one_of((0, 101, -1) if once_in(60) else (1, 2, 3, 5)))
        if "where" in values and once_in(2):
            kept["where"] = values["where"]
        orders = [key for key in self._world.cursors if key[0] == target]
        if orders and once_in(3):
            # A cursor is good for its order alone.
            chosen = one_of(orders)
            order = _object({"field": nodes.Enum(chosen[1]), "direction": nodes.Enum(chosen[2])})
            kept["orderBy"] = order if once_in(2) else nodes.List([order])
            kept[one_of(("after", "before"))] = self._cursor(chosen)
            if once_in(4):
                kept[one_of(("after", "before"))] = self._cursor(chosen)
        elif "orderBy" in values and once_in(3):
            kept["orderBy"] = values["orderBy"]
        return kept

    def _cursor(self, key: tuple[str, str, str]) -> ValueNode:
        """One of the list and order; now and then of another."""
        if self._chance.once_in(40):
            key = self._chance.one_of(sorted(self._world.cursors))
        return StringValueNode(value=self._chance.one_of(self._world.cursors[key]))

    def _search(self, values: Mapping[str, ValueNode]) -> dict[str, ValueNode]:
        kept = {**values, "text": nodes.String(self._words())}
        for optional in ("in", "after"):
            if self._chance.once_in(2):
                kept.pop(optional)
        if "after" in kept:
            key = self._chance.one_of([key for key in self._world.cursors if key[0] == "Search"])
            kept |= {"text": nodes.String(key[1]), "after": self._cursor(key)}
        return kept

    def _words(self) -> str:
        """Something to look for: a name, or a word of one."""
        text = str(self._chance.one_of(self._world.words[self._chance.one_of(NAMES)]))
        return text if self._chance.once_in(2) else str(self._chance.one_of(text.split()))

    # ── Values ───────────────────────────────────────────────────────────────────────────────

    def _value(
        self, value: ValueNode, kind: Any, at: Column, *, whole: bool = False, has_default: bool
    ) -> ValueNode:
        """A value, or a variable with it. `whole`: it stands in a variable's."""
        becomes_variable = not whole and self._chance.once_in(5)
        made = self._made(value, get_nullable_type(kind), at, whole or becomes_variable)
        if becomes_variable:
            return self._variables.instead(made, kind, has_default=has_default)
        return made

    def _made(self, value: Any, kind: Any, at: Column, whole: bool) -> ValueNode:
        if isinstance(value, NullValueNode):
            return value
        if is_list_type(kind):
            items = value.values[:3] if isinstance(value, ListValueNode) else (value,)
            return nodes.List(
                [
                    self._value(each, kind.of_type, at, whole=whole, has_default=False)
                    for each in items
                    if not isinstance(each, NullValueNode)
                ]
            )
        if not is_input_object_type(kind):
            return self._leaf(value, kind, at)
        if kind.is_one_of:
            return self._key(kind, whole)
        return self._object(value, kind, at, whole)

    def _object(self, value: Any, kind: Any, at: Column, whole: bool) -> ValueNode:
        """Few of its members: of many conditions, some would never hold."""
        given = {each.name.value: each.value for each in value.fields}
        required = [name for name, field in kind.fields.items() if is_required_input_field(field)]
        others = [
            name for name, each in given.items() if name not in required and self._is_kept(each)
        ]
        return _object(
            {
                name: self._value(
                    given[name],
                    kind.fields[name].type,
                    _compared(kind, name, at),
                    whole=whole,
                    has_default=_has_default(kind.fields[name]),
                )
                for name in [*required, *others[: self._chance.one_of((1, 1, 2, 3))]]
            }
        )

    def _key(self, kind: Any, whole: bool) -> ValueNode:
        """Exactly one key, of something that there is."""
        model = kind.name.removesuffix("Key")
        name = self._chance.one_of(sorted(kind.fields))
        key = self._chance.one_of(self._world.words[model, name])
        value = nodes.String(f"{model}:{key}" if name == "id" else key)
        # A variable that stands for the only key must not be null.
        strict = GraphQLNonNull(kind.fields[name].type)
        return _object({name: self._value(value, strict, ("", ""), whole=whole, has_default=False)})

    def _leaf(self, value: ValueNode, kind: Any, at: Column) -> ValueNode:
        """What some row has, where rows have such a column."""
        words = self._world.words.get(at)
        fits = kind.name in COMPARED or is_enum_type(kind)
        if not words or not fits or self._chance.once_in(6):
            return value
        word = self._chance.one_of(words)
        if kind.name == "String" and self._chance.once_in(3):
            word = word[: self._chance.one_of((1, 3, 6))]
        return ast_from_value(word, kind) or value


def _compared(kind: Any, name: str, at: Column) -> Column:
    """What a member of an input is compared to."""
    if kind.name in ("FuzzyDateFilter", "DaysInput"):
        return at[0], f"{at[1].removesuffix('Start')}Start"
    if kind.name == "WithinFilter":
        return "Location", name
    model = kind.name.removesuffix("Filter").removesuffix("List")
    return (model, name) if model in SCHEMA.type_map else at


def _object(members: Mapping[str, ValueNode]) -> ValueNode:
    return nodes.Object(
        [ObjectFieldNode(name=_name(name), value=value) for name, value in members.items()]
    )


def _has_default(definition: Any) -> bool:
    return definition.ast_node.default_value is not None


def _name(text: str) -> NameNode:
    return NameNode(value=text)
