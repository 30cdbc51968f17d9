"""One server's Graph Store Protocol: graphs replaced and added to over HTTP."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from typing import IO
from urllib.parse import quote

from kg.errors import PushError
from kg.push.credentials import PASSWORD, TOKEN, USER, Credentials, check_address

_HINTS = {
    401: f"it asks for credentials; set {USER} and {PASSWORD} or {TOKEN}, or use netrc",
    403: "these credentials may not write",
    404: "no Graph Store Protocol there; Oxigraph has it at /store, Fuseki at /DATASET/data, Virtuoso at "
    "/sparql-graph-crud-auth",
    405: "it takes no graphs there, or is read-only",
}
_EXCERPT = 200


class TooLarge(PushError):
    """The server takes requests, but none of that size."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected PUT would arrive as a GET."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> None:
        """Follow nothing; the status is reported."""
        return


class GraphStore:
    """A server that keeps named graphs.

    Args:
        url: of its Graph Store Protocol, without ``?graph=``.
        credentials: None for a server that asks for none; Basic and Digest are answered.
        timeout: seconds that one request may take.

    Raises:
        ConfigError: ``url`` is no http or https address, or holds a user.
    """

    def __init__(self, url: str, credentials: Credentials | None = None, timeout: float = 60.0) -> None:
        check_address(url)
        self.url = url
        self._timeout = timeout
        self._headers = {"Content-Type": "application/n-triples", "User-Agent": "newskg"}
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if credentials and credentials.token:
            self._headers["Authorization"] = f"Bearer {credentials.token}"
        elif credentials:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, url, credentials.user, credentials.password)
            handlers += [
                urllib.request.HTTPBasicAuthHandler(known),
                urllib.request.HTTPDigestAuthHandler(known),
            ]
        self._opener = urllib.request.build_opener(*handlers)

    def replace(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in the place of whatever the graph held (HTTP PUT).

        Raises:
            PushError: the server cannot be reached or refuses.
            TooLarge: it refuses for the size alone.
        """
        self._send("PUT", graph, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph (HTTP POST); errors as for ``replace``."""
        self._send("POST", graph, triples)

    def _send(self, method: str, graph: str, triples: bytes) -> None:
        mark = "&" if "?" in self.url else "?"
        address = f"{self.url}{mark}graph={quote(graph, safe='')}"
        request = urllib.request.Request(address, triples, self._headers, method=method)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            raise self._refused(error) from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise PushError(f"{self.url}: cannot be reached: {_words(reason)}") from error

    def _refused(self, error: urllib.error.HTTPError) -> PushError:
        if error.code == http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return TooLarge(f"{self.url}: answered 413, too large")
        if error.code in range(300, 400):
            return PushError(f"{self.url}: is elsewhere: use {error.headers.get('Location')}")
        told = error.read(_EXCERPT).decode("utf-8", "replace")
        hint = _HINTS.get(error.code) or " ".join(told.split())
        return PushError(f"{self.url}: answered {error.code} {error.reason}" + (f": {hint}" if hint else ""))


def _words(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return (reason.strerror if isinstance(reason, OSError) else None) or str(reason) or type(reason).__name__
