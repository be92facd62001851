"""How deep a query is, and how many rows it may read by its page sizes: its cost.

Each selection is looked at once, however often fragments lead to it, and nothing is carried out.
It comes before GraphQL's own validation, some rules of which take a time that grows with the square
of a query, and so heeds no mistake that validation tells: what it does not know costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)
from graphql.type import SchemaMetaFieldDef, TypeMetaFieldDef

from db.errors import BadInput, TooComplex
from schema.cost import Cost, Given, Length, Size, Weight, number_of, plus, times
from schema.derive import ReadsRelation
from schema.limits import Limits, weigh
from schema.members import reads_of
from schema.query import ReadsAbout, ReadsDetect, ReadsList, ReadsNodes, ReadsSearch

NEIGHBOURS = 5
"""What a list that has no pages counts as: names, figures and the like are few."""

COUNT = 100
"""What a `totalCount` counts as: rows are counted faster than they are read."""

GROUPING = 200
"""What `groups` count as: all rows of the list are read."""

FILTER = 50
"""What each object and each value of a filter counts as: rows are looked at to find others."""

NAMES = 20
"""How many names a text is taken to have, for `detect`, which also costs one for each character."""

OF_THE_SCHEMA = 2
"""What a list counts as that is read of the schema, but for that of all types."""

RANKING = 1000
"""What `search` counts as, beyond its page, since all hits are put in order; `detect` likewise."""

VALUES = 25
"""So many values count as a further row, for each row that has them."""

LONG_TEXT = 20
"""What a document's whole text counts as."""

MOST_VISITS = 10_000
"""Selections looked at, through all fragments."""

MOST_PAIRS = 10_000
"""Pairs of fields under one key, which validation compares with each other."""


@dataclass(frozen=True)
class Check:
    """A value that may not be larger than a limit; `size` says how large it is."""

    given: Given
    size: Callable[[Any], int | None]
    most: int
    words: str

    def carry_out(self, variables: Mapping[str, Any]) -> None:
        found = self.size(self.given.of(variables))
        if found is not None and found > self.most:
            raise BadInput(self.words.format(most=self.most, found=found))


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, str) else None


@dataclass(frozen=True)
class Identified:
    """A root field that finds things by ids: its key in the answer, the id or ids, and which."""

    key: str
    given: Given
    is_list: bool


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
    measuring.look_at_others(operation)
    found = measuring.below(schema.query_type, (operation.selection_set,), None, 0)
    return Measured(found.cost, found.depth, tuple(measuring.checks), tuple(measuring.identified))


UNKNOWN = GraphQLObjectType("Unknown", {})
"""Stands for a type that is not known: validation looks at what is selected of it all the same."""


class Measuring:
    """One operation being measured."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> None:
        self._schema = schema
        self._document = document
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

    def look_at_others(self, chosen: OperationDefinitionNode) -> None:
        """Operations that are not carried out, and all fragments: validation looks at them too."""
        for each in self._document.definitions:
            if isinstance(each, OperationDefinitionNode):
                for variable in each.variable_definitions or ():
                    if variable.default_value is not None:
                        weigh(variable.default_value, self._limits)
                if each is not chosen:
                    self.below(self._schema.query_type, (each.selection_set,), None, 0)
            elif isinstance(each, FragmentDefinitionNode):
                self.below(self._narrowed(UNKNOWN, each), (each.selection_set,), None, 0)
        self.checks.clear()
        self.identified.clear()
        self._known.clear()

    def below(self, kind: Any, sets: Sets, size: Size | None, depth: int) -> Part:
        """What is selected of a type; `size`: of the page, below a list's field."""
        self._check_depth(depth)
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
        self._check_depth(depth + found.depth)
        return found

    def _check_depth(self, depth: int) -> None:
        if depth > self._limits.max_depth:
            raise TooComplex(
                f"The query is more than {self._limits.max_depth} fields deep: nest fewer fields."
            )

    def _grouped(
        self, kind: GraphQLNamedType, sets: Sets
    ) -> Iterator[tuple[GraphQLNamedType, list[FieldNode]]]:
        """The fields selected, through all fragments, by the key under which they are answered."""
        groups: dict[tuple[str, str], tuple[GraphQLNamedType, list[FieldNode]]] = {}
        spread: set[str] = set()
        times_asked: dict[str, int] = {}
        pending: list[tuple[GraphQLNamedType, SelectionSetNode]] = [(kind, each) for each in sets]
        while pending:
            parent, selected = pending.pop()
            for each in selected.selections:
                self._visit(each)
                if isinstance(each, FieldNode):
                    name = (each.alias or each.name).value
                    _, nodes = groups.setdefault((parent.name, name), (parent, []))
                    times_asked[name] = times_asked.get(name, 0) + 1
                    self._pairs += times_asked[name] - 1
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
        sets = tuple(each.selection_set for each in nodes if each.selection_set)
        field = self._definition(parent, node.name.value)
        if field is None:
            return Part(depth=1 + self._unknown(sets, depth + 1))
        read = reads_of(field)
        page = self._page(read, node)
        kind = get_named_type(field.type)
        own = plus([_at_once(node, read), times(FILTER, self._filter(node))])
        if not sets or not is_composite_type(kind):
            below = self._unknown(sets, depth + 1)
            return Part(plus([own, self._leaf(parent, node)]), 1 + below, 1)
        found = self.below(kind, sets, page, depth + 1)
        is_row = isinstance(kind, GraphQLInterfaceType | GraphQLObjectType) and _is_row(kind)
        one = plus([found.cost, 1 + found.values // VALUES]) if is_row else found.cost
        cost = plus([times(self._many(parent, node, field, read, size), one), own])
        return Part(cost, 1 + found.depth, 1 if is_row else found.values)

    def _unknown(self, sets: Sets, depth: int) -> int:
        """How deep it is below a field that has nothing below it."""
        return self.below(UNKNOWN, sets, None, depth).depth if sets else 0

    def _filter(self, node: FieldNode) -> Cost:
        """How much stands in the filter of a field, and in its variables."""
        found: list[Cost] = []
        for each in node.arguments or ():
            number, names = weigh(each.value, self._limits)
            if each.name.value == "where":
                found += [number, *(times(Weight(name), 1) for name in names)]
        return plus(found)

    def _definition(self, parent: Any, name: str) -> GraphQLField | None:
        if parent is self._schema.query_type and name in ("__schema", "__type"):
            return SchemaMetaFieldDef if name == "__schema" else TypeMetaFieldDef
        return getattr(parent, "fields", {}).get(name)

    def _leaf(self, parent: Any, node: FieldNode) -> int:
        if node.name.value == "totalCount":
            return COUNT
        return LONG_TEXT if (parent.name, node.name.value) == ("Document", "text") else 0

    def _many(
        self, parent: Any, node: FieldNode, field: GraphQLField, read: Any, size: Size | None
    ) -> Size | int:
        """How many objects a field may give."""
        if not is_list_type(get_nullable_type(field.type)):
            return 1
        if isinstance(read, ReadsNodes):
            return Size(_arguments(node, "ids"))
        if isinstance(read, ReadsDetect):
            return NAMES
        if parent.name.startswith("__"):
            is_all = node.name.value == "types"
            return len(self._schema.type_map) if is_all else OF_THE_SCHEMA
        if node.name.value in ("nodes", "edges") and size is not None:
            return size
        return NEIGHBOURS

    def _page(self, read: Any, node: FieldNode) -> Size | None:
        """The size of the page, for a list. What the arguments of a field may be is noted."""
        key = (node.alias or node.name).value
        if isinstance(read, ReadsNodes):
            ids = _arguments(node, "ids", "id")
            is_list = node.name.value == "nodes"
            self.identified.extend(Identified(key, each, is_list) for each in ids)
            words = f"{key}(ids:): up to {{most}} ids at once; {{found}} were given."
            self._check(ids, number_of, "max_ids", words)
        if isinstance(read, ReadsSearch | ReadsDetect):
            name = "max_search_length" if isinstance(read, ReadsSearch) else "max_detect_length"
            words = f"{key}(text:) has {{found}} characters; up to {{most}} are taken."
            self._check(_arguments(node, "text"), _length, name, words)
        is_list = isinstance(read, ReadsList | ReadsSearch) or (
            isinstance(read, ReadsRelation) and read.relation.many and not read.relation.whole
        )
        if not is_list:
            return None
        sizes = _arguments(node, "first", "last")
        words = f"{key}: a page has from 1 to {{most}} rows; {{found}} was asked for."
        self._check(sizes, number_of, "max_page_size", words)
        return Size(sizes)

    def _check(
        self, given: Iterable[Given], size: Callable[[Any], int | None], name: str, words: str
    ) -> None:
        """Checks values by the limit of that name, unless it is what the database checks anyway."""
        most: int = getattr(self._limits, name)
        if most == Limits.model_fields[name].default:
            return
        for each in given:
            check = Check(each, size, most, words)
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


def _at_once(node: FieldNode, read: Any) -> Cost:
    """What a field costs however much is selected of it."""
    if isinstance(read, ReadsSearch):
        return RANKING
    if isinstance(read, ReadsDetect):
        return plus([RANKING, times(Length(_arguments(node, "text")), 1)])
    if isinstance(read, ReadsAbout):
        return COUNT
    return GROUPING if node.name.value == "groups" else 0
