"""What a failed request leaves in memory."""

import weakref

import pytest
from twisted.python.failure import Failure

from crawler.middlewares.refused import Refused
from crawler.spiders.downloader import _forget_places


class Body(bytearray):
    """Bytes that can be watched."""


def refuse(watched: list["weakref.ref[Body]"]) -> None:
    """Refuse a body, as unpacking does in two steps."""
    body = Body(b"x" * 1000)
    watched.append(weakref.ref(body))
    try:
        raise ValueError(len(body))
    except ValueError as error:
        raise Refused("too_large", str(error)) from error


def test_error_of_a_page_holds_no_body() -> None:
    """The report needs the code and the detail; the body that was refused is free at once."""
    watched: list[weakref.ref[Body]] = []
    with pytest.raises(Refused) as caught:
        refuse(watched)
    failure = Failure(caught.value)
    del caught

    _forget_places(failure)

    assert watched[0]() is None
    assert str(failure.value) == "too_large: 1000"
