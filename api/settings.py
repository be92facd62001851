"""The settings: every environment variable, its default, its meaning."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.origins import check_base, check_hosts, check_origins, check_proxies
from api.rates import check_header, check_rate
from db.errors import DomainError
from db.read import TIMEOUT
from schema.limits import Limits


class BadSettings(DomainError):
    """An environment variable with a value that cannot be right."""

    code = "BAD_USER_INPUT"


FROM_ENVIRONMENT = SettingsConfigDict(
    use_attribute_docstrings=True, env_ignore_empty=True, extra="ignore", frozen=True
)


class Served(BaseSettings):
    """What is served, where and to whom."""

    model_config = FROM_ENVIRONMENT

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

    public_url: Annotated[str, AfterValidator(check_base)] = ""
    """The address by which the service is called from outside, such as
    `https://knowledge.example`: what addresses in answers of `/v1` begin with. If empty, it is
    that by which the client called it."""

    max_age: int = Field(default=0, ge=0, le=31_536_000)
    """Seconds for which caches may give answers of `/v1` again without asking; with `0` they ask
    each time, which is answered 304 while nothing has changed."""

    trusted_hosts: Annotated[str, AfterValidator(check_hosts)] = "*"
    """The names by which clients may call the service, in the header `Host`: `*` for any, else a
    list such as `knowledge.example,*.desk.example`. Other requests are refused, but for those to
    `/health`, which containers send by addresses."""

    trusted_proxies: Annotated[str, AfterValidator(check_proxies)] = ""
    """The addresses of proxies that are believed who they ask for, in `X-Forwarded-For`: none if
    empty, else a list of addresses and networks such as `127.0.0.1,10.0.0.0/8`."""

    web_dist: Path = Path("web/dist")
    """The folder of the built explorer page."""

    access_log: bool = False
    """Whether each request is logged."""

    metrics: bool = True
    """Whether `/metrics` tells Prometheus of requests, times and errors."""

    metrics_token: str = ""
    """If set, `/metrics` is for those alone who send it, as `Authorization: Bearer ...`."""

    rate_limit: Annotated[str, AfterValidator(check_rate)] = "600/minute"
    """How many operations a client may ask for: such as `10/second` or `600/minute burst 50`, or
    `off`. Each process counts for itself."""

    rate_limit_by: Annotated[str, AfterValidator(check_header)] = ""
    """The header by which clients are told apart, which has to be set by a proxy; by their
    addresses if empty."""

    max_body_size: int = Field(default=1_000_000, ge=1000, le=100_000_000)
    """Bytes of a request's body, expanded if it came compressed."""

    body_timeout: float = Field(default=20, gt=0, le=3600)
    """Seconds within which a request has to come: its headers, then its body."""

    max_head_size: int = Field(default=32_768, ge=1024, le=1_000_000)
    """Bytes of a request's address and headers."""

    max_connections: int = Field(default=1000, ge=1, le=1_000_000)
    """Connections of clients at once, for each process; further ones are closed."""

    max_waiting: int = Field(default=256, ge=1, le=100_000)
    """Queries that wait or are carried out at once, for each process; further ones are answered
    503."""

    max_streams: int = Field(default=4, ge=1, le=100)
    """Whole lists and exports that are sent at once, for each process; others wait, and are
    answered 503 where they would wait too long."""

    stream_timeout: float = Field(default=3600, gt=0, le=86_400)
    """Seconds after which one of those is given up."""

    max_persisted: int = Field(default=1_000_000, ge=0, le=1_000_000_000)
    """Characters of all queries that are kept to be asked for by their hash, for each process; none
    are if `0`."""


class Settings(Limits, Served):
    """What can be set. A variable that is empty counts as one that is not set."""

    model_config = FROM_ENVIRONMENT

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
