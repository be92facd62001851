"""Who is believed: pages of other origins (CORS), names the service is called by, proxies."""

import re
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?"
"""Any page that this machine itself serves, whatever its port."""

DEFAULT_PORTS = {"http": 80, "https": 443}


def cors_options(origins: str) -> dict[str, Any]:
    """What starlette's CORSMiddleware is to be told. Raises ValueError for a bad origin."""
    rule = origins.strip()
    if rule == "loopback":
        return {"allow_origin_regex": LOOPBACK}
    return {"allow_origins": [_origin(part) for part in rule.split(",")] if rule else []}


def check_origins(origins: str) -> str:
    """The value itself; raises ValueError where it has a bad origin."""
    cors_options(origins)
    return origins


def _origin(text: str) -> str:
    """The origin as browsers send it."""
    given = text.strip()
    if given == "*":
        return given
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError as error:
        raise ValueError(_explanation(given)) from error
    default = DEFAULT_PORTS.get(parts.scheme)
    bare = f"{parts.scheme}://{parts.netloc}"
    if default is None or not parts.hostname or "@" in bare or given.lower() != bare.lower():
        raise ValueError(_explanation(given))
    return bare.lower().removesuffix(f":{default}") if port == default else bare.lower()


def _explanation(given: str) -> str:
    return (
        f"{given!r} is not an origin. Write scheme, host and port alone, such as "
        "https://desk.example or http://localhost:5173, several with commas between; "
        "`loopback` for all pages of this machine, or `*` for all pages there are."
    )


HOST = re.compile(r"\*|(\*\.)?[a-z0-9._-]+|\[[0-9a-f:.]+\]")


def check_hosts(hosts: str) -> str:
    """The value itself; raises ValueError where one cannot be the name of a host."""
    for each in _parts(hosts):
        if not HOST.fullmatch(each):
            raise ValueError(
                f"{each!r} is not the name of a host. Write names such as knowledge.example, "
                "*.desk.example or [::1], without ports, with commas between; `*` for any."
            )
    return hosts


def hosts_of(hosts: str) -> tuple[str, ...]:
    """The names that were set; none where any will do."""
    found = tuple(each.removesuffix(".") for each in _parts(hosts))
    return () if "*" in found else found


def _parts(names: str) -> list[str]:
    return [each.strip().lower() for each in names.split(",")]


def is_trusted(host: str, trusted: tuple[str, ...]) -> bool:
    """Whether a request's `Host` is one of those; its port does not matter."""
    name = re.sub(r":[0-9]*$", "", host.strip().lower()).removesuffix(".")
    return any(
        name.endswith(each[1:]) if each.startswith("*.") else name == each for each in trusted
    )


CALLED = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
"""A name by which a service may be called, and a port."""


def check_base(address: str) -> str:
    """The value without a slash at its end; raises ValueError where it is no such address."""
    found = re.fullmatch(rf"https?://{CALLED.pattern}(/[A-Za-z0-9._~/-]*)?", address.strip())
    if address.strip() and not found:
        raise ValueError(
            f"{address!r} is not the address of a service. Write such as "
            "https://knowledge.example or https://desk.example/knowledge."
        )
    return address.strip().rstrip("/")


def check_proxies(proxies: str) -> str:
    """The value itself; raises ValueError where one is neither an address nor a network."""
    for each in proxies.split(",") if proxies.strip() else ():
        try:
            ip_network(each.strip())
        except ValueError as error:
            raise ValueError(
                f"{each.strip()!r} is not the address of a proxy, nor a network. Write such as "
                "127.0.0.1 or 10.0.0.0/8, several with commas between."
            ) from error
    return proxies
