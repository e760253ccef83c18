"""Place mentions and where they are put, on LGL, GeoVirus and GeoCorpora, beside nine geoparsers' stored outputs.

Scored as the published tables of these geoparsers are: a mention is found where the spans overlap, each gold name
once; the distance is the great circle's. All that `Reading.places` holds counts as said, resolved or not. A found
name without a position has no distance, and counts as not within 161 km. Gold is the names that have a position.
"""

from __future__ import annotations

import csv
import html
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Final
from xml.etree import ElementTree

from evaluation.public.figures import Outcome, Row, Tally, row_of
from evaluation.public.texts import read_as_is
from tallystick.pipeline import Tools
from tallystick.records.mention import PlaceMention
from tallystick.records.referent import Place

FOLDER = "geo"
NEAR_KM: Final = 161.0  # 100 miles
EARTH_KM: Final = 6371.0
FAR_AHEAD: Final = 60  # tweets that the gold file may leave out in a row

Position = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name at its characters, with its degrees where it has them."""

    start: int
    end: int
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One benchmark: where its texts lie, how its offsets count, and the figures to reach."""

    name: str
    first: int = 0  # what the first character is numbered
    closed: bool = False  # the end is that of the last character
    found: str = "-"
    near: str = "-"
    whole: str = "-"


CORPORA: Final = (
    Corpus(name="LGL", found=".75; Stanford NER .73", near=".85; CamCoder .71", whole=".55; Yahoo .47"),
    Corpus(name="GeoVirus", first=1, whole=".70; CamCoder .62"),
    Corpus(name="GeoCorpora", closed=True),
)


@dataclass(slots=True)
class Score:
    """What was found, and how far from the gold it was put."""

    found: Tally = field(default_factory=Tally)
    errors: list[float] = field(default_factory=list)

    def add(self, gold: Sequence[Toponym], said: Iterable[Toponym]) -> None:
        """Count one text."""
        self.found.add(gold=len(gold))
        for ours, theirs in _pairs(gold, said):
            self.found.add(said=1, right=theirs is not None)
            if theirs is not None and theirs.position is not None and ours.position is not None:
                self.errors.append(distance_km(ours.position, theirs.position))

    @property
    def near(self) -> int:
        """How many lie within 161 km."""
        return sum(error <= NEAR_KM for error in self.errors)

    def rows(self, corpus: Corpus) -> list[Row]:
        """The rows of our own reading."""
        label = f"{FOLDER}, {corpus.name}"
        right, placed = round(self.found.right), len(self.errors)

        def row(measure: str, figure: float, items: int, published: str = "-") -> Row:
            return Row(benchmark=label, measure=measure, figure=figure, items=items, published=published)

        return [
            row_of(label, "detection, overlap", self.found, published=corpus.found),
            row("within 161 km, of found", _share(self.near, right), right, corpus.near),
            row("within 161 km, of found with a position", _share(self.near, placed), placed),
            row("within 161 km, of all (end to end)", _share(self.near, round(self.found.gold)), round(self.found.gold),
                corpus.whole),
            row("error in km, mean", mean(self.errors or [0.0]), placed),
            row("error in km, median", median(self.errors or [0.0]), placed),
        ]  # fmt: skip

    def row(self, corpus: Corpus, peer: str) -> Row:
        """The one row of a peer."""
        near_of_found = _share(self.near, round(self.found.right))
        return row_of(
            f"{FOLDER}, {corpus.name}",
            f"{peer}: detection, overlap",
            self.found,
            note=f"within 161 km of found {near_of_found:.3f}, of all {_share(self.near, round(self.found.gold)):.3f}; "
            f"error {mean(self.errors or [0.0]):.0f} km, median {median(self.errors or [0.0]):.0f} km",
        )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _pairs(gold: Sequence[Toponym], said: Iterable[Toponym]) -> Iterator[tuple[Toponym, Toponym | None]]:
    """Each that was said with the first free gold name it overlaps."""
    free = list(gold)
    for ours in said:
        theirs = next((g for g in free if ours.start < g.end and g.start < ours.end), None)
        if theirs is not None:
            free.remove(theirs)
        yield ours, theirs


def distance_km(one: Position, other: Position) -> float:
    """Great-circle distance of two positions in degrees."""
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    chord = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def toponyms_of(line: str, *, first: int = 0, closed: bool = False) -> tuple[Toponym, ...]:
    """The names of one line: `name,,phrase,,lat,,lon,,start,,end||`; degrees may be missing."""
    found = []
    for item in line.strip().split("||"):
        parts = item.split(",,")
        if len(parts) < 6:
            continue
        start, end = int(parts[4]) - first, int(parts[5]) - first + closed
        found.append(Toponym(start=start, end=end, position=_position(parts[2], parts[3])))
    return tuple(found)


def _position(lat: str, lon: str) -> Position | None:
    try:
        return float(lat), float(lon)
    except ValueError:  # empty, or "null"
        return None


def lines_of(path: Path) -> list[str]:
    """The lines of a gold or peer's file, one a text; an empty line is a text without names."""
    return path.read_text(encoding="utf-8", errors="replace").removesuffix("\n").split("\n")


def articles_of(path: Path) -> list[str]:
    """The texts of LGL or GeoVirus, in order."""
    return [article.findtext("text") or "" for article in ElementTree.parse(path).getroot().iter("article")]


def tweets_of(path: Path, gold: Sequence[Sequence[Toponym]]) -> list[str | None]:
    """The tweet of each line of the gold; None where no tweet of the table has names at its offsets.

    The gold has the table's order but not all of its tweets, and counts characters with entities undone.
    """
    tweets: dict[str, tuple[str, set[int]]] = {}
    with path.open(encoding="cp1252", errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["geoNameId"]:
                _, starts = tweets.setdefault(row["tweet_id_str"], (html.unescape(row["tweet_text"]), set()))
                starts.add(int(row["char_position"]))
    table, at, found = list(tweets.values()), 0, list[str | None]()
    for names in gold:
        starts = {name.start for name in names}
        here = next((i for i in range(at, min(at + FAR_AHEAD, len(table))) if table[i][1] == starts), None)
        found.append(None if here is None else table[here][0])
        at = at if here is None else here + 1
    return found


def told_toponyms(places: Iterable[PlaceMention]) -> Iterator[Toponym]:
    """Our mentions, with the position of what they stand for."""
    for mention in places:
        place, position = mention.place, None
        if isinstance(place, Place) and place.lat is not None and place.lon is not None:
            position = place.lat, place.lon
        yield Toponym(start=mention.start, end=mention.end, position=position)


def texts_of(folder: Path, corpus: Corpus) -> list[tuple[tuple[Toponym, ...], str | None]]:
    """The gold names that have a position with their text, in order; None where the text was not found."""
    gold = [
        tuple(name for name in toponyms_of(line, first=corpus.first, closed=corpus.closed) if name.position)
        for line in lines_of(folder / f"{corpus.name}_gold.txt")
    ]
    if corpus.name == "GeoCorpora":
        texts = tweets_of(folder / "geocorpora.tsv", gold)
    else:
        texts = list[str | None](articles_of(folder / ("lgl.xml" if corpus.name == "LGL" else "GeoVirus.xml")))
    return list(zip(gold, texts, strict=True))


def score_corpus(folder: Path, corpus: Corpus, *, tools: Tools) -> Outcome:
    """Our rows on one corpus, then one of each peer whose output lies there."""
    pairs = texts_of(folder, corpus)
    ours = Score()
    for names, text in pairs:
        if text is not None:
            ours.add(names, told_toponyms(read_as_is(text, text, tools=tools).reading.places))
    outcome = Outcome(rows=ours.rows(corpus))
    if missing := sum(text is None for _, text in pairs):
        outcome.notes.append(f"geo, {corpus.name}: {missing} of {len(pairs)} texts were not found; peers have them.")
    for path in sorted((folder / "peers").glob(f"{corpus.name}_*.txt")):
        peer = Score()
        for (names, _), line in zip(pairs, lines_of(path), strict=True):
            peer.add(names, toponyms_of(line))
        outcome.rows.append(peer.row(corpus, path.stem.partition("_")[2]))
    return outcome


def measure(folder: Path, *, tools: Tools) -> Outcome:
    """The rows of the three corpora."""
    whole = Outcome()
    for corpus in CORPORA:
        outcome = score_corpus(folder, corpus, tools=tools)
        whole.rows += outcome.rows
        whole.notes += outcome.notes
    return whole
