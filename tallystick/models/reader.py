"""The learned reader at run time: report → drafts, by onnxruntime on the processor.

Each window goes through the encoder by itself, so nothing that else is read changes a score: the int8 encoder
scales its activations by what stands in the batch. Scores are rounded before anything is decided by them.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.errors import RunError
from tallystick.models.clusters import cluster_spans
from tallystick.models.labels import (
    ACT,
    ARGUMENTS,
    FIELDS,
    KINDS,
    NAMED_ALIKE,
    SOURCE,
    depth_of,
)
from tallystick.models.pairs import pair_features, position_of
from tallystick.models.windows import Piece, Window, cut_pieces, pack_windows
from tallystick.records.account import TOLLS
from tallystick.records.draft import ActHint, Coreference, Draft, DraftArgument, Drafted, DraftSource, Unread
from tallystick.records.mention import Sentence
from tallystick.records.vocabulary import ClaimField, Clarity, EventType, Modality, SourceKind, Standing

FOLDER = Path(__file__).parent / "reader"
FILES = ("encoder.onnx", "spans.onnx", "belongs.onnx", "same.onnx", "stands_on.onnx", "corefers.onnx", "tokenizer.json")

_KIND_AT = {  # where the kinds of each name stand in a row of all
    name: slice(end - len(KINDS[name]), end)
    for name, end in zip(KINDS, accumulate(map(len, KINDS.values())), strict=True)
}
_NAMES = tuple(KINDS)
_EVEN = np.concatenate([np.full(len(words), 1 / len(words), dtype=np.float32) for words in KINDS.values()])

_PAIR_HEADS = ("belongs", "same", "stands_on", "corefers")
_Floats = NDArray[np.float32]
_Integers = NDArray[np.int64]
_ACT, _SOURCE = FIELDS.index(ACT), FIELDS.index(SOURCE)
_DIGITS = 3  # decimals of a score that may decide
_MEANS_SURE = 0.5  # a weapon of a kind less likely than this is none that the words tell
_LEAST_INSIDE = 0.2  # a field no piece of a sentence reaches this for is not looked at there
_ALIKE = tuple(np.array([name in group for name in FIELDS]) for group in NAMED_ALIKE)  # by field
_LETTERS = re.compile(r"[^\W_]+")
_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|its|their|his|her)\s+", re.IGNORECASE)
_EMPTY = frozenset("the a an of in on at to by with from and or but for its their his her this that s was were".split())
_FAINTEST = 0.02  # of a hint that words tell an occurrence
_FAINTEST_TIE = 0.1  # of two drafts that may be one occurrence
_MOST_PIECES = 60_000  # word pieces of one report, about 45,000 words: some seconds of one core
_MOST_SPANS = 400  # of one window: more is noise, and pairs grow with its square


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Scores (0-1) above which the reader says so; the card holds those that were chosen."""

    act: float = 0.5
    argument: float = 0.5
    source: float = 0.5
    belongs: float = 0.5
    also: float = 0.6
    same: float = 0.5
    stands_on: float = 0.5
    stands_afar: float = 0.9  # on a source of another sentence
    corefers: float = 0.5
    group: float = 0.6


@dataclass(slots=True)
class _Found:
    """A span of the report while it is read.

    `likely` are the probabilities of its kinds, by `_KIND_AT`; `chosen` is of each name in `KINDS` the likeliest kind
    with its probability, rounded.
    """

    field: int
    first: tuple[int, int]
    last: tuple[int, int]
    start: int
    end: int
    score: float
    sentence: int
    depth: int
    kinds: _Floats | None = None
    seen: int = 0
    likely: _Floats = dataclasses.field(default_factory=lambda: _EVEN)
    chosen: tuple[tuple[str, np.float32], ...] = dataclasses.field(default_factory=lambda: _EVEN_CHOSEN)


@dataclass(slots=True)
class _Scores:
    """Pair scores summed over the windows that hold both spans; `times` of those that several hold."""

    total: dict[tuple[int, int], float] = field(default_factory=dict)
    times: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, pairs: Iterable[tuple[int, int]], scores: Iterable[float]) -> None:
        total = self.total
        for pair, score in zip(pairs, scores, strict=True):
            if pair in total:
                total[pair] += score
                self.times[pair] = self.times.get(pair, 1) + 1
            else:
                total[pair] = score

    def means(self) -> dict[tuple[int, int], float]:
        """The score of every pair that some window holds."""
        times = self.times
        return {pair: round(total / times.get(pair, 1), _DIGITS) for pair, total in self.total.items()}


class LearnedReader:
    """Reads occurrences with the trained model; one session a process."""

    def __init__(self, folder: Path = FOLDER, *, threads: int = 1) -> None:
        """Load the model.

        Raises:
            RunError: a file of the model is missing or is not the one that its card names.
        """
        self._card = _checked_card(folder)
        self._thresholds = Thresholds(**self._card.get("thresholds", {}))
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.disable_quant_qdq", "1")  # else weights are unpacked at every run
        self._sessions: dict[str, Any] = {
            name: onnxruntime.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )
            for name in ("encoder", "spans", *_PAIR_HEADS)
        }
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cls = self._tokenizer.token_to_id("[CLS]")
        self._sep = self._tokenizer.token_to_id("[SEP]")

    @property
    def name(self) -> str:
        """The reader and its version."""
        return f"learned@{self._card.get('version', '0')}"

    def read(self, texts: list[tuple[str, tuple[Sentence, ...]]]) -> list[Drafted]:
        """The drafts of each report, given its text and its sentences."""
        return [self._read(text, sentences) for text, sentences in texts]

    def _read(self, text: str, sentences: tuple[Sentence, ...]) -> Drafted:
        pieces, unread = _within(cut_pieces(sentences, tokenizer=self._tokenizer))
        windows = pack_windows(pieces)
        if not windows:
            return Drafted(unread=unread)
        encoded = [self._encode(window, pieces) for window in windows]
        tags = _join_tags(windows, pieces, [tags for _, tags in encoded])
        spans = _find_spans(pieces, tags, text, self._thresholds)
        scores, untied = self._pair(windows, pieces, [h for h, _ in encoded], spans)
        _weigh_kinds(spans)
        _second_look(spans)
        if any(s.field == _ACT for s in spans):
            return Drafted(
                drafts=self._draft(spans, scores),
                sources=tuple(_source(s) for s in spans if s.field == _SOURCE),
                hints=_hints(pieces, tags),
                coreferences=_coreferences(spans, scores["corefers"], threshold=self._thresholds.corefers),
                unread=(*unread, *untied),
            )
        return Drafted(hints=_hints(pieces, tags), unread=(*unread, *untied))

    def _encode(self, window: Window, pieces: Sequence[Piece]) -> tuple[_Floats, _Floats]:
        """Hidden states and tag probabilities of a window's pieces, without the marks at its ends."""
        ids = [self._cls, *(i for p in window.pieces for i in pieces[p].ids), self._sep]
        shapes = [4, *(s for p in window.pieces for s in pieces[p].shapes), 4]
        given = {"ids": np.array([ids], dtype=np.int64), "shapes": np.array([shapes], dtype=np.int64)}
        hidden, logits = self._sessions["encoder"].run(None, given)
        return hidden[0, 1:-1], _tag_probabilities(logits[0, 1:-1])

    def _pair(
        self, windows: Sequence[Window], pieces: Sequence[Piece], hidden: Sequence[_Floats], spans: Sequence[_Found]
    ) -> tuple[dict[str, _Scores], tuple[Unread, ...]]:
        """Scores of pairs of spans by head, over all windows that hold them; the spans get their kinds."""
        scores = {name: _Scores() for name in _PAIR_HEADS}
        unread: list[Unread] = []
        for window, states in zip(windows, hidden, strict=True):
            at: dict[int, int] = {}
            offset = 0
            for index in window.pieces:
                at[index] = offset
                offset += len(pieces[index].ids)
            here = [i for i, s in enumerate(spans) if s.first[0] in at and s.last[0] in at]
            if len(here) > _MOST_SPANS:
                cut = spans[here[_MOST_SPANS]]
                unread.append(
                    Unread(
                        start=cut.start,
                        end=spans[here[-1]].end,
                        because=f"{len(here)} mentions in one window; ties are read for the first {_MOST_SPANS}",
                    )
                )
                here = here[:_MOST_SPANS]
            if not here:
                continue
            firsts = [at[spans[i].first[0]] + spans[i].first[1] for i in here]
            lasts = [at[spans[i].last[0]] + spans[i].last[1] for i in here]
            pooled = _pooled(states, np.array(firsts), np.array(lasts))
            fields = [spans[i].field for i in here]
            rows, kinds = self._sessions["spans"].run(
                None,
                {
                    "pooled": pooled,
                    "field": np.array(fields, dtype=np.int64),
                    "position": np.array(
                        [position_of(first + 1) for first in firsts], dtype=np.int64
                    ),  # + 1: the mark at its head
                    "depth": np.array([spans[i].depth for i in here], dtype=np.int64),
                },
            )
            for k, i in enumerate(here):
                span = spans[i]
                span.kinds = kinds[k] if span.kinds is None else span.kinds + kinds[k]
                span.seen += 1
            tied = _tied(fields)
            features = pair_features(
                firsts, [spans[i].sentence for i in here], fields, np.concatenate(list(tied.values()))
            )
            place, done = np.array(here), 0
            for name, pairs in tied.items():
                if not len(pairs):
                    continue
                part = slice(done, done := done + len(pairs))
                left, right = pairs.T
                given = {"left": rows[left], "right": rows[right], **{key: of[part] for key, of in features.items()}}
                score = self._sessions[name].run(None, given)[0]
                scores[name].add(
                    zip(place[left].tolist(), place[right].tolist(), strict=True), (1 / (1 + np.exp(-score))).tolist()
                )
        return scores, tuple(unread)

    def _draft(self, spans: Sequence[_Found], scores: dict[str, _Scores]) -> tuple[Draft, ...]:
        limits = self._thresholds
        belongs, same, stands_on = (scores[name].means() for name in ("belongs", "same", "stands_on"))
        acts = [i for i, s in enumerate(spans) if s.field == _ACT]
        clusters = cluster_spans(acts, same, threshold=limits.same)
        home = {i: n for n, cluster in enumerate(clusters) for i in cluster}
        arguments: list[list[DraftArgument]] = [[] for _ in clusters]
        near: dict[int, dict[int, float]] = {}  # by span, the best score with an act of each cluster
        for (i, act), score in belongs.items():
            ties = near.setdefault(i, {})
            ties[home[act]] = max(ties.get(home[act], 0.0), score)
        cited = _cited(spans, stands_on, limits)
        for i, span in enumerate(spans):
            if span.field in (_ACT, _SOURCE):
                continue
            ranked = sorted(near.get(i, {}).items(), key=lambda item: (-item[1], item[0]))
            chosen = [
                (n, score)
                for rank, (n, score) in enumerate(ranked)
                if score >= (limits.belongs if rank == 0 else limits.also)
            ]
            for n, score in chosen:
                arguments[n].append(
                    DraftArgument(
                        field=ARGUMENTS[span.field - 2],
                        start=span.start,
                        end=span.end,
                        score=round(score * span.score, _DIGITS),
                        sources=tuple((spans[s].start, spans[s].end) for s in sorted(cited.get(i, ()))),
                        denied=_says_of_actor(span, "denied") == "true",
                        kind=_kind_word(span, group=limits.group),
                        unit=_says_of_actor(span, "unit"),
                    )
                )
        alike: list[dict[int, float]] = [{} for _ in clusters]
        for (i, j), score in same.items():
            one, other = home[i], home[j]
            if one != other:
                alike[one][other] = alike[other][one] = max(score, alike[one].get(other, 0.0))
        firsts = [min((spans[i].start, spans[i].end) for i in cluster) for cluster in clusters]
        drafts = [
            replace(
                self._one(cluster, spans, arguments[n]),
                alike=tuple(sorted((firsts[m], score) for m, score in alike[n].items() if score >= _FAINTEST_TIE)),
            )
            for n, cluster in enumerate(clusters)
        ]
        return tuple(sorted(drafts, key=lambda d: d.acts))

    def _one(self, cluster: Sequence[int], spans: Sequence[_Found], arguments: list[DraftArgument]) -> Draft:
        summed = np.zeros_like(_EVEN)
        for i in cluster:
            summed = summed + np.log(spans[i].likely + 1e-6) * spans[i].score
        chosen = {name: _likeliest(summed, name) for name in ("type", "modality", "standing", "clarity")}
        types = np.exp(summed[_KIND_AT["type"]] / sum(spans[i].score for i in cluster))
        return Draft(
            acts=tuple(sorted((spans[i].start, spans[i].end) for i in cluster)),
            event_type=EventType(chosen["type"]),
            modality=Modality(chosen["modality"]),
            standing=Standing(chosen["standing"]),
            clarity=Clarity(chosen["clarity"]),
            score=round(max(spans[i].score for i in cluster), _DIGITS),
            type_score=round(float(types.max() / types.sum()), _DIGITS),
            arguments=tuple(sorted(arguments, key=lambda a: (a.start, a.end, a.field))),
        )


def _checked_card(folder: Path) -> dict[str, Any]:
    """The card, after every file it names was found to be the one it was written for."""
    path = folder / "card.json"
    if not path.exists():
        raise RunError(f"the reader's card {path} is missing; install the package again, or read with --reader grammar")
    card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for name in FILES:
        file = folder / name
        if not file.exists():
            raise RunError(
                f"the reader's file {file} is missing; install the package again, or read with --reader grammar"
            )
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if digest != card["files"].get(name):
            raise RunError(
                f"the reader's file {file} is not the one its card names: found sha256 {digest[:16]}, expected "
                f"{str(card['files'].get(name))[:16]}; install the package again, or read with --reader grammar"
            )
    return card


@cache
def load_reader() -> LearnedReader:
    """The reader that the package ships, loaded once a process."""
    return LearnedReader()


def _within(pieces: list[Piece]) -> tuple[list[Piece], tuple[Unread, ...]]:
    """As many pieces as one report may cost, and the rest as unread."""
    used = 0
    for at, piece in enumerate(pieces):
        used += len(piece.ids)
        if used > _MOST_PIECES:
            rest = pieces[at:]
            because = (
                f"the report is longer than the learned reader takes ({_MOST_PIECES:,} word pieces); "
                f"{sum(len(p.ids) for p in rest):,} were left to nobody; cut the file into its reports"
            )
            return pieces[:at], (Unread(start=_start(rest[0]), end=_end(rest[-1]), because=because),)
    return pieces, ()


def _start(piece: Piece) -> int:
    return piece.starts[0] if piece.starts else 0


def _end(piece: Piece) -> int:
    return piece.ends[-1] if piece.ends else 0


def _softmax(logits: _Floats) -> _Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: _Floats = powers / powers.sum(axis=-1, keepdims=True)
    return out


def _tag_probabilities(logits: _Floats) -> _Floats:
    """The softmax over the three tags, written out: numpy is slow along so short an axis."""
    out, begin, go = logits[..., 0], logits[..., 1], logits[..., 2]
    powers = np.exp(logits - np.maximum(np.maximum(out, begin), go)[..., None])
    total = powers[..., 0] + powers[..., 1] + powers[..., 2]
    probabilities: _Floats = powers / total[..., None]
    return probabilities


def _join_tags(windows: Sequence[Window], pieces: Sequence[Piece], tags: Sequence[_Floats]) -> list[_Floats]:
    """Tag probabilities of every piece of the report, from the window in which it stands deepest."""
    best: list[tuple[int, _Floats] | None] = [None] * len(pieces)
    for w, window in enumerate(windows):
        offset = 0
        size = len(window.pieces)
        for k, index in enumerate(window.pieces):
            n = len(pieces[index].ids)
            if k >= window.opening:
                before = k - window.opening if w else len(pieces)
                after = size - 1 - k if w + 1 < len(windows) else len(pieces)
                depth = min(before, after)
                held = best[index]
                if held is None or depth > held[0]:
                    best[index] = (depth, tags[w][offset : offset + n])
            offset += n
    return [held[1] for held in best if held is not None]


def _find_spans(pieces: Sequence[Piece], tags: Sequence[_Floats], text: str, limits: Thresholds) -> list[_Found]:
    """The spans of all fields, in order of position; a span never crosses a sentence."""
    found: list[_Found] = []
    joined = np.concatenate(tags)
    inside_all, logs_all = np.round(1 - joined[:, :, 0], _DIGITS), np.round(np.log(joined + 1e-6), _DIGITS)
    done = 0
    for index, piece in enumerate(pieces):
        part = slice(done, done := done + len(piece.ids))
        inside, logs = inside_all[part], logs_all[part]
        for f in np.flatnonzero(inside.max(axis=0) >= _LEAST_INSIDE).tolist():
            least = limits.act if f == _ACT else limits.source if f == _SOURCE else limits.argument
            for at, end in _runs(logs[:, f].tolist(), bias=least):
                first, last = _whole_words(piece, at, end - 1, text)
                start, stop = piece.starts[first], piece.ends[last]
                if f == _ACT:
                    determiner = _DETERMINER.match(text[start:stop])
                    start += len(determiner.group()) if determiner else 0
                    while first < last and piece.starts[first] < start:
                        first += 1
                words = _LETTERS.findall(text[start:stop].lower())
                if not words or all(w in _EMPTY for w in words):
                    continue
                found.append(
                    _Found(
                        field=f,
                        first=(index, first),
                        last=(index, last),
                        start=start,
                        end=stop,
                        score=round(float(np.add.reduce(inside[at:end, f]) / np.float32(end - at)), _DIGITS),
                        sentence=piece.sentence,
                        depth=depth_of(piece.sentence, is_title=piece.is_title),
                    )
                )
    found.sort(key=lambda s: (s.start, s.end, s.field))
    return [s for k, s in enumerate(found) if not (k and _same_place(found[k - 1], s))]


def _hints(pieces: Sequence[Piece], tags: Sequence[_Floats]) -> tuple[ActHint, ...]:
    """Every run of word pieces that may tell an occurrence, with the score of its likeliest piece."""
    hints: list[ActHint] = []
    inside_all = np.round(1 - np.concatenate([of[:, _ACT, 0] for of in tags]), _DIGITS)
    done = 0
    for piece in pieces:
        inside = inside_all[done : (done := done + len(piece.ids))]
        at = np.flatnonzero(inside >= _FAINTEST)
        if not at.size:
            continue
        for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1):
            start, end = piece.starts[run[0]], piece.ends[run[-1]]
            hints.append(ActHint(start=start, end=end, score=round(float(inside[run].max()), _DIGITS)))
    return tuple(hints)


def _same_place(a: _Found, b: _Found) -> bool:
    return (a.start, a.end, a.field) == (b.start, b.end, b.field)


def _runs(logs: Sequence[Sequence[float]], *, bias: float) -> list[tuple[int, int]]:
    """Half-open runs of the best sequence of tags, in which none goes on that did not begin.

    `logs` are the logarithms of the probabilities of the three tags; `bias` (0-1) is how sure a piece must be to stand
    inside: 0.5 leaves the probabilities as they are.
    """
    odds = math.log(bias / (1 - bias))
    outside, began, goes_on = 0.0, -math.inf, -math.inf  # the best score of a sequence that ends so
    back: list[tuple[int, int, int]] = []
    for out, begin, go in logs:
        if began >= goes_on:
            inside, from_outside, from_inside = began, _OUT_OR_BEGAN, _BEGAN
        else:
            inside, from_outside, from_inside = goes_on, _OUT_OR_INSIDE, _INSIDE
        if outside >= inside:
            entry = outside
            back.append(from_outside)
        else:
            entry = inside
            back.append(from_inside)
        outside, began, goes_on = entry + out + odds, entry + begin, inside + go
    best = [outside, began, goes_on]
    tag = best.index(max(best))
    row = [0] * len(logs)
    for k in range(len(logs) - 1, -1, -1):
        row[k] = tag
        tag = back[k][tag]
    runs: list[tuple[int, int]] = []
    for k, tag in enumerate(row):
        if tag == 1:
            runs.append((k, k + 1))
        elif tag == 2 and runs:
            runs[-1] = (runs[-1][0], k + 1)
    return runs


# the tag before each of the three tags: of what is outside, of what begins, of what goes on
_OUT_OR_BEGAN, _BEGAN, _OUT_OR_INSIDE, _INSIDE = (0, 0, 1), (1, 1, 1), (0, 0, 2), (2, 2, 2)


def _whole_words(piece: Piece, first: int, last: int, text: str) -> tuple[int, int]:
    """The span widened to whole words."""
    while first > 0 and piece.ends[first - 1] == piece.starts[first] and text[piece.starts[first]].isalnum():
        if not text[piece.ends[first - 1] - 1].isalnum():
            break
        first -= 1
    size = len(piece.ids)
    while last + 1 < size and piece.starts[last + 1] == piece.ends[last] and text[piece.starts[last + 1]].isalnum():
        if not text[piece.ends[last] - 1].isalnum():
            break
        last += 1
    return first, last


def _second_look(spans: Sequence[_Found]) -> None:
    """Score each span by the mean of what the tags gave it and of how it looks beside the others of its window."""
    for span in spans:
        if span.kinds is not None:
            span.score = round((span.score + float(span.likely[_KIND_AT["found"]][1])) / 2, _DIGITS)


def _cited(
    spans: Sequence[_Found], stands_on: Mapping[tuple[int, int], float], limits: Thresholds
) -> dict[int, list[int]]:
    """By span, the sources behind it; one of another sentence must be the surer, for few words reach so far."""
    cited: dict[int, list[int]] = {}
    for (i, source), score in stands_on.items():
        near = spans[i].sentence == spans[source].sentence
        if score >= (limits.stands_on if near else limits.stands_afar):
            cited.setdefault(i, []).append(source)
    return cited


def _source(span: _Found) -> DraftSource:
    return DraftSource(
        start=span.start,
        end=span.end,
        kind=SourceKind(_says(span, "source")),
        named=bool(round(float(span.likely[_KIND_AT["named"]][1]), _DIGITS) >= 0.5),
    )


def _tied(fields: Sequence[int]) -> dict[str, _Integers]:
    """By head the pairs of spans (pairs, 2) that it ties, as indexes of their fields."""
    at = np.arange(len(fields))
    field_at = np.array(fields)
    is_act, is_source = field_at == _ACT, field_at == _SOURCE
    acts, sources, arguments = at[is_act], at[is_source], at[~(is_act | is_source)]
    return {
        "belongs": _crossed(arguments, acts),
        "same": _paired(acts),
        "stands_on": _crossed(arguments, sources),
        "corefers": np.concatenate([_paired(at[is_alike[field_at]]) for is_alike in _ALIKE]),
    }


def _crossed(left: _Integers, right: _Integers) -> _Integers:
    return np.stack([np.repeat(left, len(right)), np.tile(right, len(left))], axis=1)


def _paired(members: _Integers) -> _Integers:
    after = np.arange(len(members) - 1, -1, -1)  # how many stand after each
    other = np.concatenate([members[:0], *(members[k:] for k in range(1, len(members)))])
    return np.stack([np.repeat(members, after), other], axis=1)


def _pooled(states: _Floats, firsts: _Integers, lasts: _Integers) -> _Floats:
    """Of each span, given its first and last word piece, the mean of its pieces' states and the state of the first."""
    heads = states[firsts]
    lengths = lasts - firsts + 1
    total = heads.copy()
    for step in range(1, int(lengths.max())):
        longer = lengths > step
        total[longer] += states[firsts[longer] + step]
    return np.concatenate([total / lengths[:, None].astype(np.float32), heads], axis=1)


def _coreferences(spans: Sequence[_Found], scores: _Scores, *, threshold: float) -> tuple[Coreference, ...]:
    """For each span the others that name the same, surest first."""
    others: dict[int, list[tuple[float, int]]] = {}
    for (k, m), score in scores.means().items():
        if score >= threshold:
            others.setdefault(k, []).append((-score, m))
            others.setdefault(m, []).append((-score, k))
    return tuple(
        Coreference(
            start=spans[k].start,
            end=spans[k].end,
            others=tuple(dict.fromkeys((spans[m].start, spans[m].end) for _, m in sorted(others[k]))),
        )
        for k in sorted(others)
    )


def _weigh_kinds(spans: Sequence[_Found]) -> None:
    """Set the probabilities of the kinds of each span, from what the windows that hold it gave; even where none did."""
    seen = [(span, span.kinds / np.float32(span.seen)) for span in spans if span.kinds is not None]
    if not seen:
        return
    logits = np.stack([row for _, row in seen])
    likely = np.concatenate([_softmax(logits[:, at]) for at in _KIND_AT.values()], axis=1)
    for (span, _), row, chosen in zip(seen, likely, _chosen(likely), strict=True):
        span.likely, span.chosen = row, chosen


def _chosen(likely: _Floats) -> Iterator[tuple[tuple[str, np.float32], ...]]:
    """For each row of kinds, by name the likeliest with its probability."""
    rounded = np.round(likely, _DIGITS)
    columns = []
    for name, at in _KIND_AT.items():
        words, column = KINDS[name], rounded[:, at]
        columns.append(zip([words[k] for k in column.argmax(axis=1).tolist()], column.max(axis=1), strict=True))
    return zip(*columns, strict=True)


_EVEN_CHOSEN: tuple[tuple[str, np.float32], ...] = next(_chosen(_EVEN[None]))


def _likeliest(row: _Floats, name: str) -> str:
    """The likeliest of the kinds of this name in a row of all kinds."""
    return KINDS[name][int(np.argmax(np.round(row[_KIND_AT[name]], _DIGITS)))]


_KIND_OF_FIELD = {
    ClaimField.PERPETRATOR: "actor",
    ClaimField.TARGET: "actor",
    ClaimField.OBJECT: "effect",
    ClaimField.MEANS: "means",
}


def _kind_word(span: _Found, *, group: float) -> str | None:
    told = ARGUMENTS[span.field - 2]
    name = "group" if told in TOLLS else _KIND_OF_FIELD.get(told)
    if name is None:
        return None
    least = group if told in TOLLS else _MEANS_SURE if told is ClaimField.MEANS else 0.0
    word, probability = span.chosen[_NAMES.index(name)]
    return word if probability >= least else None


def _says(span: _Found, name: str) -> str:
    return span.chosen[_NAMES.index(name)][0]


def _says_of_actor(span: _Found, name: str) -> str | None:
    told = ARGUMENTS[span.field - 2]
    return _says(span, name) if told in (ClaimField.PERPETRATOR, ClaimField.TARGET) else None
