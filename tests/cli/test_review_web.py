"""The review application in a browser: it is there, and for nobody but the reviewer's own page."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from programs import program
from running import TIFA, Tifa, isolated

from align.errors import SettingsError
from glossary.model import ConceptStatus
from glossary.store import Glossary
from tui.web.guard import address, is_loopback

SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@dataclass(frozen=True, slots=True)
class Served:
    """A server at work, over a glossary of its own."""

    port: int
    glossary: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest("GET", path, skip_host=True)
        given = {"Host": f"127.0.0.1:{self.port}", **headers}
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, seed_glossary: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("web")
    glossary = Path(shutil.copy(seed_glossary, folder / "glossary.sqlite"))
    with subprocess.Popen(
        [TIFA, "review", "--web", "--port", "0"],
        cwd=folder,
        env=isolated(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found, said
        yield Served(int(found[1]), glossary)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_our_own_page_is_answered(served: Served) -> None:
    answer = served.ask("/")
    assert answer.status == 200
    assert "tifa review" in answer.read().decode()


def test_the_page_loads_nothing_from_elsewhere_and_stands_in_no_frame(served: Served) -> None:
    answer = served.ask("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    text = answer.read().decode()
    assert re.findall(r"https?://", text) == []
    assert re.findall(r"wss?://[^\"]+", text) == [f"ws://127.0.0.1:{served.port}/ws"]


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/own/page.js"])
@pytest.mark.parametrize(
    "foreign",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8000"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
    ],
)
def test_pages_of_other_sites_are_refused(
    served: Served, path: str, foreign: dict[str, str]
) -> None:
    assert served.ask(path, **SOCKET, **foreign).status == 403


def test_a_socket_that_does_not_say_whose_it_is_is_refused(served: Served) -> None:
    assert served.ask("/ws", **SOCKET).status == 403


def test_another_port_of_this_machine_is_another_site(served: Served) -> None:
    assert served.ask("/ws", **SOCKET, Origin="http://127.0.0.1:1").status == 403


@pytest.mark.parametrize("size", ["0", "-1", "99999999999", "١٢", "x"])
def test_no_window_is_that_large(served: Served, size: str) -> None:
    from urllib.parse import quote

    origin = f"http://127.0.0.1:{served.port}"
    path = f"/ws?width={quote(size)}&height=24"
    assert served.ask(path, **SOCKET, Origin=origin).status == 403


def test_there_is_no_list_of_files(served: Served) -> None:
    assert served.ask("/static/").status == 403
    assert served.ask("/own/../server.py").status in (403, 404)
    assert served.ask("/own/server.py").status == 404


def test_a_decision_in_the_browser_is_stored_and_no_request_leaves_the_machine(
    served: Served,
) -> None:
    from playwright.sync_api import sync_playwright

    seen: list[bytes] = []
    asked: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program("chromium"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: seen.append(_bytes(frame))),
        )
        violations: list[str] = []
        page.on(
            "console",
            lambda line: violations.append(line.text) if line.type == "error" else None,
        )
        page.goto(served.url)
        page.wait_for_selector("body.-first-byte")
        _until(page, lambda: "国有企业" in b"".join(seen).decode("utf-8", "replace"))
        page.keyboard.press("a")
        _until(page, lambda: _approved(served.glossary) == 1)
        browser.close()
    assert violations == []
    assert all(url.startswith(served.url) for url in asked), asked


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def _until(page: object, holds: object) -> None:
    """Let the page work until something holds."""
    for _ in range(300):
        if holds():  # type: ignore[operator]
            return
        page.wait_for_timeout(100)  # type: ignore[attr-defined]
    pytest.fail("it did not come within 30 seconds")


def _approved(path: Path) -> int:
    with Glossary.open(str(path), read_only=True) as glossary:
        return glossary.count()[ConceptStatus.APPROVED]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "terms.example.org"])
def test_an_address_that_others_reach_is_refused_unless_allowed(tifa: Tifa, host: str) -> None:
    answer = tifa("review", "--web", "--host", host)
    assert answer.returncode == 2
    assert "--allow-remote" in answer.stderr


def test_a_port_that_is_taken_is_said(tifa: Tifa, served: Served) -> None:
    answer = tifa("review", "--web", "--port", str(served.port))
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"tifa: cannot listen on 127.0.0.1, port {served.port}: ")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_loopback_is_known_in_all_its_forms(host: str) -> None:
    assert is_loopback(host)


def test_behind_a_proxy_only_its_name_is_ours() -> None:
    ours = address("127.0.0.1", 8000, "https://Terms.example.org")
    assert ours.hosts == {"terms.example.org"}
    assert ours.origins == {"https://terms.example.org"}
    assert ours.secure


@pytest.mark.parametrize("url", ["terms.example.org", "ftp://x.example", "https://x.example/a"])
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="not the address of a site"):
        address("127.0.0.1", 8000, url)


def test_every_address_needs_a_name_to_check() -> None:
    with pytest.raises(SettingsError, match="--public-url"):
        address("0.0.0.0", 8000)
