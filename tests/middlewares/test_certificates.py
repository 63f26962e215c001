"""Which certificates are accepted, in a real handshake in memory, and what is said of the others."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL
from OpenSSL.crypto import X509

from crawler.middlewares.certificates import CertificateError, CertificatePolicy

HOST = "news.ledger.example"
DAY = timedelta(days=1)
NOW = datetime.now(UTC)


@cache
def key(owner: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def certificate(
    owner: str,
    hosts: tuple[str, ...],
    *,
    issuer: str = "authority",
    begins: timedelta = -2 * DAY,
    ends: timedelta = DAY,
) -> x509.Certificate:
    """Return a certificate; `issuer` signs it."""
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in (owner, issuer)]
    made = x509.CertificateBuilder(names[1], names[0], key(owner).public_key(), x509.random_serial_number())
    made = made.not_valid_before(NOW + begins).not_valid_after(NOW + ends)
    made = made.add_extension(x509.BasicConstraints(ca=owner == "authority", path_length=None), critical=True)
    if hosts:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
    return made.sign(key(issuer), hashes.SHA256())


@dataclass
class Asked:
    """Twisted's protocol, and its policy and creator, as far as they are asked here."""

    failures: list[Exception] = field(default_factory=list)

    def failVerification(self, failure: Any) -> None:  # noqa: N802  (Twisted's name)
        self.failures.append(failure.value)

    def creatorForNetloc(self, host: bytes, port: int) -> "Asked":  # noqa: N802
        return self

    def clientConnectionForTLS(self, protocol: Any) -> SSL.Connection:  # noqa: N802
        context = SSL.Context(SSL.TLS_METHOD)
        store = context.get_cert_store()
        assert store is not None
        store.add_cert(X509.from_cryptography(certificate("authority", ())))
        return SSL.Connection(context, None)


def shake_hands(shown: x509.Certificate, host: str = HOST) -> Exception | None:
    """Return what the policy has against the certificate that a server shows; None where it is accepted."""
    context = SSL.Context(SSL.TLS_METHOD)
    context.use_certificate(shown)
    context.use_privatekey(key(HOST))
    asked, server = Asked(), SSL.Connection(context, None)
    client = CertificatePolicy(asked).creatorForNetloc(host.encode(), 443).clientConnectionForTLS(asked)
    server.set_accept_state()
    client.set_connect_state()
    for one, other in ((client, server), (server, client)) * 3:
        try:
            one.do_handshake()
        except SSL.WantReadError:
            pass
        except SSL.Error:
            break
        while True:
            try:
                other.bio_write(one.bio_read(1 << 14))
            except SSL.WantReadError:
                break
    return asked.failures[0] if asked.failures else None


@pytest.mark.parametrize("hosts", [(HOST,), ("old.example", HOST), ("*.ledger.example",)])
def test_a_certificate_made_out_to_the_host_is_accepted(hosts: tuple[str, ...]) -> None:
    """By one of its names, or by a wildcard for it."""
    assert shake_hands(certificate(HOST, hosts)) is None


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (certificate(HOST, ()), "names no host"),
        (certificate(HOST, ("other.example",)), "made out to another host"),
        (certificate(HOST, (HOST,), begins=-3 * DAY, ends=-DAY), f"has expired on {NOW - DAY:%Y-%m-%d}"),
        (certificate(HOST, (HOST,), begins=DAY, ends=2 * DAY), f"not valid yet, but from {NOW + DAY:%Y-%m-%d}"),
        (certificate(HOST, (HOST,), issuer=HOST), "signed its certificate itself"),
        (certificate(HOST, (HOST,), issuer="stranger"), "no authority known here"),
    ],
)
def test_any_other_is_refused_in_words(shown: x509.Certificate, said: str) -> None:
    """Whatever is wrong with it ends the connection, and is told so that its owner knows what to mend."""
    refused = shake_hands(shown)

    assert isinstance(refused, CertificateError)
    assert said in str(refused)


def test_an_address_needs_a_certificate_for_the_address() -> None:
    """A certificate for a name says nothing of an address."""
    assert "another host" in str(shake_hands(certificate(HOST, (HOST,)), host="192.0.2.7"))
