"""Log lines: one JSON object each, with the constant name of an event and its particulars.

An event is logged as `logger.warning("not_ready", extra={"fields": {"reason": ...}})`. What clients
send as values is in no line: of an error that is not foreseen, its kinds and places are told.
"""

import logging
import sqlite3
import traceback
from asyncio import CancelledError
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import psycopg
from pythonjsonlogger.json import JsonFormatter

from api.note import Note
from db.engine import newest_sqlite

current: ContextVar[Note | None] = ContextVar("current", default=None)
"""Of the request that is being answered, for all lines that are logged meanwhile."""

LONGEST = 200
"""Characters of a particular that are shown: a path has as many as a client likes."""

TELLING = (
    OSError,
    psycopg.OperationalError,
    sqlite3.DatabaseError,
    newest_sqlite.DatabaseError,
)
"""Errors whose words tell of files, hosts and SQL, but not of values."""


class Line(JsonFormatter):
    """A record as one line, its error included."""

    def __init__(self) -> None:
        super().__init__(rename_fields={"levelname": "level", "name": "logger"})

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        log_data["time"] = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["event"] = _event(record)
        note = current.get()
        if note is not None:
            log_data["request_id"] = note.id
            log_data["operation"] = _short(note.operation)
        fields = getattr(record, "fields", {})
        log_data.update({name: _short(value) for name, value in fields.items()})
        if record.exc_info and record.exc_info[1]:
            log_data["error"] = list(_causes(record.exc_info[1]))


def _event(record: logging.LogRecord) -> str:
    words = record.getMessage()
    # Below its first line asyncio shows the error of a task, words and all.
    return words.partition("\n")[0] if record.name == "asyncio" else words


def _short(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


def _causes(error: BaseException | None) -> Iterator[dict[str, Any]]:
    """An error and what led to it, the first of it last."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        places = [f"{each.filename}:{each.lineno} {each.name}" for each in _frames(error)]
        told: dict[str, Any] = {"kind": f"{type(error).__module__}.{type(error).__qualname__}"}
        if isinstance(error, TELLING):
            told["words"] = str(error)
        yield {**told, "at": places}
        error = error.__cause__ or error.__context__


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)


class WithoutCutOff(logging.Filter):
    """Leaves out requests that were cut off by the end of the service: nothing in them failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], CancelledError))


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": Line}},
    "filters": {"without_cut_off": {"()": WithoutCutOff}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_cut_off"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # The server's own would show what is asked in addresses.
    "loggers": {"api.guard": {"level": "INFO"}, "uvicorn.access": {"level": "CRITICAL"}},
}
"""For `event-knowledge serve`. An application server of your own brings its own."""
