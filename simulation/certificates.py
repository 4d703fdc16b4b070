"""Certificates of a made-up authority, for servers on loopback: sound, expired, another host's, self-signed."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

AUTHORITY = "authority.pem"
YEAR = timedelta(days=365)


class Authority:
    """Signs certificates; whoever trusts ``path`` trusts them.

    :param folder: gets the authority's certificate and, per host, a file with key and certificate
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / AUTHORITY
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Praktik CA")
        builder = _draft(self._name, self._name, self._key, ends_in=YEAR)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.path.write_bytes(builder.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def certify(
        self,
        host: str,
        *,
        shown: str | None = None,
        ends_in: timedelta = YEAR,
        vouched: bool = True,
        called: str | None = None,
    ) -> Path:
        """Write the key and certificate that ``host``, a name or an address, shows.

        :param shown: the name in it, where it is another's
        :param vouched: signed by the authority; else by its own key
        :param called: the file, where a host has several
        """
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(shown or host)
        builder = _draft(subject, self._name if vouched else subject, key, ends_in=ends_in)
        names = x509.SubjectAlternativeName([_general(shown or host)])
        signed = builder.add_extension(names, critical=False).sign(self._key if vouched else key, SHA256())
        path = self.folder / f"{called or host}.pem"
        path.write_bytes(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + signed.public_bytes(Encoding.PEM)
        )
        return path


def server_context(path: Path) -> ssl.SSLContext:
    """What a server needs that shows the certificate at ``path``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _draft(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, ends_in: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)  # TLS asks the real clock
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 2 * YEAR)
        .not_valid_after(now + ends_in)
    )
