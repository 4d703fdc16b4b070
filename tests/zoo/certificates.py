"""Certificates of a made-up authority: sound, expired, another host's, and one that nobody vouches for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

YEAR = timedelta(days=365)


class Authority:
    """Signs certificates; whoever trusts ``path`` trusts them.

    :param folder: gets the authority's certificate and, per host, a file with key and certificate
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "authority.pem"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Kebun CA")
        builder = _draft(self._name, self._name, self._key, ends_in=YEAR)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.path.write_bytes(builder.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def certify(self, host: str, *, shown: str | None = None, ends_in: timedelta = YEAR, vouched: bool = True) -> Path:
        """Write the key and certificate that ``host`` shows.

        :param shown: the name in it, where it is another's
        :param vouched: signed by the authority; else by its own key
        """
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(shown or host)
        builder = _draft(subject, self._name if vouched else subject, key, ends_in=ends_in)
        names = x509.SubjectAlternativeName([x509.DNSName(shown or host)])
        signed = builder.add_extension(names, critical=False).sign(self._key if vouched else key, SHA256())
        path = self.folder / f"{host}.pem"
        path.write_bytes(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + signed.public_bytes(Encoding.PEM)
        )
        return path


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _draft(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, ends_in: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 2 * YEAR)
        .not_valid_after(now + ends_in)
    )
