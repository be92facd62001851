"""Log lines: the constant name of an event, then its particulars as key=value.

An event is logged as `logger.warning("not_ready", extra={"fields": {"reason": ...}})`.
"""

import json
import logging
from asyncio import CancelledError
from typing import Any


class Line(logging.Formatter):
    """A record as one line; a traceback follows on lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        # Values are quoted, so that what a client sent cannot look like another line.
        fields: dict[str, Any] = getattr(record, "fields", {})
        told = (f" {key}={json.dumps(value, default=str)}" for key, value in fields.items())
        return super().formatMessage(record) + "".join(told)


class WithoutCutOff(logging.Filter):
    """Leaves out requests that were cut off by the end of the service: nothing in them failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], CancelledError))


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": Line, "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "filters": {"without_cut_off": {"()": WithoutCutOff}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_cut_off"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"uvicorn.access": {"level": "INFO"}},
}
"""For `event-knowledge serve`. An application server of your own brings its own."""
