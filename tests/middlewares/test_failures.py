from datetime import UTC, datetime

import pytest
from OpenSSL import SSL
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure
from twisted.web._newclient import ConnectionAborted, ParseError
from twisted.web.client import ResponseFailed

from crawler.middlewares.certificates import CertificateError
from crawler.middlewares.failures import failing_exception, failing_response, read_retry_after
from crawler.middlewares.refused import Refused

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b"0", 0.0),
        (b"Mon, 23 Nov 2026 12:01:00 GMT", 60.0),
        (b"Mon, 23 Nov 2020 12:01:00 GMT", 0.0),
        (b"soon", None),
        (b"-5", None),
        (b"9" * 400, 999999999.0),
    ],
)
def test_retry_after(value: bytes, seconds: float | None) -> None:
    """Seconds and dates are read; the past is now; nonsense is as if it were not there."""
    assert read_retry_after(value, now=NOW) == seconds


def test_overload_asks_to_wait() -> None:
    """A 429 carries the pause it asks for."""
    response = Response("https://paper.example/", status=429, headers={"Retry-After": "7"})

    failing = failing_response(response)

    assert failing is not None
    assert (failing.code, failing.retry_after_seconds, failing.is_hosts) == ("http_429", 7.0, True)


@pytest.mark.parametrize("status", [200, 301, 304, 401, 403, 404, 410, 451])
def test_final_answers_are_no_failures(status: int) -> None:
    """What another try would not change is an answer."""
    assert failing_response(Response("https://paper.example/", status=status)) is None


def test_a_certificate_is_judged_in_words() -> None:
    """What OpenSSL raises is a list of tuples, and says less than what was found: a report is read by people."""
    error = ResponseFailed([Failure(CertificateError("it has expired"))])
    error.__cause__ = SSL.Error([("SSL routines", "", "certificate verify failed")])

    failing = failing_exception(error)

    assert failing is not None
    assert (failing.code, failing.detail) == ("tls_failed", "it has expired")


def test_what_openssl_says_is_put_in_plain_words() -> None:
    """The words of a library are replaced where they are known, else kept without its parts' names."""
    told = [
        failing_exception(SSL.Error([("SSL routines", "", reason)])) for reason in ("wrong version number", "odd thing")
    ]

    assert [failing and failing.detail for failing in told] == ["the port does not speak TLS", "odd thing"]


@pytest.mark.parametrize(
    ("error", "code", "is_passing"),
    [
        (DownloadTimeoutError("x"), "timeout", False),
        (CannotResolveHostError("x"), "dns_failed", True),
        (DownloadFailedError("x"), "connection_lost", True),
    ],
)
def test_download_errors_have_codes(error: Exception, code: str, is_passing: bool) -> None:
    """Every way a download can fail has a code of its own."""
    failing = failing_exception(error)

    assert failing is not None
    assert (failing.code, failing.is_passing) == (code, is_passing)


@pytest.mark.parametrize(
    ("cause", "code", "detail"),
    [
        (ParseError("wrong number of parts", b"SSH-2.0"), "bad_response", "wrong number of parts, SSH-2.0"),
        (ValueError("conflicting Content-Length headers"), "bad_response", "conflicting Content-Length headers"),
        (ConnectionAborted(), "bad_response", "more bytes of headers than NEWS_MAX_HEADER_BYTES"),
        (ConnectionLost(), "connection_lost", "the connection broke"),
    ],
)
def test_what_is_no_http_is_told_from_a_lost_connection(cause: Exception, code: str, detail: str) -> None:
    """A server that speaks another language answers; what is told of it is a sentence, not a library's class."""
    error = DownloadFailedError("[<twisted.python.failure.Failure>]")
    error.__cause__ = ResponseFailed([Failure(cause)])

    failing = failing_exception(error)

    assert failing is not None
    assert (failing.code, failing.detail) == (code, detail)


def test_refusals_are_no_failures() -> None:
    """What our own middlewares refuse is not tried again."""
    assert failing_exception(Refused("private_address")) is None
