"""The reader that asks a language model; made by `load_llm_reader` from plain settings, in each process anew."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from tallystick.errors import RunError
from tallystick.llm.answer import PROMPT_VERSION, cut_pieces, messages
from tallystick.llm.quotes import Drop, Piece, drafts_from_answer
from tallystick.llm.server import LlmServer, NoAnswerError
from tallystick.records.draft import Draft, Drafted, Unread
from tallystick.records.mention import Sentence

if TYPE_CHECKING:
    import httpx

TIMEOUT_S: Final = 120.0  # seconds for one report; not measured: a model on a card needs seconds, without one minutes
PATIENCE: Final = 3  # reports in a row that the server does not serve, after which it is asked no more


class LlmReader:
    """Reads occurrences with a language model behind a server; what it cannot read it gives back as unread.

    It holds no connection between calls and no key, so it can be pickled.
    """

    def __init__(self, server: LlmServer) -> None:
        self._server = server
        self._dropped: Counter[Drop] = Counter()
        self._unserved = 0
        self._shut: str | None = None

    @property
    def name(self) -> str:
        """The reader, its version and the model that was asked for."""
        return f"llm@{PROMPT_VERSION} {self._server.model or 'server default'}"

    @property
    def report_limit_s(self) -> float:
        """Seconds that one report may take here, whatever the server does but drip its headers."""
        return self._server.timeout_s

    def read(self, texts: list[tuple[str, tuple[Sentence, ...]]]) -> list[Drafted]:
        """The drafts of each report, given its text and its sentences; empty and unread where there is no answer."""
        if self._shut is not None:
            return [_unread(text, self._shut) for text, _ in texts]
        import httpx

        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            return [self._read(text, sentences, client) for text, sentences in texts]

    def take_dropped(self) -> dict[str, int]:
        """How many parts of answers were dropped since this was last asked, by reason."""
        taken = {str(reason): number for reason, number in sorted(self._dropped.items()) if number}
        self._dropped.clear()
        return taken

    def _read(self, text: str, sentences: Sequence[Sentence], client: httpx.Client) -> Drafted:
        if self._shut is not None:
            return _unread(text, self._shut)
        deadline = time.monotonic() + self._server.timeout_s
        drafts: list[Draft] = []
        dropped: Counter[Drop] = Counter()
        try:
            for start, end in cut_pieces(sentences):
                answer = self._server.ask(messages(text[start:end]), client=client, deadline=deadline)
                drafts += drafts_from_answer(answer, piece=Piece(text, start, end), dropped=dropped)
        except NoAnswerError as error:
            self._unserved = self._unserved + 1 if error.shut else 0
            if self._unserved >= PATIENCE:
                self._shut = (
                    f"the server was asked no more after {PATIENCE} reports in a row without an answer: {error.because}"
                )
            return _unread(text, error.because)
        if sentences:
            self._unserved = 0
        self._dropped += dropped
        return Drafted(drafts=tuple(sorted(drafts, key=lambda draft: draft.acts)))


def load_llm_reader(
    url: str, *, model: str | None = None, timeout_s: float = TIMEOUT_S, key_env: str | None = None
) -> LlmReader:
    """A reader that asks the OpenAI-compatible server at this address; nothing is sent before it reads.

    Args:
        url: the address that `/chat/completions` is added to, as `http://127.0.0.1:8080/v1`.
        model: the model to ask for; left out, the server takes its own.
        timeout_s: seconds for one report, all its pieces together.
        key_env: the name of the environment variable that holds the server's key; none where it wants no key.

    Raises:
        RunError: httpx is not installed, or a setting is wrong.
    """
    if find_spec("httpx") is None:
        raise RunError(
            "TLY-2501 --reader llm needs the package httpx, which is not installed; "
            "install it with `pip install 'tallystick[llm]'`, or leave --reader out"
        )
    _check_url(url)
    if not timeout_s > 0 or timeout_s == float("inf"):
        raise RunError(f"TLY-2503 --llm-timeout is {timeout_s:g}; expected a number of seconds above 0")
    if key_env is not None:
        _check_key(key_env)
    return LlmReader(LlmServer(url=url.rstrip("/"), model=model or None, timeout_s=timeout_s, key_env=key_env))


def _check_url(url: str) -> None:
    """An address without anything secret in it, for it stands in messages; so a wrong one is not repeated."""
    expected = (
        "expected http:// or https://, a host and a path, as http://127.0.0.1:8080/v1, without a name, a password, "
        "`?` or `#`; give a key by the name of its variable, with --llm-key-env"
    )
    import httpx

    try:
        parts = httpx.URL(url)  # the parser that connects
        found = parts.scheme in ("http", "https") and bool(parts.host)
    except httpx.InvalidURL:
        found = False
    plain = url.isascii() and url.isprintable() and not any(sign in url for sign in "@?#\\ ")
    if not found or not plain:
        raise RunError(f"TLY-2502 --llm-url is not an address that can be asked; {expected}")


def _check_key(key_env: str) -> None:
    key = os.environ.get(key_env, "").strip()
    if not key:
        raise RunError(
            f"TLY-2504 the environment variable {key_env!r} named by --llm-key-env is not set; "
            "set it to the server's key, or leave --llm-key-env out where the server wants none"
        )
    if not key.isascii() or not key.isprintable():
        raise RunError(
            f"TLY-2504 the environment variable {key_env!r} holds signs that no key has; "
            "expected one line of printable ASCII; set it anew"
        )


def _unread(text: str, because: str) -> Drafted:
    return Drafted(unread=(Unread(start=0, end=len(text), because=because),))
