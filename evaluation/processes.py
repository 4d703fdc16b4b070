"""Programs of other people: run to their end, or kept running for as long as a ``with`` block lasts."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20  # after which a server that was asked to stop is killed


class ToolError(RuntimeError):
    """Another program failed; the message holds its command and its last words."""


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    text: str | None = None,
    seconds: float = 600,
) -> str:
    """Run a program and give what it printed.

    :param text: sent to its standard input
    :raises ToolError: it ended with another code than 0, or not in time
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(  # noqa: S603  words of our own
            words, cwd=cwd, env=env, input=text or "", text=True, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"{' '.join(words[:3])}: {error}") from error
    if done.returncode:
        last_words = (done.stderr or done.stdout).strip()[-1500:]
        raise ToolError(f"{' '.join(words[:3])}: ended with {done.returncode}: {last_words}")
    return done.stdout


@contextmanager
def running(
    command: Sequence[str | Path], *, log: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a server running; its output goes to ``log``. The kernel stops it too if this process is killed."""
    words = ["setpriv", "--pdeathsig", "TERM", *(str(word) for word in command)]
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  words of our own
            words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait(server: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    """Wait until a server is ready.

    :raises ToolError: it ended, or it took longer than ``START_SECONDS``
    """
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            last_words = log.read_text(encoding="utf-8", errors="replace").strip()[-1500:]
            raise ToolError(f"{server.args!r} did not start within {START_SECONDS} s: {last_words}")
        time.sleep(0.05)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment, for servers that can't choose one themselves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
