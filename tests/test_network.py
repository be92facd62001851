import socket

import pytest

from tests.network import close_other_sockets


@pytest.fixture(autouse=True, scope="module")
def _closed():
    close_other_sockets()


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "example.invalid"])
def test_other_machines_are_out_of_reach(address):
    with pytest.raises(ConnectionRefusedError, match="this machine alone"):
        socket.create_connection((address, 80), timeout=1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_within_reach(host):
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((host, server.getsockname()[1]), timeout=1) as connection,
    ):
        assert connection.getpeername() == server.getsockname()
