"""Column types as migrations spell them, the same on both databases."""

import sqlalchemy as sa

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text that sorts in code point order."""

TERM = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
"""A word of a closed vocabulary; a CHECK beside it lists them."""

INSTANT = sa.DateTime(timezone=True)
"""A point in time, in UTC."""
