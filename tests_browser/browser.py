"""Debian's chromium over its own protocol: one page, what it asked for, what it complained about."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--remote-debugging-port=0",
)  # fmt: skip
PATIENCE = 60.0  # seconds for one answer
KEYS = {"Enter": ("\r", 13), "Tab": ("", 9)}  # key -> text, virtual key code
Json = Any  # whatever the protocol or a page answers
_T = TypeVar("_T")


class BrowserError(RuntimeError):
    """The browser didn't start, didn't answer, or refused; the message says what was asked."""


class Browser:
    """One page of one browser with an empty profile.

    :ivar requests: addresses that were asked for since the last ``open``
    :ivar complaints: errors in the console and exceptions since then
    """

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._number = 0
        self._loaded = False
        self._session: str | None = None
        self._loop = asyncio.new_event_loop()
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = shutil.which("chromium")
        if command is None:
            raise BrowserError("chromium isn't installed; run python -m tests_browser.prepare")
        self._process = subprocess.Popen(
            [command, *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._run(self._connect())

    def open(self, address: str, *, headers: Mapping[str, str] | None = None) -> None:
        """Go to ``address`` and wait until everything is loaded."""
        self.requests.clear()
        self.complaints.clear()
        self._loaded = False
        self.call("Page.navigate", url=address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page that is on its way is loaded.

        :raises BrowserError: it never was
        """
        self._run(asyncio.wait_for(self._until_loaded(), PATIENCE))

    def look(self, *, width: int, scheme: str = "light", height: int = 900) -> None:
        """Be so many CSS pixels wide, in ``light`` or ``dark``."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def value(self, expression: str) -> Json:
        """What JavaScript makes of ``expression``, promises awaited; works where the page itself may run nothing.

        :raises BrowserError: it threw
        """
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{expression[:80]}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release ``Tab`` or ``Enter``; a page that this opens is still on its way."""
        text, code = KEYS[key]
        pressed = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self._loaded = False
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **pressed)
        self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that ``selector`` finds, and wait for the page that this opens."""
        place = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center', "
            "behavior: 'instant'}); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]"
            " })()"
        )
        self._loaded = False
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)
        self.settle()

    def picture(self, path: Path, *, whole: bool = True) -> Path:
        """Write a picture of the whole page, or of what is on the screen."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(answer["data"]))
        return path

    def call(self, method: str, **parameters: object) -> Json:
        """Ask the browser for something and wait for its answer.

        :raises BrowserError: it refused, or said nothing
        """
        return self._run(asyncio.wait_for(self._call(method, parameters), PATIENCE))

    def close(self) -> None:
        """End the browser."""
        self._run(self._connection.close())
        self._run(self._http.close())
        self._process.terminate()
        self._process.wait(timeout=20)
        self._loop.close()
        self._profile.cleanup()

    def _run(self, doing: Awaitable[_T]) -> _T:
        async def done() -> _T:
            return await doing

        return self._loop.run_until_complete(done())

    async def _connect(self) -> None:
        port, path = await self._port()
        self._http = aiohttp.ClientSession()
        self._connection = await self._http.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0)
        target = (await self._call("Target.createTarget", {"url": "about:blank"}))["targetId"]
        attached = await self._call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self._call(f"{domain}.enable", {})

    async def _port(self) -> tuple[str, str]:
        """The port that the browser chose, and the path of its socket; it writes both into its profile."""
        written = Path(self._profile.name) / "DevToolsActivePort"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            lines = written.read_text().splitlines() if written.is_file() else []
            if len(lines) == 2:
                return lines[0], lines[1]
            await asyncio.sleep(0.1)
        raise BrowserError(f"chromium didn't start within {PATIENCE:.0f} s")

    async def _call(self, method: str, parameters: Mapping[str, object]) -> Json:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        await self._connection.send_json(message | ({"sessionId": self._session} if self._session else {}))
        while True:
            answer = await self._hear()
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    async def _until_loaded(self) -> None:
        while not self._loaded:
            await self._hear()

    async def _hear(self) -> Json:
        heard = await self._connection.receive_json()
        told = heard.get("params", {})
        match heard.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if told["type"] in ("error", "warning", "assert"):
                self.complaints.append(str(told["args"]))
            case "Log.entryAdded" if told["entry"]["level"] in ("error", "warning"):
                self.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}".strip())
        return heard
