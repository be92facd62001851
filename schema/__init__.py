"""GraphQL: types, filters and orders derived from the tables, answered by one SQL statement."""

from schema.build import schema
from schema.execute import execute

__all__ = ["execute", "schema"]
