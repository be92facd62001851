"""Tests talk to this machine alone."""

import sys
from ipaddress import ip_address
from typing import Any

ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}
"""What Python announces before it reaches out, and which argument says where to."""


def close_other_sockets() -> None:
    """Refuses connections and look-ups other than loopback's, as long as the process lives."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    position = ADDRESSED.get(event)
    if position is not None and not _is_loopback(arguments[position]):
        raise ConnectionRefusedError(f"Tests reach this machine alone, not {arguments[position]}")


def _is_loopback(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    # None and "" are this machine's own addresses; a path is a socket in the file system.
    if host in (None, "", "localhost") or not isinstance(host, str) or host.startswith(("/", "\0")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
