"""The review application in a browser: it is there, and for nobody but the reviewer's own page."""

from __future__ import annotations

import asyncio
import http.client
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from programs import program
from running import Tifa
from serving import SOCKET, Served, Window, filled, serving
from waiting import PATIENCE

from glossary.model import ConceptStatus
from glossary.store import Glossary


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, seed_glossary: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("web")
    shutil.copy(seed_glossary, folder / "glossary.sqlite")
    with serving(folder) as server:
        yield server


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


@pytest.mark.parametrize(
    "path",
    ["/", "/ws", "/static/js/textual.js", "/own/page.js", "/download/x", "/nothing", "/?token=x"],
)
@pytest.mark.parametrize("form", ["{}", "x{}", "{}x", "", "\xe9", "%00", "{}; tifa-1=x"])
def test_without_the_token_of_this_start_nothing_is_answered(
    served: Served, path: str, form: str
) -> None:
    name, _, token = served.cookie.partition("=")
    known = f"{name}={form.format(token)}"
    wanted = form in ("{}", "{}; tifa-1=x")
    for cookie in (known, f"a=b; {known}"):
        status = served.ask(path, Cookie=cookie, Origin=served.origin).status
        assert (status != 403) == wanted
    assert served.ask(path, Cookie=f"tifa-1={token}").status == 403
    assert served.ask(path, **SOCKET, Cookie="", Origin=served.origin).status == 403


def test_the_token_is_another_at_each_start_and_only_in_the_address_that_is_printed(
    served: Served, tmp_path: Path
) -> None:
    with serving(tmp_path) as other:
        token, other_token = (each.url.partition("token=")[2] for each in (served, other))
        assert len(token) >= 43
        assert token != other_token
        assert other.ask("/", Cookie=f"tifa-{other.port}={token}").status == 403
        answer = other.ask("/")
        kept = answer.headers["Set-Cookie"]
        assert kept.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Strict"]
        assert other_token not in answer.read().decode()
        command = Path(f"/proc/{other.process}/cmdline").read_bytes()
        assert other_token.encode() not in command


def test_a_socket_is_asked_for_as_one(served: Served) -> None:
    for headers in ({}, {"Upgrade": "h2c", "Connection": "Upgrade"}):
        answer = served.ask("/ws", Origin=served.origin, **headers)
        assert answer.status == 400
    assert "Traceback" not in served.said.read_text()


def test_a_socket_that_does_not_say_whose_it_is_is_refused(served: Served) -> None:
    assert served.ask("/ws", **SOCKET).status == 403


def test_another_port_of_this_machine_is_another_site(served: Served) -> None:
    assert served.ask("/ws", **SOCKET, Origin="http://127.0.0.1:1").status == 403


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
        page.set_default_timeout(1_000 * PATIENCE)
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
        assert page.url == f"{served.origin}/"  # the token is out of sight, and a reload works
        page.reload()
        page.wait_for_selector("body.-first-byte")
        _until(page, lambda: "国有企业" in b"".join(seen).decode("utf-8", "replace"))
        page.keyboard.press("a")
        _until(page, lambda: _approved(served.glossary) == 1)
        cookies = page.context.cookies()
        browser.close()
        assert all(each["httpOnly"] and each["sameSite"] == "Strict" for each in cookies), cookies
    assert violations == []
    assert all(url.startswith(f"{served.origin}/") for url in asked), asked


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def _until(page: object, holds: object) -> None:
    """Let the page work until something holds."""
    for _ in range(10 * PATIENCE):
        if holds():  # type: ignore[operator]
            return
        page.wait_for_timeout(100)  # type: ignore[attr-defined]
    pytest.fail(f"it did not come within {PATIENCE} seconds")


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


@pytest.mark.parametrize("options", [["--allow-remote"], ["--public-url", "https://t.example"]])
def test_where_others_may_reach_it_it_reaches_no_files_and_says_so(
    tmp_path: Path, options: list[str]
) -> None:
    with serving(filled(tmp_path), *options) as server:
        said = server.said.read_text()
    assert "edits the glossary as Tester and reaches no files" in said
    assert server.url.startswith("https://t.example/?" if options[1:] else "http://127.0.0.1:")


LOGIN = ("--public-url", "http://t.example", "--login-header", "X-Remote-User")
SECRET = "s" * 32


async def test_whom_the_server_in_front_logs_in_is_the_reviewer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = (*LOGIN, "--port", str(port))
    with serving(filled(tmp_path), *options, TIFA_PROXY_SECRET=SECRET) as server:
        assert server.url == "http://t.example/"
        assert SECRET not in server.said.read_text()
        host = {"Host": "t.example", "Origin": "http://t.example"}
        for headers in (
            {"X-Remote-User": "wang"},
            {"X-Remote-User": "wang", "X-Tifa-Secret": "t" * 32},
            {"X-Tifa-Secret": SECRET},
            {"X-Tifa-Secret": SECRET, "X-Remote-User": "x" * 201},
            {"X-Tifa-Secret": SECRET, "X-Remote-User": "wang", "x-remote-user": "li"},
        ):
            assert (await asyncio.to_thread(_status, port, {**host, **headers})) == 403
        proxied = {**host, "X-Tifa-Secret": SECRET, "X-Remote-User": "wang"}
        assert (await asyncio.to_thread(_status, port, proxied)) == 200
        async with (
            aiohttp.ClientSession(headers=proxied) as session,
            session.ws_connect(
                f"http://127.0.0.1:{port}/ws", params={"width": "100", "height": "30"}
            ) as connection,
        ):
            window = Window(connection)
            await window.shown("state-owned")
            await window.say('["stdin", "a"]')
            await window.shown("approved 1")
            await window.say('["stdin", "q"]')
            await window.closed()
        with Glossary.open(str(server.glossary), read_only=True) as glossary:
            assert [each.who for each in glossary.history("one")] == ["Tester", "wang"]


@pytest.mark.parametrize(
    ("options", "secret", "said"),
    [
        (LOGIN, "short", "TIFA_PROXY_SECRET has 5 characters, and --login-header needs 32"),
        (LOGIN[2:], SECRET, "--login-header needs --public-url"),
        ((*LOGIN[:3], ""), SECRET, "'' is no header that names who is logged in"),
        ((*LOGIN[:3], "x-tifa-secret"), SECRET, "'x-tifa-secret' is no header that names"),
    ],
)
def test_a_login_needs_a_secret_and_a_server_in_front(
    tifa: Tifa, options: tuple[str, ...], secret: str, said: str
) -> None:
    answer = tifa("review", "--web", *options, TIFA_PROXY_SECRET=secret)
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"tifa: {said}")


def _status(port: int, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/", headers=headers)
    return connection.getresponse().status


async def test_a_visitor_exports_below_the_folder_that_is_named_and_nowhere_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    with serving(filled(tmp_path), "--allow-remote", "--folder", folder) as server:
        assert f"below {folder}, and no others" in server.said.read_text()
        async with server.window(width=120, height=40) as window:
            await window.shown("国有企业")
            await window.say('["stdin","X"]')
            await window.shown("enter writes the file")
            await window.say('["stdin","../out.tbx\\r"]')
            await window.shown("is not below the folder")
            await window.say('["stdin","\\u0015"]')
            await window.shown("its extension gives the format")
            await window.say('["stdin","in.tbx\\r"]')
            await window.shown("written to in.tbx")
    assert (folder / "in.tbx").exists()
    assert not (tmp_path / "out.tbx").exists()


async def test_each_window_begins_with_the_filter_that_options_make(tmp_path: Path) -> None:
    options = "--min-score", "0.1", "--issuer", "State Council"
    with serving(filled(tmp_path), *options) as server:
        async with server.window(width=120, height=40) as window:
            await window.shown('min-score:0.1 issuer:"State Council"')


async def test_a_visitor_without_a_folder_is_told_that_files_are_out_of_reach(
    tmp_path: Path,
) -> None:
    with serving(filled(tmp_path), "--allow-remote") as server:
        async with server.window(width=120, height=40) as window:
            await window.shown("国有企业")
            for key in "XI":
                await window.say(f'["stdin","{key}"]')
                await window.shown("started without --folder")
                await window.say('["stdin","\\u001b"]')
                await window.shown("palette")
