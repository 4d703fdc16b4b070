"""Certificates for loopback: an authority of our own, one that is good, one that nobody renewed."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY = "authority.pem"
_YEARS = timedelta(days=3650)


class Certificates:
    """Writes certificates for 127.0.0.1 to ``folder``; whoever trusts ``AUTHORITY`` there trusts the good one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        now = datetime.now(UTC)  # TLS asks the real clock
        key, name = ec.generate_private_key(ec.SECP256R1()), _name("Simulasi")
        authority = _certificate(key, name, key, name, since=now - _YEARS, until=now + _YEARS, authority=True)
        (folder / AUTHORITY).write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        for kind, until in (("good", now + _YEARS), ("expired", now - timedelta(days=1))):
            own = ec.generate_private_key(ec.SECP256R1())
            made = _certificate(own, _name("127.0.0.1"), key, name, since=now - _YEARS, until=until, authority=False)
            private = own.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            (folder / f"{kind}.pem").write_bytes(private + made.public_bytes(serialization.Encoding.PEM))

    def context(self, *, expired: bool) -> ssl.SSLContext:
        """What a server needs that shows the good certificate, or the expired one."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._folder / ("expired.pem" if expired else "good.pem"))
        return context


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    key: ec.EllipticCurvePrivateKey,
    subject: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    *,
    since: datetime,
    until: datetime,
    authority: bool,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if not authority:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
