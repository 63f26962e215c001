"""Judges a server's certificate, and says in words what is wrong with it.

Twisted's own judge (26.4 to 26.10 at least) lets a certificate pass that names no host at all: it only logs the error
that service_identity raises there. This one is asked last, and anything but a clear yes is a no.
"""

import weakref
from collections.abc import Callable
from datetime import date
from typing import Any

from OpenSSL import SSL
from service_identity import CertificateError as UnreadableError
from service_identity import VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.python.failure import Failure
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

_NOT_YET_VALID, _EXPIRED = 9, 10
_WORDS = {
    18: "the server signed its certificate itself",
    19: "no authority known here vouches for the certificate",
    20: "no authority known here vouches for the certificate, or the server leaves out one between",
    21: "no authority known here vouches for the certificate, or the server leaves out one between",
    23: "the certificate has been revoked",
    66: "the certificate's key is too short",
}
"""Of X509_V_ERR_* (openssl-verification-options(1)) those that are met; the others are told by their number."""


class CertificateError(Exception):
    """A certificate that is not accepted; the message is for people."""


@implementer(IPolicyForHTTPS)
class CertificatePolicy:
    """Twisted's policy, with the last word on each certificate."""

    def __init__(self, base: Any) -> None:
        self._base = base

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_Creator":  # noqa: N802  (the interface's name)
        return _Creator(self._base.creatorForNetloc(hostname, port), hostname.decode("ascii"))


@implementer(IOpenSSLClientConnectionCreator)
class _Creator:
    def __init__(self, base: Any, host: str) -> None:
        self._base = base
        self._host = host

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:  # noqa: N802, N803
        connection: SSL.Connection = self._base.clientConnectionForTLS(tlsProtocol)
        judge = _judge_for(weakref.ref(tlsProtocol), self._host)
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, judge)
        return connection


def _judge_for(protocol: Callable[[], Any], host: str) -> Callable[..., bool]:
    """Return OpenSSL's callback, which hears of each certificate of the chain, the server's own last."""

    def judge(_: SSL.Connection, certificate: Any, error: int, depth: int, is_sound: int) -> bool:
        try:
            if not is_sound:
                raise CertificateError(_fault_in_words(certificate, error))
            if depth == 0:
                _check_name(certificate, host)
        except Exception as problem:  # noqa: BLE001  # an exception in the callback of a C library is lost, and would be a yes
            if (asked := protocol()) is not None:
                asked.failVerification(Failure(problem))  # type: ignore[no-untyped-call]
            return False
        return True

    return judge


def _check_name(certificate: Any, host: str) -> None:
    is_address = isIPAddress(host) or isIPv6Address(host)
    try:
        identity = IPAddress_ID(host) if is_address else DNS_ID(host)
        verify_service_identity(extract_patterns(certificate), [identity], [])
    except VerificationError as error:
        raise CertificateError("the certificate is made out to another host") from error
    except UnreadableError as error:
        raise CertificateError(f"the certificate names no host that can be read: {error}") from error


def _fault_in_words(certificate: Any, error: int) -> str:
    if error == _EXPIRED:
        return f"the certificate has expired{_day(' on ', certificate.get_notAfter())}"
    if error == _NOT_YET_VALID:
        return f"the certificate is not valid yet{_day(', but from ', certificate.get_notBefore())}"
    return _WORDS.get(error, f"the certificate can't be verified (OpenSSL's error {error})")


def _day(before: str, stamp: bytes | None) -> str:
    """Return the day of an ASN.1 time with what stands before it; nothing where it can't be read."""
    try:
        return f"{before}{date.fromisoformat((stamp or b'')[:8].decode())}"
    except ValueError:
        return ""
