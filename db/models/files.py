"""The files that come with the service, as far as this database has had them."""

from sqlmodel import Field

from db.models.table import Table


class ShippedFile(Table, table=True):
    """A file of knowledge that came with the service and was loaded once.

    It is loaded again when the file changes, and not otherwise: a desk may have changed since
    what was in it.
    """

    name: str = Field(unique=True, min_length=1)
    """Its name, without folders."""

    sha256: str = Field(schema_extra={"pattern": r"^[0-9a-f]{64}$"})
    """SHA-256 of the file that was loaded, in hexadecimal digits."""
