"""GraphQL: types, filters and orders derived from the tables, answered by one SQL statement."""

from schema.build import schema

__all__ = ["schema"]
