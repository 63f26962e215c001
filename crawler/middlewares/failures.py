"""What went wrong with a request: the code that reports count, and whether the host or the page is to blame."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionClosed, ConnectionDone, ConnectionLost
from twisted.web._newclient import ConnectionAborted, ParseError
from twisted.web.client import ResponseFailed

from crawler.errors import PageError
from crawler.middlewares.certificates import CertificateError

# Statuses that say "not now" (RFC 9110, RFC 6585; 520 to 527 are those of reverse proxies).
PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528)})
OVERLOAD_STATUSES = frozenset({429, 503})

NEVER_CONNECTED = frozenset({"dns_failed", "connection_refused", "tls_failed"})
"""Codes that speak of the host as such, whatever was asked of it."""

_WORDS: dict[type[BaseException], str] = {
    ConnectionAborted: "more bytes of headers than NEWS_MAX_HEADER_BYTES",
    ConnectionDone: "the server closed the connection before its answer was whole, or a header line was over 16 KiB",
    ConnectionLost: "the connection broke",
    ResponseDataLossError: "the body ended early",
}
_TLS_WORDS = {
    "wrong version number": "the port does not speak TLS",
    "tls alert handshake failure": "the server refuses every kind of TLS spoken here, or wants a client's certificate",
    "tlsv1 alert protocol version": "the server speaks only versions of TLS that are no longer safe",
    "tlsv1 unrecognized name": "the server does not know the host's name",
    "tlsv13 alert certificate required": "the server wants a client's certificate",
}
"""What OpenSSL says, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    code: str
    detail: str = ""
    is_hosts: bool = True
    """The host as a whole may be in trouble, not this page alone."""
    is_passing: bool = True
    """Worth another try in this run."""
    retry_after_seconds: float | None = None
    """What the host asks for; None where it does not."""


def failing_response(response: Response) -> Failing | None:
    """Return the failure a status tells, None for an answer that is final."""
    if response.status not in PASSING_STATUSES:
        return None
    asked = response.headers.get("Retry-After") if response.status in OVERLOAD_STATUSES else None
    wait = read_retry_after(asked, now=datetime.now(UTC)) if asked else None
    detail = f"Retry-After: {asked.decode('latin-1')[:100]}" if asked else ""
    # An application error belongs to its page; one page's 500 in a row with others is the host's.
    return Failing(code=f"http_{response.status}", detail=detail, retry_after_seconds=wait)


def failing_exception(error: BaseException) -> Failing | None:
    """Return the failure behind a download error, None for an error that is no failed download."""
    detail = _detail(error)
    if isinstance(error, PageError):
        return None
    if isinstance(error, DownloadTimeoutError):
        return Failing(code="timeout", detail=detail, is_passing=False)
    if isinstance(error, CannotResolveHostError):
        return Failing(code="dns_failed", detail="the name has no address, or no name server answers")
    if isinstance(error, DownloadConnectionRefusedError):
        return Failing(code="connection_refused", detail=detail)
    if isinstance(error, ResponseDataLossError):
        return Failing(code="truncated", detail=detail, is_hosts=False)
    if isinstance(error, DownloadCancelledError):
        return Failing(code="too_large", detail=detail, is_hosts=False, is_passing=False)
    if _is_tls(error):
        return Failing(code="tls_failed", detail=_tls_detail(error), is_passing=False)
    if isinstance(error, DownloadFailedError | ConnectError | ConnectionClosed):
        return Failing(code="bad_response" if _is_no_http(error) else "connection_lost", detail=detail)
    return None


def read_retry_after(value: bytes, *, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header, 0 for a time in the past, None where it cannot be read."""
    text = value.decode("latin-1").strip()
    if text.isdecimal() and text.isascii():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())


def _detail(error: BaseException) -> str:
    """Return what happened in words: the innermost causes, for Twisted's outer ones only wrap them."""
    said = [_words(cause) for cause in _causes(error) if not isinstance(cause, ResponseFailed)]
    return "; ".join(dict.fromkeys(text for text in said[-2:] if not text.startswith("[<")))[:300]


def _words(error: BaseException) -> str:
    known = next((words for kind, words in _WORDS.items() if isinstance(error, kind)), None)
    return known or ", ".join(_printed(value) for value in error.args) or type(error).__name__


def _printed(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _is_no_http(error: BaseException) -> bool:
    """Whether something came, and Twisted's parser could make no response of it; or we stopped it in the headers."""
    return any(
        isinstance(cause, ParseError | ValueError | LookupError | AttributeError | ConnectionAborted)
        for cause in _causes(error)
    )


def _is_tls(error: BaseException) -> bool:
    return any(_is_tls_cause(cause) for cause in _causes(error))


def _is_tls_cause(cause: BaseException) -> bool:
    return isinstance(cause, CertificateError) or "SSL" in type(cause).__module__


def _tls_detail(error: BaseException) -> str:
    causes = [cause for cause in _causes(error) if _is_tls_cause(cause)]
    judged = [str(cause) for cause in causes if isinstance(cause, CertificateError)]
    return "; ".join(dict.fromkeys(judged or map(_openssl_words, causes)))[:300]


def _openssl_words(error: BaseException) -> str:
    """Return what OpenSSL says, "internal error", without the names of its own parts."""
    reports = error.args[0] if error.args and isinstance(error.args[0], list) else []
    reasons = [str(report[-1]) for report in reports if isinstance(report, tuple) and report and report[-1]]
    words = "; ".join(dict.fromkeys(_TLS_WORDS.get(reason, reason) for reason in reasons))
    return words or str(error) or type(error).__name__


def _causes(error: BaseException) -> list[BaseException]:
    """Return the error, what it was raised from, and what Twisted's ResponseFailed wraps."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        if isinstance(current, ResponseFailed):
            found += [reason.value for reason in current.reasons]
        current = current.__cause__
    return found
