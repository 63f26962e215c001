"""The transport asks for a way to a host only where it connects."""

from typing import Any

from crawler.middlewares.transport import _LateEndpoints


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
