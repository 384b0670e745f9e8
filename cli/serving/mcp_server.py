"""The MCP server: the questions as tools, entries and documents as resources.

Nothing that a client can do decides anything: it may propose terms, under its own name.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import (
    ResourceError,
    ResourceNotFoundError,
    ToolError,
    UnexpectedToolError,
)
from mcp_types import CallToolResult, InputRequiredResult, Tool, ToolAnnotations
from pydantic import Field, ValidationError

from align.errors import NotFoundError, TifaError
from align.text import visible
from cli.serving import shapes
from cli.serving.questions import Questions
from cli.serving.wording import said_of

INSTRUCTIONS = """\
A glossary of terms of art (提法) of Chinese policy texts with their renderings, definitions and
evidence. Look a term up before you translate it; use the renderings that are preferred and none
that is deprecated or superseded. `terms` finds all that stand in a text, `check` what a translation
does with them. Entries that are only proposed have been reviewed by nobody. You can propose terms
that stand verbatim in a stored document; people decide."""

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_PROPOSES = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_UNKNOWN = "a client without a name"
_LONGEST_NAME = 100  #: characters of the name of a client, which every change in its name has


class OneLineServer(MCPServer[Any]):
    """Tells of what went wrong in one line, and refuses arguments that a tool does not have."""

    async def list_tools(self) -> list[Tool]:
        """The tools, whose schemas say that they take no other arguments."""
        tools = await super().list_tools()
        return [
            tool.model_copy(
                update={"input_schema": {**tool.input_schema, "additionalProperties": False}}
            )
            for tool in tools
        ]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; see `MCPServer.call_tool`."""
        known = {tool.name: tool.input_schema["properties"] for tool in await super().list_tools()}
        for each in arguments:
            if name in known and each not in known[name]:
                raise ToolError(f"{name} has no argument {each}; use {', '.join(known[name])}")
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            if isinstance(error.__cause__, TifaError):
                raise ToolError(visible(str(error.__cause__))) from error
            raise
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(said_of(error.__cause__.errors())) from error
            raise


def server(questions: Questions) -> MCPServer[Any]:
    """The server over a glossary."""
    made = OneLineServer(
        "tifa",
        title="tifa glossary",
        instructions=INSTRUCTIONS,
        version=version("tifa-glossary"),
        log_level="ERROR",
    )
    _tools_of_terms(made, questions)
    _tools_of_entries(made, questions)
    _resources(made, questions)
    return made


def _tools_of_terms(made: MCPServer[Any], questions: Questions) -> None:
    @made.tool(title="Look up terms", annotations=_READS)
    def lookup(
        query: shapes.Query,
        language: shapes.Code | None = None,
        limit: shapes.Limit = 5,
        statuses: list[shapes.Status] | None = None,
    ) -> shapes.Matches:
        """Find entries by a term in any language, in any form of its words, or by pinyin.

        Answers from the glossary in use and, where that has nothing, from the starter glossary
        (`starter`). `language` matches terms of that language only; `statuses` are those of
        entries, by default all but rejected ones.
        """
        return questions.lookup(query, language, limit, statuses or ())

    @made.tool(title="Terms of a text", annotations=_READS)
    def terms(
        text: shapes.Text,
        language: shapes.Code | None = None,
        statuses: list[shapes.Status] | None = None,
    ) -> shapes.MarkedText:
        """Find every term of the glossary in a text, with its place and what renders it."""
        return questions.terms(text, language, statuses or ())

    @made.tool(title="Check a translation", annotations=_READS)
    def check(
        translation: shapes.Text,
        text: shapes.Text | None = None,
        languages: list[shapes.Code] | None = None,
        statuses: list[shapes.Status] | None = None,
        about: list[shapes.TextIs] | None = None,
        kinds: list[shapes.TextIs] | None = None,
    ) -> shapes.Checked:
        """Check a translation beside its text: terms, numbers, numeric formulas, omissions.

        Without its text only renderings to avoid are found, and what looks like two renderings of
        one term. `languages` are those of the text and its translation, else they are found;
        `statuses` of entries are checked beside approved ones. What the text is `about` and its
        `kinds`, as law, count for renderings that people set for these.
        """
        return questions.check(
            {
                "translation": translation,
                "text": text,
                "languages": languages or [],
                "statuses": statuses or [],
                "about": about or [],
                "kinds": kinds or [],
            }
        )


def _tools_of_entries(made: MCPServer[Any], questions: Questions) -> None:
    @made.tool(title="Evidence of an entry", annotations=_READS)
    def evidence(
        name: shapes.Name, around: shapes.Around = 1, limit: shapes.Limit = 3
    ) -> shapes.Evidence:
        """Show the entries of a term with the documents that use them and their places there."""
        return questions.evidence(name, around, limit)

    @made.tool(title="History of an entry", annotations=_READS)
    def history(name: shapes.Name) -> shapes.History:
        """Show who changed what of the entries of a term, when and why, oldest first."""
        return questions.history(name)

    @made.tool(title="Words in documents", annotations=_READS)
    def find(
        words: shapes.Words,
        languages: list[shapes.Code] | None = None,
        limit: shapes.Limit = 20,
    ) -> shapes.Concordance:
        """Find words in the stored documents, with the sentences and their translations."""
        return questions.find(words, languages or (), limit)

    @made.tool(title="Stored documents", annotations=_READS)
    def documents() -> shapes.Documents:
        """List the stored documents with issuer, date and rank."""
        return questions.documents()

    @made.tool(title="Propose terms for review", annotations=_PROPOSES)
    def propose(
        document: Annotated[
            str, Field(min_length=1, description="A stored document: its number, source or title.")
        ],
        terms: Annotated[list[shapes.ProposedTerm], Field(min_length=1, max_length=shapes.MOST)],
        context: Context[Any, Any],
    ) -> shapes.Proposed:
        """Propose terms that stand in a stored document, for people to decide on.

        Each form has to stand there verbatim, and forms of two languages in sentences that render
        each other; what does not is refused, with the reason, and the rest goes in.
        """
        return questions.propose(terms, document, _client(context))


def _client(context: Context[Any, Any]) -> str:
    """The name under which a client acts, as it says it."""
    said = context.session.client_params
    name = visible(said.client_info.name.strip()[:_LONGEST_NAME]) if said else ""
    return name or _UNKNOWN


def _resources(made: MCPServer[Any], questions: Questions) -> None:
    @made.resource("tifa://documents", title="Stored documents", mime_type="application/json")
    def documents() -> str:
        """The stored documents with issuer, date and rank."""
        return _json(questions.documents())

    @made.resource(
        "tifa://documents/{number}", title="A stored document", mime_type="application/json"
    )
    def document(number: str) -> str:
        """A document sentence by sentence, beside its translation."""
        try:
            return _json(questions.document(number))
        except TifaError as error:
            raise _unread(error) from error

    @made.resource("tifa://entries/{name}", title="An entry", mime_type="application/json")
    def entry(name: str) -> str:
        """The entry with an id, or those of a term, with its evidence."""
        try:
            return _json(questions.evidence(name, 1, 3))
        except TifaError as error:
            raise _unread(error) from error


def _unread(error: TifaError) -> ResourceError:
    kind = ResourceNotFoundError if isinstance(error, NotFoundError) else ResourceError
    return kind(visible(str(error)))


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False)
