"""The settings: every environment variable, its default, its meaning."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.origins import check_origins
from db.errors import DomainError
from db.read import TIMEOUT


class BadSettings(DomainError):
    """An environment variable with a value that cannot be right."""

    code = "BAD_USER_INPUT"


class Settings(BaseSettings):
    """What can be set. A variable that is empty counts as one that is not set."""

    model_config = SettingsConfigDict(
        use_attribute_docstrings=True, env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    """The address to listen on: this machine alone, unless set to `0.0.0.0` or another."""

    port: int = Field(default=8000, ge=0, le=65535)
    """The port to listen on; `0` takes a free one and says which."""

    database_url: str = "sqlite:///data/event-knowledge.db"
    """Where the knowledge is: `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/DATABASE`."""

    workers: int = Field(default=1, ge=1, le=64)
    """How many processes serve: one for each core that the service may use."""

    query_timeout: float = Field(default=TIMEOUT, gt=0, le=3600)
    """Seconds after which the database gives up on a query, which is then answered `TIMEOUT`."""

    cors_origins: Annotated[str, AfterValidator(check_origins)] = ""
    """Pages of which other origins may read the answers: none if empty, `loopback` for those of
    this machine, `*` for all, else a list such as `https://desk.example,https://other.example`."""

    web_dist: Path = Path("web/dist")
    """The folder of the built explorer page."""

    access_log: bool = False
    """Whether each request is logged."""

    @classmethod
    def from_environment(cls) -> Self:
        """Raises BadSettings, naming each variable that is wrong."""
        try:
            return cls()
        except ValidationError as error:
            raise BadSettings("\n".join(_problems(error))) from error


def _problems(error: ValidationError) -> list[str]:
    return [f"{str(each['loc'][0]).upper()}: {_told(each)}" for each in error.errors()]


def _told(problem: ErrorDetails) -> str:
    if problem["loc"] == ("port",):
        return f"{problem['input']!r} is no number from 0 to 65535."
    return problem["msg"].removeprefix("Value error, ")
