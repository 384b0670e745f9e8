"""The MCP server, asked by the SDK's own client: it answers, and decides nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp_types import CallToolResult, Implementation, TextContent, TextResourceContents
from running import TIFA, Tifa, isolated

from cli.reference import Asked
from cli.serving.mcp_server import server
from cli.serving.questions import Questions

TERM = "新质生产力"


@pytest.fixture
def questions(
    filled: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> Questions:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Questions(Asked(str(filled), no_glossary=False))


def said(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def answered(client: Client, tool: str, **arguments: Any) -> Any:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, said(result)
    return result.structured_content


async def test_answers_are_those_of_the_commands(questions: Questions, tifa: Tifa) -> None:
    def lines(*arguments: str) -> list[Any]:
        return [json.loads(line) for line in tifa(*arguments, "--json").stdout.splitlines()]

    async with Client(server(questions)) as client:
        found = await answered(client, "lookup", query="xzscl", limit=2)
        assert found["matches"] == lines("lookup", "xzscl", "--limit", "2")
        found = await answered(client, "evidence", name=TERM, limit=2)
        assert found["entries"] == lines("show", TERM, "--limit", "2")
        found = await answered(client, "history", name=TERM)
        assert found["revisions"] == lines("history", TERM)
        found = await answered(client, "find", words=TERM, limit=2)
        assert found["places"] == lines("find", TERM, "--limit", "2")
        assert found["found"] > 2
        found = await answered(client, "terms", text="加快发展新质生产力。")
        assert [each["text"] for each in found["terms"]] == [TERM]
        found = await answered(
            client,
            "check",
            text="共有5个重点。我们要深化改革。",
            translation="There are 6 priorities. We should deepen reform.",
        )
        assert [each["rule"] for each in found["findings"]] == ["number"]


async def test_terms_of_a_text_are_those_of_the_glossary_as_it_is_now(
    questions: Questions, tifa: Tifa
) -> None:
    async def stand(text: str, **given: Any) -> list[str]:
        found = await answered(client, "terms", text=text, **given)
        return [each["text"] for each in found["terms"]]

    async with Client(server(questions)) as client:
        assert await stand("加快发展新质生产力。\r\n新质生产力。") == [TERM, TERM]
        assert await stand("加快发展新质生产力。", statuses=["rejected"]) == []
        assert tifa("reject", TERM, "--reason", "to see").returncode == 0
        assert await stand("加快发展新质生产力。", statuses=["rejected"]) == [TERM]


async def test_every_tool_says_what_it_takes_and_gives(questions: Questions) -> None:
    async with Client(server(questions)) as client:
        tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        *("lookup", "terms", "check", "evidence", "history", "find", "documents", "propose"),
    }
    for tool in tools:
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint is (tool.name != "propose")
        assert tool.input_schema["additionalProperties"] is False
        for name, given in tool.input_schema["properties"].items():
            assert "default" in given or name in tool.input_schema["required"], name
        assert tool.output_schema
        assert tool.output_schema["type"] == "object"


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_what_is_proposed_stands_there_and_waits_for_people(
    questions: Questions, tifa: Tifa, mode: str
) -> None:
    info = Implementation(name=f"Model Y{'!' * 1000}", version="1")
    async with Client(server(questions), client_info=info, mode=mode) as client:
        found = await answered(
            client,
            "propose",
            document="article.zh.txt",
            terms=[{"terms": {"zh": "走深走实"}, "kind": "slogan"}, {"terms": {"zh": "中国梦"}}],
        )
    assert [each["line"] for each in found["refused"]] == [2]
    assert "中国梦 does not stand in article.zh.txt" in found["refused"][0]["refused"]
    (accepted,) = found["accepted"]
    assert accepted["status"] == "proposed"
    (revision,) = map(json.loads, tifa("history", "走深走实", "--json").stdout.splitlines())
    assert (revision["who"], revision["why"]) == (f"Model Y{'!' * 93}", "proposed over MCP")


@pytest.mark.parametrize(
    ("tool", "arguments", "error"),
    [
        ("lookup", {}, "query: field required"),
        ("lookup", {"query": "x", "limit": 0}, "limit: input should be greater than or equal to 1"),
        ("lookup", {"query": "x", "max": 3}, "lookup has no argument max; use query, language"),
        ("lookup", {"query": "x", "language": "xx"}, "language: use one of zh, en"),
        ("lookup", {"query": ["x"]}, "query: input should be a valid string"),
        ("evidence", {"name": "nothing\nhere"}, "nothing␊here: not in the glossary"),
        ("check", {"translation": "深化改革。"}, "translation: is Chinese and stands alone"),
        ("propose", {"document": "none", "terms": [{"terms": {}}]}, "none: no such document"),
        ("propose", {"document": "1", "terms": []}, "terms: list should have at least 1 item"),
        ("approve", {"name": TERM}, "Unknown tool: approve"),
    ],
)
async def test_what_is_wrong_is_said_in_a_line(
    questions: Questions, tool: str, arguments: dict[str, Any], error: str
) -> None:
    async with Client(server(questions)) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert said(result).startswith(error)
    assert "\n" not in said(result)


async def test_entries_and_documents_are_resources(questions: Questions) -> None:
    async with Client(server(questions)) as client:
        for address, key in {
            "tifa://documents": "documents",
            "tifa://documents/1": "lines",
            "tifa://entries/%E6%96%B0%E8%B4%A8%E7%94%9F%E4%BA%A7%E5%8A%9B": "entries",
        }.items():
            (content,) = (await client.read_resource(address)).contents
            assert isinstance(content, TextResourceContents)
            assert json.loads(content.text)[key]
        with pytest.raises(MCPError, match="77: no such document"):
            await client.read_resource("tifa://documents/77")


async def test_over_standard_streams_only_the_protocol_is_spoken(
    seed_glossary: Path, tmp_path: Path
) -> None:
    shutil.copy(seed_glossary, tmp_path / "glossary.sqlite")
    parameters = StdioServerParameters(
        command=str(TIFA), args=["serve", "--mcp"], env=isolated(tmp_path), cwd=tmp_path
    )
    async with Client(parameters) as client:
        found = await answered(client, "lookup", query=TERM, limit=1)
    assert found["matches"][0]["match"]["term"] == TERM
    nonsense = subprocess.run(
        [TIFA, "serve", "--mcp"], input=b"nonsense\n", capture_output=True, env=isolated(tmp_path)
    )
    assert nonsense.returncode == 0
    assert [json.loads(line)["jsonrpc"] for line in nonsense.stdout.splitlines()] in ([], ["2.0"])


def test_a_server_that_is_not_installed_is_said_in_a_line(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "sys.modules[sys.argv[1]] = None\n"
        "from cli.main import run\n"
        "sys.exit(run(['serve', sys.argv[2]]))"
    )
    for module, option in (("mcp", "--mcp"), ("fastapi", "--http"), ("uvicorn", "--http")):
        done = subprocess.run(
            [sys.executable, "-c", program, module, option],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env=isolated(tmp_path),
            cwd=Path(__file__).parents[2],
        )
        assert (done.returncode, done.stdout) == (2, "")
        hint = f"install it: pip install 'tifa-glossary[{option[2:]}]'\n"
        assert done.stderr.endswith(hint), done.stderr
        assert done.stderr.count("\n") == 1


def test_other_commands_load_no_server() -> None:
    program = (
        "import sys\n"
        "import cli.review, cli.serve, cli.propose\n"
        "from cli.main import run\n"
        "run(['lookup', '三首', '--json'])\n"
        "print([name for name in ('mcp', 'fastapi', 'pydantic', 'uvicorn') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=os.environ | {"TIFA_CONFIG": os.devnull},
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.splitlines()[-1] == "[]"
