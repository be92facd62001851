"""What can go wrong, in words meant for the client.

DomainError
├── BadInput              a value that cannot be right: a cursor, an id, a page size
│   └── BadParameter      a parameter of an address, which it names with what it may be
├── TooComplex            a query that asks for too much at once
├── UnknownReference      a name of something that is not there
├── TooSlow               a query that the database gave up on
├── RefusedReading        a reading, or another file of knowledge, with all that is wrong in it
└── DatabaseUnavailable   no database, or one that this version cannot use
"""

from collections.abc import Sequence


class DomainError(Exception):
    """An error whose message may be shown: it says what was wrong, where, and what to do."""

    code = "INTERNAL"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(DomainError):
    """A value that cannot be right, whatever the knowledge."""

    code = "BAD_USER_INPUT"


class BadParameter(BadInput):
    """A parameter of an address that nothing has, or whose value cannot be right.

    `allowed` has the words that may stand there: the parameters there are, or the values of this
    one. It is empty where they cannot be told one by one.
    """

    def __init__(self, parameter: str, message: str, allowed: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = tuple(allowed)


class TooComplex(DomainError):
    """A query that asks for more than one query may."""

    code = "TOO_COMPLEX"


class UnknownReference(DomainError):
    """A name of something that is not there."""

    code = "UNKNOWN_REFERENCE"


class RefusedReading(DomainError):
    """A file of knowledge that was refused whole; `problems` has a line for each thing wrong.

    `loaded` has lines about other files, given along with it, that were loaded.
    """

    code = "BAD_USER_INPUT"

    def __init__(self, problems: Sequence[str], loaded: Sequence[str] = ()) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.loaded = tuple(loaded)


class TooSlow(DomainError):
    """A query that took longer than it may, and was stopped."""

    code = "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The query took longer than {seconds:g} s and was stopped: ask for less, or filter by "
            "what an index serves."
        )


class DatabaseUnavailable(DomainError):
    """No database there, or one that this version cannot use."""

    code = "UNAVAILABLE"

    def __init__(self, message: str = "The database does not answer; try again later.") -> None:
        super().__init__(message)
