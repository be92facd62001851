"""Turns errors into GraphQL errors with a code. What is not the client's fault is logged whole."""

import logging
from collections.abc import Sequence
from secrets import token_hex

from graphql import GraphQLError
from graphql.validation.validate import ValidationAbortedError

from db.errors import DomainError, TooComplex

logger = logging.getLogger(__name__)

PARSE, VALIDATION, INPUT = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"


def tell_apart(errors: Sequence[GraphQLError]) -> None:
    """Gives each error its code; replaces what a client must not see.

    What was logged is found by `extensions.id`.
    """
    for error in errors:
        extensions = dict(error.extensions or {})
        extensions.setdefault("code", code_of(error))
        if extensions["code"] == "INTERNAL" and "id" not in extensions:
            number = extensions["id"] = token_hex(5)
            fields = {"fields": {"id": number}}
            logger.error("operation_failed", exc_info=error.original_error or error, extra=fields)
            error.message = (
                f"Something went wrong here, and was logged as {number}; the query is not at fault."
            )
        error.extensions = extensions


def code_of(error: GraphQLError) -> str:
    original = error.original_error
    if isinstance(original, DomainError):
        return original.code
    if error.message.endswith("Parsing aborted.") or error.message == "Validation aborted.":
        return TooComplex.code  # So graphql-core says that its own limits were reached.
    if isinstance(error, ValidationAbortedError):
        return VALIDATION
    if error.message.startswith("Syntax Error"):
        return PARSE
    if error.path is None and error.nodes and not isinstance(original, Exception):
        return VALIDATION
    if original is None or isinstance(original, GraphQLError):
        return INPUT
    return "INTERNAL"


def told(error: DomainError) -> GraphQLError:
    return GraphQLError(error.message, original_error=error, extensions={"code": error.code})
