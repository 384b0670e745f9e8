"""The HTTP API: the questions as JSON, with OpenAPI; it reads and changes nothing.

Who may ask is judged as for the review application in a browser (`tui.web.guard`).
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from typing_extensions import TypedDict

from align.errors import InputError, NotFoundError, TifaError
from align.formats import MAX_CHARACTERS
from align.text import visible
from cli.serving import shapes
from cli.serving.questions import Questions
from cli.serving.wording import said_of
from tui.web.address import Address
from tui.web.guard import foreign, is_same

#: Bytes of a request: two texts as long as any may be, in UTF-8 and as JSON escapes it at worst.
MOST_BYTES = 12 * MAX_CHARACTERS
_DESCRIPTION = (
    "Terms of art (提法) of Chinese policy texts, for CAT plug-ins and scripts. It reads only:"
    " entries are changed in the review application and by the commands."
)


class Wrong(TypedDict):
    """What is wrong, and what to try."""

    error: str


class Guard:
    """Answers nobody but who may ask, and reads no more than `MOST_BYTES` of what they send.

    Args:
        token: what is asked for as `Authorization: Bearer TOKEN`; None: nothing.
    """

    def __init__(self, app: ASGIApp, ours: Address, token: str | None) -> None:
        self._app = app
        self._ours = ours
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here is a WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        refused = self._refusal(headers)
        if refused is None:
            await self._app(scope, self._limited(receive), send)
        else:
            await refused(scope, receive, send)

    def _refusal(self, headers: Headers) -> JSONResponse | None:
        reason = foreign(self._ours, headers)
        if reason is not None:
            return _wrong(403, reason)
        kind, _, given = headers.get("Authorization", "").partition(" ")
        if self._token and not (kind.lower() == "bearer" and is_same(given.strip(), self._token)):
            said = _wrong(401, "Send the token of this server: Authorization: Bearer TOKEN.")
            said.headers["WWW-Authenticate"] = "Bearer"
            return said
        return None

    def _limited(self, receive: Receive) -> Receive:
        read = 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST_BYTES:
                raise HTTPException(413, f"more than {MOST_BYTES:,} bytes; send it in parts")
            return message

        return limited


def api(questions: Questions, ours: Address, token: str | None = None) -> FastAPI:
    """The application that answers under an address.

    Args:
        token: what everybody has to send; None for none.
    """
    made = FastAPI(
        title="tifa",
        version=version("tifa-glossary"),
        description=_DESCRIPTION,
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        responses={code: {"model": Wrong} for code in (400, 404, 422, 500)},
        # `Guard` asks for it; this has OpenAPI say so.
        dependencies=[Depends(HTTPBearer(auto_error=False))] if token else [],
    )
    made.add_middleware(Guard, ours=ours, token=token)
    made.add_exception_handler(TifaError, _failed)
    made.add_exception_handler(RequestValidationError, _invalid)
    made.add_exception_handler(HTTPException, _refused)
    _of_terms(made, questions)
    _of_entries(made, questions)
    return made


def _of_terms(made: FastAPI, questions: Questions) -> None:
    @made.get("/lookup", summary="Entries that match a query")
    def lookup(
        query: shapes.Query,
        language: shapes.Code | None = None,
        limit: shapes.Limit = 5,
        status: Annotated[list[shapes.Status], Query()] = [],  # noqa: B006 - it is copied
    ) -> shapes.Matches:
        return questions.lookup(query, language, limit, status)

    @made.post("/terms", summary="The terms in a text")
    def terms(given: shapes.GivenText) -> shapes.MarkedText:
        return questions.terms(given["text"], given.get("language"), given.get("statuses", ()))

    @made.post("/check", summary="What to look at in a translation")
    def check(given: shapes.GivenTranslation) -> shapes.Checked:
        return questions.check(given)


def _of_entries(made: FastAPI, questions: Questions) -> None:
    # Names may hold a slash, as those of files do; so the longer path comes first.
    @made.get("/entries/{name:path}/history", summary="Who changed them, when and why")
    def history(name: Annotated[shapes.Name, Path()]) -> shapes.History:
        return questions.history(name)

    @made.get("/entries/{name:path}", summary="The entries of a term or id, with evidence")
    def evidence(
        name: Annotated[shapes.Name, Path()],
        around: shapes.Around = 1,
        limit: shapes.Limit = 3,
    ) -> shapes.Evidence:
        return questions.evidence(name, around, limit)

    @made.get("/find", summary="Words in the stored documents")
    def find(
        words: shapes.Words,
        language: Annotated[list[shapes.Code], Query()] = [],  # noqa: B006 - it is copied
        limit: shapes.Limit = 20,
    ) -> shapes.Concordance:
        return questions.find(words, language, limit)

    @made.get("/documents", summary="The stored documents")
    def documents() -> shapes.Documents:
        return questions.documents()

    @made.get("/documents/{name:path}", summary="A stored document, sentence by sentence")
    def document(name: Annotated[shapes.Name, Path()]) -> shapes.DocumentText:
        return questions.document(name)


def _wrong(code: int, reason: str) -> JSONResponse:
    return JSONResponse({"error": visible(reason)}, status_code=code)


async def _failed(_: Request, error: Exception) -> JSONResponse:
    """What the commands would say on their one line."""
    kinds = {NotFoundError: 404, InputError: 400}
    code = next((code for kind, code in kinds.items() if isinstance(error, kind)), 500)
    return _wrong(code, str(error))


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return _wrong(422, said_of(error.errors()))


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _wrong(error.status_code, error.detail)


def serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until interrupted.

    Args:
        ready: called once requests are answered.
    """

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with suppress(KeyboardInterrupt):  # which it raises again once it has ended
        Server(config).run(sockets=[listener])
