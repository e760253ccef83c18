"""One question to an OpenAI-compatible server, and its answer or the reason why there is none.

The server is trusted with nothing: its answer is bounded in bytes and in time, redirects are not followed, no proxy
is taken from the environment, and neither the report's words nor the key stand in any message.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from tallystick.llm.answer import Answer, schema

if TYPE_CHECKING:
    import httpx

ANSWER_BYTES: Final = 256 * 1024  # the fullest report of evaluation/ develop needs about 6 KB
CONNECT_S: Final = 10.0  # seconds to reach the server at all
SEED: Final = 1
_BUSY = frozenset({429, 503})  # asked again after a while: too many questions, or the model is still loading
_SHUT = frozenset({401, 403, 404})  # the next report would be told the same
_REMEDIES: Final[Mapping[int, str]] = {
    400: "see the server's log: the piece may be too long for its context (8,192 tokens do), or it wants --llm-model",
    401: "give the name of the variable that holds the key with --llm-key-env",
    403: "look whether the key may use this model",
    404: "look whether --llm-url ends as the server wants it (mostly in /v1) and --llm-model is one that it has",
    413: "allow longer questions on the server",
    422: "see the server's log: it may not know response_format json_schema; take a newer version of it",
    429: "raise --llm-timeout, or the limit on questions",
    503: "wait until the model is loaded, or raise --llm-timeout",
}


class NoAnswerError(Exception):
    """A report's question went unanswered; `because` is for people. `shut` where the next would fare no better."""

    def __init__(self, because: str, *, shut: bool = False) -> None:
        super().__init__(because)
        self.because = because
        self.shut = shut


class _Choice(msgspec.Struct):
    message: dict[str, Any]
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmServer:
    """Where to ask, and how; the key itself is not kept, only the name of its variable."""

    url: str
    model: str | None = None
    timeout_s: float = 120.0
    key_env: str | None = None

    def ask(self, messages: list[dict[str, str]], *, client: httpx.Client, deadline: float) -> Answer:
        """The answer to these messages, by the monotonic clock's `deadline`.

        Raises:
            NoAnswerError: there is none, or it is not of the shape that was asked for.
        """
        return self._answer(self._complete(self._question(messages), client, deadline))

    def _question(self, messages: list[dict[str, str]]) -> bytes:
        question: dict[str, Any] = {
            "messages": messages,
            "temperature": 0,
            "seed": SEED,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "accounts", "strict": True, "schema": schema()},
            },
        }
        if self.model is not None:
            question["model"] = self.model
        return json.dumps(question).encode("ascii")  # escapes, so that no character of a report can break it

    def _complete(self, question: bytes, client: httpx.Client, deadline: float) -> bytes:
        """The body of the server's reply; asked again while the server says that it is busy."""
        pause_s = 1.0
        while True:
            status, wait_s, body = self._post(question, client, deadline)
            if status == 200:
                return body
            wait_s = max(pause_s, wait_s)
            if status not in _BUSY or time.monotonic() + wait_s >= deadline:
                remedy = _REMEDIES.get(status, "see the server's log")
                raise NoAnswerError(
                    f"{self.url} answered with status {status}; expected 200; {remedy}", shut=status in _BUSY | _SHUT
                )
            time.sleep(wait_s)
            pause_s *= 2

    def _post(self, question: bytes, client: httpx.Client, deadline: float) -> tuple[int, float, bytes]:
        """Status, seconds to wait before asking again, and body where the status is 200."""
        import httpx

        left_s = deadline - time.monotonic()
        if left_s <= 0:
            raise self._late()
        timeout = httpx.Timeout(left_s, connect=min(CONNECT_S, left_s))
        body = bytearray()
        try:
            with client.stream(
                "POST", f"{self.url}/chat/completions", content=question, headers=self._headers(), timeout=timeout
            ) as reply:
                if reply.status_code != 200:
                    return reply.status_code, _seconds(reply.headers.get("retry-after")), b""
                for chunk in reply.iter_raw():
                    body += chunk
                    if len(body) > ANSWER_BYTES:
                        raise NoAnswerError(
                            f"{self.url} sent more than {ANSWER_BYTES // 1024} KB for one piece of a report; expected "
                            "a few; look whether the model repeats itself, or take another with --llm-model"
                        )
                    if time.monotonic() > deadline:
                        raise self._late()
        except httpx.ConnectTimeout as error:
            raise NoAnswerError(
                f"{self.url} could not be reached within {timeout.connect:g} s; expected a server there; "
                "look at the address and the network",
                shut=True,
            ) from error
        except httpx.TimeoutException as error:
            raise self._late() from error
        except (httpx.ConnectError, UnicodeError) as error:  # UnicodeError: a host that no name can be made of
            raise NoAnswerError(
                f"{self.url} could not be reached; expected a server there; start it, or give its address "
                "with --llm-url",
                shut=True,
            ) from error
        except httpx.HTTPError as error:
            raise NoAnswerError(
                f"{self.url} broke off ({type(error).__name__}); expected an answer; see the server's log", shut=True
            ) from error
        return 200, 0.0, bytes(body)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self.key_env is not None:
            headers["Authorization"] = f"Bearer {os.environ.get(self.key_env, '').strip()}"
        return headers

    def _late(self) -> NoAnswerError:
        return NoAnswerError(
            f"{self.url} did not answer within {self.timeout_s:g} s for one report; expected a whole answer by then; "
            "raise --llm-timeout, or take a smaller model",
            shut=True,
        )

    def _answer(self, body: bytes) -> Answer:
        """The accounts in a reply."""
        try:
            choice = msgspec.json.decode(body, type=_Completion).choices[0]
            content = choice.message["content"]
        except (msgspec.MsgspecError, RecursionError, IndexError, KeyError, UnicodeDecodeError) as error:
            raise NoAnswerError(
                f"{self.url} sent no chat completion; expected JSON with choices[0].message.content; "
                "look whether --llm-url is an OpenAI-compatible address"
            ) from error
        if not isinstance(content, str) or not content:
            raise NoAnswerError(
                f"{self.url} sent an empty answer; expected JSON with accounts; the model may have refused: "
                "take another with --llm-model"
            )
        if choice.finish_reason == "length":
            raise NoAnswerError(
                f"{self.url} cut its answer short; expected whole JSON; raise the server's limit on tokens"
            )
        try:
            return msgspec.json.decode(_json_in(content).encode("utf-8"), type=Answer)
        except msgspec.ValidationError as error:
            found = "JSON of another shape"
            cause: Exception = error
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
            found = "an answer that is not JSON"
            cause = error
        raise NoAnswerError(
            f"{self.url} sent {found}; expected what the schema in response_format says; take a server that holds "
            "to it, or another model with --llm-model"
        ) from cause


def _json_in(content: str) -> str:
    """The outermost braces of an answer: some servers put thoughts before it, or a fence around it."""
    spoken = content.rpartition("</think>")[2]
    return spoken[spoken.find("{") : spoken.rfind("}") + 1]


def _seconds(words: str | None) -> float:
    return float(words) if words is not None and words.isascii() and words.isdigit() and len(words) < 6 else 0.0
