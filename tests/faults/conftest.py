"""A server that is reached through a bad network, and a mediator with an account there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.client.visitor import Mediator
from tests.fixtures.faulty_proxy import FaultyProxy
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account


@pytest.fixture(scope="module")
def proxy() -> Iterator[FaultyProxy]:
    proxy = FaultyProxy()
    yield proxy
    proxy.close()


@pytest.fixture(scope="module")
def far_server(tmp_path_factory: pytest.TempPathFactory, proxy: FaultyProxy) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path_factory.mktemp("far"), MEDIATION_PUBLIC_URL=proxy.url)
    proxy.server_port = server.port
    server.start()
    yield server
    assert server.stop() == 0
    assert server.stderr() == ""


@pytest.fixture(scope="module")
def far_mediator(far_server: ServerProcess) -> Iterator[Mediator]:
    with first_account(far_server) as mediator:
        yield mediator


@pytest.fixture(autouse=True)
def whole_network(proxy: FaultyProxy) -> Iterator[None]:
    """What a test breaks is whole again for the next."""
    yield
    proxy.takes_websockets = proxy.is_up = True
    for line in proxy.lines():
        line.flow()
