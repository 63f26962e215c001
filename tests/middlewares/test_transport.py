"""The transport asks for a way to a host only where it connects, and keeps few connections open."""

from typing import Any

from twisted.internet.task import Clock
from twisted.web.client import HTTPConnectionPool

from crawler.middlewares.transport import _bound_idle, _LateEndpoints


class Factory:
    """Stands where Twisted's factory of endpoints stands: an endpoint that says what it was made for."""

    _bindAddress = ("127.0.0.9", 0)  # noqa: N815  (Twisted's names)

    def __init__(self) -> None:
        self.made: list[str] = []

    def endpointForURI(self, uri: str) -> "Factory":  # noqa: N802
        self.made.append(uri)
        return self

    def connect(self, protocol_factory: Any) -> tuple[str, Any]:
        return self.made[-1], protocol_factory


def test_an_endpoint_is_made_for_each_connection_and_for_nothing_else() -> None:
    """A request over an open connection makes none; one that must connect twice is led through all checks twice."""
    factory = Factory()
    endpoints = _LateEndpoints(factory)

    unused, used = endpoints.endpointForURI("https://a.example/"), endpoints.endpointForURI("https://b.example/")
    connected = [used.connect("first"), used.connect("second")]

    assert connected == [("https://b.example/", "first"), ("https://b.example/", "second")]
    assert factory.made == ["https://b.example/"] * 2
    assert unused is not used
    assert endpoints._bindAddress == ("127.0.0.9", 0)


class Connection:
    """Stands where an open connection of Twisted stands, between two requests."""

    state = "QUIESCENT"

    def __init__(self, name: str, closed: list[str]) -> None:
        self.transport = self
        self._name, self._closed = name, closed

    def loseConnection(self) -> None:  # noqa: N802
        self._closed.append(self._name)


def test_the_connections_of_many_hosts_are_not_all_kept() -> None:
    """The one that has waited longest is closed for each that is too many; what is kept is used again."""
    closed: list[str] = []
    pool = HTTPConnectionPool(Clock())  # type: ignore[no-untyped-call]
    _bound_idle(pool, 2)
    kept = {name: Connection(name, closed) for name in ("a", "b", "c", "d")}
    for name in ("a", "b", "c"):
        pool._putConnection(name, kept[name])
    pool.retryAutomatically = False
    again = pool.getConnection("b", None)  # type: ignore[arg-type]
    pool._putConnection("b", kept["b"])
    pool._putConnection("d", kept["d"])

    assert again.result is kept["b"]
    assert closed == ["a", "c"]
