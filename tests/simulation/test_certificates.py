from __future__ import annotations

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from simulation.certificates import Authority, server_context

HOST = "127.0.0.1"


async def shake_hands(certificate: Path, trusted: Path) -> str:
    """Connect to a server that shows ``certificate``; why it was refused, else nothing."""

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, HOST, 0, ssl=server_context(certificate))
    async with server:
        port = server.sockets[0].getsockname()[1]
        try:
            _, writer = await asyncio.open_connection(HOST, port, ssl=ssl.create_default_context(cafile=trusted))
        except ssl.SSLCertVerificationError as error:
            return str(error.verify_message)
        writer.close()
    return ""


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("sound", ""),
        ("expired", "certificate has expired"),
        ("selfmade", "self-signed certificate"),
        ("strange", "IP address mismatch, certificate is not valid for '127.0.0.1'."),
    ],
)
async def test_certificates_are_what_they_are_called(name: str, refused: str, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    shown = {
        "sound": authority.certify(HOST),
        "expired": authority.certify(HOST, ends_in=timedelta(days=-1), called="expired"),
        "selfmade": authority.certify(HOST, vouched=False, called="selfmade"),
        "strange": authority.certify(HOST, shown="lain.example.go.id", called="strange"),
    }
    assert await shake_hands(shown[name], authority.path) == refused
