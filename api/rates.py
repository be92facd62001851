"""How many operations a client may ask for: by throttled-py, in memory of a fixed size.

Told in each answer as in the draft of RateLimit header fields for HTTP, version 10:
https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
"""

import logging
import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from math import ceil

from fastapi import Request
from throttled import MemoryStore, RateLimiterType, Throttled
from throttled.exceptions import DataError
from throttled.rate_limiter.quota_parser import parse

from api.note import header, note_of
from db.errors import DomainError

logger = logging.getLogger(__name__)

OFF = "off"

CLIENTS = 50_000
"""Clients that are remembered; those unseen for longest are forgotten."""

LONGEST_KEY = 200
"""Characters of what a client is told apart by."""

MOST = 10**9
"""Operations. What is told in header fields has up to 15 digits."""


def check_rate(rate: str) -> str:
    """The value itself; raises ValueError where it is not a rate."""
    if rate != OFF:
        try:
            (quota,) = parse(rate)
            if not (1 <= quota.rate.limit <= MOST and 1 <= quota.burst <= MOST):
                raise ValueError
        except (DataError, ValueError) as error:
            raise ValueError(
                f"{rate!r} is not a rate. Write one such as 10/second or 600/minute burst 50, "
                f"or {OFF}."
            ) from error
    return rate


def check_header(name: str) -> str:
    """The value itself; raises ValueError where no header can have this name."""
    if name and not re.fullmatch("[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
        raise ValueError(f"{name!r} is not the name of a header. Write such as X-Client.")
    return name


class RateLimited(DomainError):
    """A client that has asked for more than it may."""

    code = "RATE_LIMITED"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"More was asked than may be; ask again in {seconds} s.")
        self.seconds = seconds


class Rates:
    """The clients of one process, and how much each may ask."""

    def __init__(self, rate: str, by: str = "", *, knows_proxies: bool = False) -> None:
        """`knows_proxies`: a client's address is its own, also behind a proxy."""
        self._header = by
        self._is_told = knows_proxies or bool(by)
        (quota,) = parse(rate)
        self._throttle = Throttled(
            using=RateLimiterType.GCRA.value,
            quota=quota,
            store=MemoryStore(options={"MAX_SIZE": CLIENTS}),
        )
        self._most = quota.burst
        seconds = ceil(quota.rate.period.total_seconds())
        self._policy = f'"operations";q={quota.rate.limit};w={seconds}'.encode()

    def count(self, request: Request, operations: int = 1) -> None:
        """Notes what is left, for the answer's headers. Raises RateLimited where nothing is.

        `operations`: as how many it counts; as many as one may ask for at once, at most.
        """
        # A client of a Unix socket has no address, and no key may be empty.
        found = self._throttle.limit(f"client {self._client(request)}", min(operations, self._most))
        left = f'"operations";r={found.state.remaining};t={ceil(found.state.reset_after)}'
        headers = [(b"ratelimit-policy", self._policy), (b"ratelimit", left.encode())]
        note_of(request.scope).headers = headers
        if found.limited:
            self._look_for_proxy(request)
            raise RateLimited(max(1, ceil(found.state.retry_after)))

    def _look_for_proxy(self, request: Request) -> None:
        """Says once in the log that all clients of a proxy count as one."""
        if not self._is_told and header(request.scope, b"x-forwarded-for"):
            self._is_told = True
            todo = "Name it in TRUSTED_PROXIES, so that its clients are told apart."
            logger.warning("a_proxy_counts_as_one_client", extra={"fields": {"todo": todo}})

    def _client(self, request: Request) -> str:
        if self._header:
            return request.headers.get(self._header, "")[:LONGEST_KEY]
        # A proxy may hand on more than an address.
        host = request.client.host if request.client else ""
        return network_of(host[:LONGEST_KEY])


@lru_cache(1024)
def network_of(address: str) -> str:
    """A client of IPv6 has a network of its own, with more addresses than can be counted."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        # Where both kinds come in by one socket, an address of IPv4 is written as one of IPv6.
        return str(found.ipv4_mapped or int(found) >> 64)
    return address
