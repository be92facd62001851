"""How deep a query is, and how many rows it may read by its page sizes: its cost.

Each selection is looked at once, however often fragments lead to it, and nothing is carried out.
It comes before GraphQL's own validation, some rules of which take a time that grows with the square
of a query, and so heeds no mistake that validation tells: what it does not know costs nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)
from graphql.type import SchemaMetaFieldDef, TypeMetaFieldDef

from db.errors import BadInput, TooComplex
from db.pages import DEFAULT_PAGE, LARGEST_PAGE
from schema.derive import ReadsRelation
from schema.limits import Limits, check_literal
from schema.members import reads_of
from schema.query import ReadsAbout, ReadsDetect, ReadsList, ReadsNodes, ReadsSearch

NEIGHBOURS = 5
"""What a list that has no pages counts as: names, figures and the like are few."""

COUNT = 100
"""What a `totalCount` counts as: rows are counted faster than they are read."""

GROUPING = 200
"""What `groups` count as: all rows of the list are read."""

RANKING = 1000
"""What `search` counts as, beyond its page: all hits are put in order."""

VALUES = 25
"""So many values count as a further row, for each row that has them."""

LONG_TEXT = 20
"""What a document's whole text counts as."""

MOST_VISITS = 10_000
"""Selections looked at, through all fragments."""

MOST_PAIRS = 10_000
"""Pairs of fields under one key, which validation compares with each other."""

# ── Numbers that variables may decide ────────────────────────────────────────────────────────


LONGEST_NUMBER = 20
"""In digits."""


@dataclass(frozen=True)
class Given:
    """A value as it stands in the query, or that of a variable."""

    node: ValueNode

    def of(self, variables: Mapping[str, Any]) -> Any:
        if isinstance(self.node, VariableNode):
            return variables.get(self.node.name.value)
        if isinstance(self.node, ListValueNode):
            return tuple(Given(each) for each in self.node.values)
        if isinstance(self.node, IntValueNode):
            return int(self.node.value[:LONGEST_NUMBER])  # What is longer, validation refuses.
        return self.node.value if isinstance(self.node, StringValueNode) else None


@dataclass(frozen=True)
class Size:
    """How many rows a list has at most: what `first` or `last` says, or a number of ids."""

    values: tuple[Given, ...]

    def of(self, variables: Mapping[str, Any]) -> int:
        found = [_number(each.of(variables)) for each in self.values]
        wanted = max((each for each in found if each is not None), default=DEFAULT_PAGE)
        return max(0, min(wanted, LARGEST_PAGE))  # Beyond, it is refused.

    def is_fixed(self) -> bool:
        return not any(isinstance(each.node, VariableNode) for each in self.values)


def _number(value: Any) -> int | None:
    return len(value) if isinstance(value, list | tuple) else value


@dataclass(frozen=True, eq=False)
class Sum:
    """A cost that depends on variables: a number, and costs that count so many times."""

    number: int
    parts: tuple[tuple["Size | int", "Cost"], ...]


Cost = int | Sum


def plus(costs: Iterable[Cost]) -> Cost:
    number, parts = 0, []
    for each in costs:
        if isinstance(each, int):
            number += each
        else:
            parts.append((1, each))
    return Sum(number, tuple(parts)) if parts else number


def times(size: Size | int, cost: Cost) -> Cost:
    if isinstance(size, Size) and size.is_fixed():
        size = size.of({})
    if isinstance(size, int) and isinstance(cost, int):
        return size * cost
    return 0 if cost == 0 else Sum(0, ((size, cost),))


def worth(cost: Cost, variables: Mapping[str, Any]) -> int:
    """The number of rows, once the variables are known."""
    if isinstance(cost, int):
        return cost
    known: dict[int, int] = {}

    def count(each: Cost) -> int:
        if isinstance(each, int):
            return each
        if id(each) not in known:
            known[id(each)] = each.number + sum(
                (size if isinstance(size, int) else size.of(variables)) * count(part)
                for size, part in each.parts
            )
        return known[id(each)]

    return count(cost)


# ── A query's ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Check:
    """A value that may not be larger, or longer, than a limit."""

    given: Given
    most: int
    words: str

    def carry_out(self, variables: Mapping[str, Any]) -> None:
        value = self.given.of(variables)
        found = value if isinstance(value, int) else len(value or ())
        if found > self.most:
            raise BadInput(self.words.format(most=self.most, found=found))


@dataclass(frozen=True)
class Identified:
    """A root field that finds things by ids: its key in the answer, and the id or ids."""

    key: str
    given: Given


@dataclass(frozen=True)
class Measured:
    cost: Cost
    depth: int
    checks: tuple[Check, ...]
    identified: tuple[Identified, ...]


@dataclass(frozen=True)
class Part:
    """What was found of a selection: its cost, how deep it is, how many values it has."""

    cost: Cost = 0
    depth: int = 0
    values: int = 0


Sets = tuple[SelectionSetNode, ...]


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    limits: Limits,
) -> Measured:
    """Raises TooComplex for what is too deep, has too many aliases or takes too long to check.

    Raises BadInput for a value in the query itself that is larger than it may be.
    """
    measuring = Measuring(schema, document, limits)
    found = measuring.below(schema.query_type, (operation.selection_set,), None, 0)
    return Measured(found.cost, found.depth, tuple(measuring.checks), tuple(measuring.identified))


class Measuring:
    """One operation being measured."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self._known: dict[tuple[Any, ...], Part | None] = {}
        self._aliased: set[int] = set()
        self._visits = self._pairs = 0
        self.checks: list[Check] = []
        self.identified: list[Identified] = []

    def below(self, kind: Any, sets: Sets, size: Size | None, depth: int) -> Part:
        """What is selected of a type; `size`: of the page, below a list's field."""
        if depth > self._limits.max_depth:
            raise TooComplex(
                f"The query is more than {self._limits.max_depth} fields deep: nest fewer fields."
            )
        key = (kind.name, size, *map(id, sets))
        if key not in self._known:
            self._known[key] = None
            parts = [
                self._field(parent, nodes, size, depth)
                for parent, nodes in self._grouped(kind, sets)
            ]
            self._known[key] = Part(
                plus(each.cost for each in parts),
                max((each.depth for each in parts), default=0),
                sum(each.values for each in parts),
            )
        found = self._known[key]
        if found is None:
            return Part()  # A fragment within itself, which validation refuses.
        if depth + found.depth > self._limits.max_depth:
            return self.below(kind, sets, size, self._limits.max_depth + 1)
        return found

    def _grouped(
        self, kind: GraphQLNamedType, sets: Sets
    ) -> Iterator[tuple[GraphQLNamedType, list[FieldNode]]]:
        """The fields selected, through all fragments, by the key under which they are answered."""
        groups: dict[tuple[str, str], tuple[GraphQLNamedType, list[FieldNode]]] = {}
        spread: set[str] = set()
        pending: list[tuple[GraphQLNamedType, SelectionSetNode]] = [(kind, each) for each in sets]
        while pending:
            parent, selected = pending.pop()
            for each in selected.selections:
                self._visit(each)
                if isinstance(each, FieldNode):
                    name = (each.alias or each.name).value
                    _, nodes = groups.setdefault((parent.name, name), (parent, []))
                    self._pairs += len(nodes)
                    nodes.append(each)
                elif isinstance(each, InlineFragmentNode):
                    pending.append((self._narrowed(parent, each), each.selection_set))
                elif isinstance(each, FragmentSpreadNode) and each.name.value not in spread:
                    spread.add(each.name.value)
                    fragment = self._fragments.get(each.name.value)
                    if fragment:
                        pending.append((self._narrowed(parent, fragment), fragment.selection_set))
        yield from groups.values()

    def _narrowed(
        self, kind: GraphQLNamedType, node: InlineFragmentNode | FragmentDefinitionNode
    ) -> GraphQLNamedType:
        named = node.type_condition and self._schema.get_type(node.type_condition.name.value)
        return named if named and is_composite_type(named) else kind

    def _visit(self, node: Any) -> None:
        self._visits += 1
        if getattr(node, "alias", None):
            self._aliased.add(id(node))
        if len(self._aliased) > self._limits.max_aliases:
            raise TooComplex(
                f"The query has more than {self._limits.max_aliases} aliases: ask for many things "
                "of a kind by one list, or in several requests."
            )
        if self._visits > MOST_VISITS or self._pairs > MOST_PAIRS:
            raise TooComplex(
                "The query asks for too many fields, or too often for the same one: ask for less."
            )

    def _field(self, parent: Any, nodes: list[FieldNode], size: Size | None, depth: int) -> Part:
        node = nodes[0]
        field = self._definition(parent, node.name.value)
        if field is None:
            return Part(depth=1)
        for argument in node.arguments or ():
            check_literal(argument.value, self._limits)
        read = reads_of(field)
        page = self._page(read, node)
        kind = get_named_type(field.type)
        sets = tuple(each.selection_set for each in nodes if each.selection_set)
        if not sets or not is_composite_type(kind):
            return Part(self._leaf(parent, node), 1, 1)
        found = self.below(kind, sets, page, depth + 1)
        is_row = isinstance(kind, GraphQLInterfaceType | GraphQLObjectType) and _is_row(kind)
        one = plus([found.cost, 1 + found.values // VALUES]) if is_row else found.cost
        many = self._many(node, field, read, size)
        cost = plus([times(many, one), _at_once(node.name.value, read)])
        return Part(cost, 1 + found.depth, 1 if is_row else found.values)

    def _definition(self, parent: Any, name: str) -> GraphQLField | None:
        if parent is self._schema.query_type and name in ("__schema", "__type"):
            return SchemaMetaFieldDef if name == "__schema" else TypeMetaFieldDef
        return getattr(parent, "fields", {}).get(name)

    def _leaf(self, parent: Any, node: FieldNode) -> int:
        if node.name.value == "totalCount":
            return COUNT
        return LONG_TEXT if (parent.name, node.name.value) == ("Document", "text") else 0

    def _many(
        self, node: FieldNode, field: GraphQLField, read: Any, size: Size | None
    ) -> Size | int:
        """How many objects a field may give."""
        if not is_list_type(get_nullable_type(field.type)):
            return 1
        if isinstance(read, ReadsNodes):
            return Size(tuple(_arguments(node, "ids")))
        if node.name.value in ("nodes", "edges") and size is not None:
            return size
        return NEIGHBOURS

    def _page(self, read: Any, node: FieldNode) -> Size | None:
        """The size of the page, for a list. What the arguments of a field may be is noted."""
        most = self._limits
        if isinstance(read, ReadsNodes):
            name = "ids" if read.many else "id"
            ids = _arguments(node, name)
            key = (node.alias or node.name).value
            self.identified.extend(Identified(key, each) for each in ids)
            if read.many:
                self._check(
                    ids,
                    most.max_ids,
                    f"{key}(ids:): up to {{most}} ids at once; {{found}} were given.",
                )
        if isinstance(read, ReadsSearch | ReadsDetect):
            longest = (
                most.max_search_length if isinstance(read, ReadsSearch) else most.max_detect_length
            )
            self._check(
                _arguments(node, "text"),
                longest,
                f"{node.name.value}(text:) has {{found}} characters; up to {{most}} are taken.",
            )
        is_list = isinstance(read, ReadsList | ReadsSearch) or (
            isinstance(read, ReadsRelation) and read.relation.many and not read.relation.whole
        )
        if not is_list:
            return None
        sizes = _arguments(node, "first", "last")
        self._check(
            sizes,
            most.max_page_size,
            f"{node.name.value}: a page has from 1 to {{most}} rows; {{found}} was asked for.",
        )
        return Size(sizes)

    def _check(self, given: Iterable[Given], most: int, words: str) -> None:
        for each in given:
            check = Check(each, most, words)
            if isinstance(each.node, VariableNode):
                self.checks.append(check)
            else:
                check.carry_out({})


def _arguments(node: FieldNode, *names: str) -> tuple[Given, ...]:
    return tuple(Given(each.value) for each in node.arguments or () if each.name.value in names)


def _is_row(kind: GraphQLInterfaceType | GraphQLObjectType) -> bool:
    """Whether objects of the type are counted: those with an id, and those of introspection."""
    if kind.name == "Node" or kind.name.startswith("__"):
        return True
    return any(each.name == "Node" for each in kind.interfaces)


def _at_once(name: str, read: Any) -> int:
    """What a field costs however much is selected of it."""
    if isinstance(read, ReadsSearch):
        return RANKING
    if isinstance(read, ReadsDetect | ReadsAbout):
        return COUNT
    return GROUPING if name == "groups" else 0
