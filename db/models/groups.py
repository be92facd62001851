"""What rows of a list can be grouped and counted by."""

from dataclasses import dataclass

from db.models.relations import relations
from db.models.table import Row


@dataclass(frozen=True)
class GroupBy:
    """One way of grouping: by a neighbour, by a word on the row or its neighbours, or by day."""

    doc: str
    relation: str | None = None
    """The relation to the neighbours that are grouped by, or whose column is."""

    column: str | None = None
    """The column whose values are the groups; without it the neighbours themselves are."""

    day: str | None = None
    """The fuzzy date whose day is the group: its first one, else its last."""


def node_of(model: type[Row], by: str) -> type[Row] | None:
    """The table whose rows stand behind the groups, if rows do."""
    way = model.groups[by]
    if way.relation is None or way.column is not None:
        return None
    return relations(model)[way.relation].target
