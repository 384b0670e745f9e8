"""The HTTP API: what the commands say as JSON, for nobody but programs of this machine."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from running import Tifa
from serving import Served, filled, serving

COMMAND = ("serve", "--http")
TERM = "新质生产力"
TOKEN = "a-token-of-this-test"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, seed_glossary: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("http")
    shutil.copy(seed_glossary, folder / "glossary.sqlite")
    with serving(folder, command=COMMAND) as server:
        yield server


def asked(served: Served, path: str, given: object = None) -> tuple[int, Any]:
    answer = served.ask(path) if given is None else served.give(path, json.dumps(given).encode())
    return answer.status, json.loads(answer.read())


def test_answers_are_those_of_the_commands(
    served: Served, tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    def said(*arguments: str | Path) -> list[Any]:
        lines = tifa(*arguments, TIFA_GLOSSARY=str(served.glossary)).stdout.splitlines()
        return [json.loads(line) for line in lines]

    term = quote(TERM)
    status, found = asked(served, "/lookup?query=xzscl&limit=2")
    assert (status, found["matches"]) == (200, said("lookup", "xzscl", "--limit", "2", "--json"))
    _, found = asked(served, f"/entries/{term}")
    assert found["entries"] == said("show", TERM, "--json")
    _, found = asked(served, f"/entries/{term}/history")
    assert found["revisions"] == said("history", TERM, "--json")
    _, found = asked(served, f"/find?words={term}&language=zh&limit=3")
    assert found["places"] == said("find", TERM, "--languages", "zh", "--limit", "3", "--json")
    texts = [path.read_text(encoding="utf-8").partition("\n2024")[2] for path in seeds]
    texts[1] = texts[1].replace("2024", "2023")
    (marked,) = said("annotate", seeds[0], "--format", "json")
    _, found = asked(served, "/terms", {"text": marked["text"], "language": "zh"})
    assert found["terms"] == marked["terms"]
    for name, text in zip(("text", "translation"), texts, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    _, found = asked(served, "/check", {"text": texts[0], "translation": texts[1]})
    assert found["findings"] == said("check", "text", "translation", "--format", "jsonl")
    assert found["findings"]


def test_documents_are_listed_and_read(served: Served) -> None:
    _, listed = asked(served, "/documents")
    assert [each["source"] for each in listed["documents"]] == ["article.zh.txt", "article.txt"]
    _, read = asked(served, "/documents/1")
    assert {side["language"] for line in read["lines"] for side in line} == {"zh", "en"}
    assert asked(served, "/documents/article.zh.txt")[1] == read


@pytest.mark.parametrize(
    ("path", "given", "code", "error"),
    [
        ("/lookup", None, 422, "query.query: field required"),
        ("/lookup?query=x&limit=0", None, 422, "query.limit: input should be greater than"),
        ("/lookup?query=x&language=xx", None, 422, "query.language: use one of zh, en"),
        ("/lookup?query=" + "x" * 501, None, 422, "query.query: string should have at most 500"),
        ("/entries/%00%1b", None, 404, "␀␛: not in the glossary; look it up first"),
        ("/entries/none/history", None, 404, "none: not in the glossary"),
        ("/entries/a%2Fb", None, 404, "a/b: not in the glossary"),
        ("/entries/a%2Fb/history", None, 404, "a/b: not in the glossary"),
        ("/documents/news%2F1.txt", None, 404, "news/1.txt: no such document"),
        ("/documents/17", None, 404, "17: no such document"),
        ("/terms", {"text": ""}, 422, "body.text: string should have at least 1"),
        ("/terms", {"text": "x", "path": "/etc/passwd"}, 422, "body.path: extra inputs"),
        ("/terms", {"text": " "}, 400, "text: there is no text in it"),
        ("/check", {"translation": "深化改革。"}, 400, "translation: is Chinese and stands alone"),
        (
            "/check",
            {"translation": "Reform.", "languages": ["zh", "en"]},
            400,
            "2 languages are said for 1 texts",
        ),
        ("/nothing", None, 404, "Not Found"),
        ("/lookup", {}, 405, "Method Not Allowed"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    served: Served, path: str, given: object, code: int, error: str
) -> None:
    status, answer = asked(served, path, given)
    assert (status, list(answer)) == (code, ["error"])
    assert answer["error"].startswith(error)
    assert "\n" not in answer["error"]
    assert "Traceback" not in served.said.read_text()


def test_openapi_describes_every_question(served: Served) -> None:
    _, page = asked(served, "/openapi.json")
    assert set(page["paths"]) == {
        *("/lookup", "/terms", "/check", "/find", "/documents", "/documents/{name}"),
        *("/entries/{name}", "/entries/{name}/history"),
    }
    assert "MatchedEntry" in page["components"]["schemas"]
    assert served.ask("/docs").status == 404  # it would load scripts from elsewhere


@pytest.mark.parametrize(
    "foreign",
    [{"Host": "evil.example"}, {"Host": ""}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
)
def test_pages_of_other_sites_are_refused(served: Served, foreign: dict[str, str]) -> None:
    assert served.ask("/documents", **foreign).status == 403
    answer = served.ask("/documents", Origin=served.origin)
    assert answer.status == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_more_than_any_text_is_not_read(served: Served) -> None:
    answer = served.give("/terms", b" " * 40_000_000)
    assert answer.status == 413


def test_where_there_is_a_token_everybody_needs_it(tmp_path: Path) -> None:
    with serving(filled(tmp_path), command=COMMAND, TIFA_TOKEN=TOKEN) as server:
        for headers in ({}, {"Authorization": TOKEN}, {"Authorization": "Bearer x"}):
            answer = server.ask("/documents", **headers)
            assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert server.ask(f"/documents?token={TOKEN}").status == 401
        assert server.ask("/openapi.json").status == 401
        assert server.ask("/documents", Authorization=f"Bearer {TOKEN}").status == 200
        page = json.loads(server.ask("/openapi.json", Authorization=f"bearer {TOKEN}").read())
        assert page["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"


@pytest.mark.parametrize(
    ("options", "variables", "error"),
    [
        ([], {}, "nothing says how to serve; give either --mcp or --http"),
        (["--mcp", "--http"], {}, "nothing says how to serve; give either --mcp or --http"),
        (["--http", "--host", "192.0.2.1"], {}, "192.0.2.1 can be reached by others, and there is"),
        (["--http", "--host", "::"], {"TIFA_TOKEN": TOKEN}, ":: is every address of this machine"),
        (
            ["--http", "--public-url", "https://a.example"],
            {},
            "https://a.example can be reached by",
        ),
        (["--http"], {"TIFA_TOKEN": "short"}, "the token in TIFA_TOKEN is no text of 16 or more"),
        (["--http", "--glossary", "none.sqlite"], {}, "there is no glossary none.sqlite"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_line(
    tifa: Tifa, options: list[str], variables: dict[str, str], error: str
) -> None:
    answer = tifa("serve", *options, **variables)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"tifa: {error}")
    assert answer.stderr.count("\n") == 1


def test_a_port_in_use_is_said_in_a_line(tifa: Tifa) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = tifa("serve", "--http", "--port", port)
    assert answer.returncode == 2
    assert answer.stderr == (
        f"tifa: cannot listen on 127.0.0.1, port {port}: address already in use;"
        " choose another with --port\n"
    )
