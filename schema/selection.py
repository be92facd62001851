"""Reads a GraphQL selection as a tree of db.query. Pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

from db import models
from db.detect import MEANT
from db.models.groups import node_of
from db.models.table import Row
from db.query import (
    About,
    ById,
    ByIds,
    ByKey,
    Column,
    Connection,
    Constant,
    Detect,
    Distinct,
    Edges,
    GlobalId,
    Groups,
    HitNode,
    Members,
    Nodes,
    One,
    Page,
    PageInfo,
    Root,
    Roots,
    Rows,
    Selection,
    Snippet,
    TotalCount,
    ValueObject,
)
from db.search import FOUND
from schema.arguments import arguments_of
from schema.derive import ReadsNode, ReadsRelation, ReadsSnippet, ReadsValue
from schema.members import column_name, reads
from schema.pages import orders_of, page
from schema.query import (
    ReadsAbout,
    ReadsDetect,
    ReadsList,
    ReadsNodes,
    ReadsRow,
    ReadsSearch,
)
from schema.texts import about, detection, search, snippet

TYPE_KEY = "$type"
"""Under an interface each object carries its type here; no key of a client's looks like this."""

TYPENAME = "__typename"


def read_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: VariableValues,
    *,
    whole: bool = False,
) -> Roots:
    """The tree of all root fields. Raises BadInput for arguments that cannot be right.

    `whole`: for an answer that nobody completes: it has `__typename` where it was asked for, and
    nothing that was not.
    """
    fragments = {
        each.name.value: FragmentDetails(each)
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    return Reading(schema, fragments, operation, variables, whole).roots()


@dataclass(frozen=True)
class Reading:
    """One operation being read."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDetails]
    operation: OperationDefinitionNode
    variables: VariableValues
    whole: bool

    def roots(self) -> Roots:
        query = self.schema.query_type
        assert query is not None
        collected = collect_fields(
            self.schema, self.fragments, self.variables, query, self.operation
        )
        return {
            key: self._root(query, key, details)
            for key, details in collected.grouped_field_set.items()
            if self._is_read(name_of(details))
        }

    def _is_read(self, name: str) -> bool:
        return not name.startswith("__") or (self.whole and name == TYPENAME)

    def below(
        self, kind: GraphQLObjectType, details: FieldDetailsList
    ) -> dict[str, FieldDetailsList]:
        """The fields asked for below a field, by the keys of the answer."""
        collected = collect_subfields(
            self.schema, self.fragments, self.variables, self.operation, kind, details
        )
        return {
            key: below
            for key, below in collected.grouped_field_set.items()
            if self._is_read(name_of(below))
        }

    def _arguments(self, parent: GraphQLObjectType, details: FieldDetailsList) -> dict[str, Any]:
        node = details[0].node
        return arguments_of(parent.fields[node.name.value], node, self.variables.coerced)

    def type_of(self, parent: GraphQLObjectType, details: FieldDetailsList) -> Any:
        return get_named_type(parent.fields[details[0].node.name.value].type)

    # ── Roots ────────────────────────────────────────────────────────────────────────────────

    def _root(self, query: GraphQLObjectType, key: str, details: FieldDetailsList) -> Root:
        if name_of(details) == TYPENAME:
            return Constant(query.name)
        kind = self.type_of(query, details)
        arguments = self._arguments(query, details)
        match reads(query, details):
            case ReadsList(model):
                return self.connection(
                    kind, model, details, page(model, arguments, key, model.order)
                )
            case ReadsRow(model):
                ((name, value),) = arguments["by"].items()
                selection = self._selection(kind, details, key)
                return ByKey(model, name, value, selection, f"{key}(by: {{{name}:}})")
            case ReadsSearch():
                return search(self, kind, arguments, details, key)
            case ReadsDetect():
                return Detect(key, arguments["text"], detection(self, kind, details, key))
            case ReadsAbout():
                return About(about(self, kind, details))
            case ReadsNodes(many):
                selections = self._selections(kind, details, key)
                if many:
                    return ByIds(arguments["ids"], selections, f"{key}(ids:)")
                return ById(arguments["id"], selections, f"{key}(id:)")
        raise AssertionError(key)

    def _selections(
        self,
        interface: GraphQLInterfaceType,
        details: FieldDetailsList,
        at: str,
        among: Collection[type[Row]] | None = None,
    ) -> dict[type[Row], Selection]:
        """For each type that an interface may turn out to be, what is asked of it."""
        kinds = self.schema.get_possible_types(interface)
        found = among or [getattr(models, kind.name) for kind in kinds]
        return {model: self._node(model, details, at) for model in found}

    def _node(self, model: type[Row], details: FieldDetailsList, at: str) -> Selection:
        """What is asked of an interface where it is this type."""
        kind = self.schema.get_type(model.__name__)
        assert isinstance(kind, GraphQLObjectType)
        selection = self._selection(kind, details, at)
        assert isinstance(selection, Mapping)
        return selection if self.whole else {TYPE_KEY: Constant(model.__name__), **selection}

    # ── Rows ─────────────────────────────────────────────────────────────────────────────────

    def _selection(self, kind: GraphQLObjectType, details: FieldDetailsList, at: str) -> Selection:
        return {
            key: self.field(kind, below, f"{at}.{key}")
            for key, below in self.below(kind, details).items()
        }

    def field(self, parent: GraphQLObjectType, details: FieldDetailsList, at: str) -> Any:
        if name_of(details) == TYPENAME:
            return Constant(parent.name)
        match reads(parent, details):
            case Column() | Distinct() as column:
                return column
            case GlobalId():
                return GlobalId(parent.name)
            case ReadsValue(name):
                kind = self.type_of(parent, details)
                return ValueObject(name, self.columns(kind, details))
            case ReadsRelation(relation):
                return self._relation(parent, relation, details, at)
            case ReadsNode():
                among = MEANT if parent.name == "Candidate" else FOUND
                kind = self.type_of(parent, details)
                return HitNode(self._selections(kind, details, at, among.values()))
            case ReadsSnippet():
                return Snippet(snippet(self, self.type_of(parent, details), details))
        raise AssertionError(at)

    def members(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Members:
        """The members of a plain object such as PageInfo: for each key, the member's name."""
        return {
            key: Constant(kind.name) if name_of(below) == TYPENAME else name_of(below)
            for key, below in self.below(kind, details).items()
        }

    def columns(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Members:
        """Likewise of a value object: for each key, the member's name in tables."""
        return {
            key: column_name(kind, member) if isinstance(member, str) else member
            for key, member in self.members(kind, details).items()
        }

    def _relation(
        self, parent: GraphQLObjectType, relation: Any, details: FieldDetailsList, at: str
    ) -> Any:
        kind = self.type_of(parent, details)
        if not relation.many:
            return One(relation, self._selection(kind, details, at))
        if relation.whole:
            wanted = Page(at, orders_of(relation.order))
            return Rows(relation, self._selection(kind, details, at), wanted)
        arguments = self._arguments(parent, details)
        connection = self.connection(
            kind, relation.target, details, page(relation.target, arguments, at, relation.order)
        )
        return replace(connection, relation=relation)

    # ── Lists ────────────────────────────────────────────────────────────────────────────────

    def connection(
        self,
        kind: GraphQLObjectType,
        model: type[Row],
        details: FieldDetailsList,
        wanted: Page,
    ) -> Connection:
        readers: dict[str, Callable[[FieldDetailsList, str], Any]] = {
            "nodes": lambda below, path: Nodes(
                self._selection(self.type_of(kind, below), below, path)
            ),
            "edges": lambda below, path: self._edges(self.type_of(kind, below), below, path),
            "pageInfo": lambda below, path: PageInfo(
                self.members(self.type_of(kind, below), below)
            ),
            "totalCount": lambda below, path: TotalCount(),
            "groups": lambda below, path: self._groups(kind, model, below, path),
            TYPENAME: lambda below, path: Constant(kind.name),
        }
        parts = {
            key: readers[name_of(below)](below, f"{wanted.at}.{key}")
            for key, below in self.below(kind, details).items()
        }
        return Connection(model, wanted, parts)

    def _edges(self, kind: GraphQLObjectType, details: FieldDetailsList, at: str) -> Edges:
        parts: dict[str, Any] = dict(self.members(kind, details))
        for key, below in self.below(kind, details).items():
            if parts[key] == "node":
                parts[key] = Nodes(self._selection(self.type_of(kind, below), below, f"{at}.{key}"))
        return Edges(parts)

    def _groups(
        self, parent: GraphQLObjectType, model: type[Row], details: FieldDetailsList, at: str
    ) -> Groups:
        by = self._arguments(parent, details)["by"]
        target = node_of(model, by)
        kind = self.type_of(parent, details)
        parts: dict[str, Any] = dict(self.members(kind, details))
        for key, below in self.below(kind, details).items():
            if parts[key] == "node":
                parts[key] = Nodes(self._node(target, below, f"{at}.{key}") if target else {})
        return Groups(by, parts)


def name_of(details: FieldDetailsList) -> str:
    return details[0].node.name.value
