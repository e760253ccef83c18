"""The gate: Tallystick's own reading scored against the annotated reports, by the rules of FORMAT.md.

`python -m evaluation.gate` prints precision, recall and F for each field with bootstrap intervals and
fails when a floor of floors.json is not held or the corpus is not the one the floors were set on.
`--errors FIELD` lists errors of the develop half; of the sealed half only totals are ever printed.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.inline import COUNT_FIELDS, AnnotatedReport, Annotation, compile_report
from tallystick.knowledge.names import fold_name
from tallystick.pipeline import READERS, Told, Tools, load_tools, tell_report
from tallystick.records.account import Account, Claim
from tallystick.records.comparators import distance_km
from tallystick.records.identity import report_id
from tallystick.records.referent import Actor, Count, Materiel, Means, Moment, Place, Quantity
from tallystick.records.report import Report
from tallystick.records.vocabulary import PlacePrecision
from tallystick.stages.clean.report import clean_report

CORPUS = Path(__file__).parent / "corpus"
FLOORS = Path(__file__).parent / "floors.json"
HALVES = ("develop", "sealed")
ROUNDS = 1000  # bootstrap resamples, over reports


@dataclass(slots=True)
class Score:
    """Counts for one measure, kept a report at a time so that reports can be resampled."""

    by_report: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, report: str, *, right: int = 0, said: int = 0, gold: int = 0) -> None:
        """Add to the report's counts of right, said and gold."""
        row = self.by_report[report]
        row[0] += right
        row[1] += said
        row[2] += gold

    def figures(self, reports: Iterable[str]) -> tuple[float, float, float]:
        """Precision, recall and F over these reports."""
        right = said = gold = 0
        for report in reports:
            if report in self.by_report:
                r, s, g = self.by_report[report]
                right, said, gold = right + r, said + s, gold + g
        precision = right / said if said else 1.0
        recall = right / gold if gold else 1.0
        return precision, recall, 2 * right / (said + gold) if said + gold else 1.0

    def interval(self, reports: list[str]) -> tuple[float, float]:
        """Bootstrap 95 % interval of F, seeded."""
        rng = random.Random(17)
        values = sorted(self.figures(rng.choices(reports, k=len(reports)))[2] for _ in range(ROUNDS))
        return values[int(ROUNDS * 0.025)], values[int(ROUNDS * 0.975) - 1]


def load_half(half: str) -> list[AnnotatedReport]:
    """The annotated reports of one half, sorted by id."""
    return [compile_report(path) for path in sorted((CORPUS / half).glob("*.txt"))]


def corpus_digest() -> str:
    """One hash over all annotated files."""
    digest = hashlib.sha256()
    for path in sorted(CORPUS.rglob("*.txt")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def report_of(gold: AnnotatedReport) -> Report:
    """The report the reader gets: header fields and plain text, nothing of the annotation."""
    head = gold.header
    published = head.get("published")
    text = gold.text
    title = head.get("title")
    report = Report(
        id=report_id(head["id"], text.encode()),
        path=head["id"],
        outlet=head.get("outlet"),
        title=title,
        published=str(published) if published else None,
        language="en",
        text=text,
    )
    cleaned = clean_report(report)
    return cleaned if cleaned.text == text else report


def gold_chain(annotation: Annotation, sources: dict[str, dict[str, str]]) -> tuple[tuple[str, str, bool], ...]:
    """The source chain of a gold claim as (name, kind, named)."""
    links = filter(None, annotation.values.get("src", "").split(">"))
    return tuple(
        (sources[s].get("name", ""), sources[s].get("kind", ""), sources[s].get("named") == "true") for s in links
    )


def days(edtf: str) -> tuple[str | None, str | None]:
    """Earliest and latest day of a gold EDTF value; open and unknown ends are None."""

    def bound(part: str, *, last: bool) -> str | None:
        part = part.strip("~?% ")
        if part in ("", ".."):
            return None
        bits = part.split("-")
        if len(bits) == 1:
            return f"{bits[0]}-12-31" if last else f"{bits[0]}-01-01"
        if len(bits) == 2:
            month = int(bits[1]) if bits[1].isdigit() and int(bits[1]) <= 12 else 0
            if not month:
                return None
            year = int(bits[0]) if bits[0].isdigit() else 2000
            return f"{part}-{calendar.monthrange(year, month)[1]:02d}" if last else f"{part}-01"
        return part

    left, _, right = edtf.partition("/")
    return bound(left, last=False), bound(right if "/" in edtf else left, last=True)


def time_matches(gold: Annotation, value: Moment) -> bool:
    """The same EDTF value, or the same earliest and latest day."""
    return gold.values["edtf"] == value.edtf or days(gold.values["edtf"]) == (value.earliest, value.latest)


def place_matches(gold: Annotation, value: Place) -> bool:
    """Within 25 km, or the same unit at the gold's precision."""
    v = gold.values
    precision = v["precision"]
    if precision in ("country", "sea"):
        same = value.precision == precision and (precision == "sea" or value.country == v.get("country"))
        return same and (precision == "country" or fold_name(v["name"]) == fold_name(value.name))
    same_unit = v.get("country") == value.country and _same_name(v["name"], value)
    if same_unit and precision in ("admin1", "admin2") and value.precision in ("admin1", "admin2"):
        return True
    if "lat" not in v:
        return same_unit
    at = Place(name=v["name"], lat=float(v["lat"]), lon=float(v["lon"]), precision=PlacePrecision.SETTLEMENT)
    gap = distance_km(at, value)
    return gap is not None and gap <= 25.0 and value.precision != PlacePrecision.COUNTRY


def _same_name(name: str, value: Place) -> bool:
    wanted = fold_name(name)
    return wanted in {fold_name(value.name), fold_name(value.admin1 or ""), fold_name(value.admin2 or "")} or (
        bool(value.name) and (wanted in fold_name(value.name) or fold_name(value.name) in wanted)
    )


def actor_matches(gold: Annotation, value: Actor, tools: Tools) -> bool:
    """Same actor id where both resolve, else the same folded name, or the same kind for people described."""
    mine, theirs = tools.actors.find(gold.values["name"]), value
    if mine is not None and mine.actor_id and theirs.actor_id:
        return mine.actor_id == theirs.actor_id
    if _bare(gold.values["name"]) == _bare(theirs.name):
        return True
    described = gold.values.get("unit") == "group"
    return described and gold.values.get("kind") == theirs.kind and not theirs.actor_id


def _bare(name: str) -> str:
    words = [w for w in fold_name(name).split() if w not in ("the", "a", "an")]
    return " ".join(words)


def count_matches(gold: Annotation, value: Count | Quantity | Materiel, tools: Tools, *, people: bool) -> bool:
    """Same low, high, vague word, and for people the same group and side."""
    v = gold.values
    low = int(v["n"]) if "n" in v else int(v["low"]) if "low" in v else None
    high = int(v["n"]) if "n" in v else int(v["high"]) if "high" in v else None
    if (low, high) != (value.low, value.high) or _vague(v.get("vague")) != _vague(value.vague):
        return False
    if not people or not isinstance(value, Count):
        return True
    return v.get("group", "all") == value.group and _same_side(v.get("of"), value.of, tools)


def _vague(word: str | None) -> str | None:
    return word.lower().removeprefix("a ").strip() if word else None


def _same_side(gold: str | None, value: str | None, tools: Tools) -> bool:
    if not gold or not value:
        return True
    mine, theirs = tools.actors.find(gold), tools.actors.find(value)
    if mine and theirs:
        return mine.actor_id == theirs.actor_id or (mine.country is not None and mine.country == theirs.country)
    return _bare(gold) == _bare(value)


def link_matches(gold: tuple[str, str, bool], link: Any, tools: Tools) -> bool:
    """One link of a chain: the same name, or the same kind when unnamed."""
    if not gold[2]:
        return bool(not link.named and gold[1] == link.kind)
    if _bare(gold[0]) == _bare(link.name):
        return True
    mine, theirs = tools.actors.find(gold[0]), tools.actors.find(link.name)
    if mine and theirs and mine.actor_id:
        return mine.actor_id == theirs.actor_id
    a, b = set(_bare(gold[0]).split()), set(_bare(link.name).split())
    return bool(a and b) and (a <= b or b <= a)


def pair_accounts(gold: AnnotatedReport, accounts: Iterable[Account]) -> dict[str, Account]:
    """Gold label to account: overlap of the anchor with an act span, one-to-one, most overlap first."""
    spans = defaultdict(list)
    for a in gold.annotations:
        if a.field == "act":
            spans[a.label].append((a.start, a.end))
    options = []
    for account in accounts:
        for label, places in spans.items():
            overlap = max(min(account.anchor.end, e) - max(account.anchor.start, s) for s, e in places)
            if overlap > 0:
                options.append((-overlap, account.anchor.start, label, account))
    options.sort(key=lambda o: o[:3])
    pairs: dict[str, Account] = {}
    used = set()
    for _, _, label, account in options:
        if label not in pairs and account.id not in used:
            pairs[label] = account
            used.add(account.id)
    return pairs


Errors = list[tuple[str, str, str, str]]


class Gate:
    """Scores of one half, field by field."""

    def __init__(self, half: str, *, tools: Tools) -> None:
        self.half, self.tools = half, tools
        self.golds = load_half(half)
        self.scores: dict[str, Score] = defaultdict(Score)
        self.errors: Errors = []
        self.told: dict[str, Told] = {}
        self.pairs: dict[str, dict[str, Account]] = {}

    def run(self) -> Gate:
        """Read every report and score it."""
        for gold in self.golds:
            told = tell_report(report_of(gold), tools=self.tools)
            self.told[gold.header["id"]] = told
            self._score(gold, told)
        self._group()
        return self

    def _score(self, gold: AnnotatedReport, told: Told) -> None:
        name = gold.header["id"]
        pairs = self.pairs[name] = pair_accounts(gold, told.accounts)
        heads = gold.header.get("accounts") or {}
        self.scores["account"].add(name, right=len(pairs), said=len(told.accounts), gold=len(heads))
        for label in heads:
            if label not in pairs:
                act = next(a for a in gold.annotations if a.label == label and a.field == "act")
                self._error(
                    name,
                    "account",
                    f"missed {label} {heads[label]['type']} {heads[label]['standing']}",
                    gold.text[max(0, act.start - 60) : act.end + 60],
                )
        found = {a.id for a in pairs.values()}
        for account in told.accounts:
            if account.id not in found:
                self._error(
                    name,
                    "account",
                    f"spurious {account.event_type} {account.standing} {account.modality} [{account.anchor.text}]",
                    told.report.text[max(0, account.anchor.start - 60) : account.anchor.end + 60],
                )
        for label, account in pairs.items():
            head = heads[label]
            for key, said in (
                ("type", account.event_type),
                ("modality", account.modality),
                ("standing", account.standing),
                ("clarity", account.clarity),
            ):
                ok = head[key] == said
                self.scores[key].add(name, right=int(ok), said=1, gold=1)
                if not ok:
                    self._error(
                        name, key, f"{label} gold {head[key]} said {said}", account.anchor.text + " | " + gold.text[:90]
                    )
        sources = {a.label: a.values for a in gold.annotations if a.field == "source"}
        for label in heads:
            account_or_none = pairs.get(label)
            claims = list(account_or_none.claims) if account_or_none else []
            wanted = [a for a in gold.annotations if a.label == label]
            self._fields(name, label, wanted, claims, sources)
        for account in told.accounts:
            if account.id not in found:
                self._unpaired(name, account)

    def _unpaired(self, name: str, account: Account) -> None:
        """Claims of a spurious account are said and wrong, field by field."""
        for group, fields in GROUPS.items():
            said = _distinct([c for c in account.claims if c.field in fields and c.value is not None])
            self.scores[group].add(name, said=len(said))

    def _fields(
        self, name: str, label: str, wanted: list[Annotation], claims: list[Claim], sources: dict[str, dict[str, str]]
    ) -> None:
        for group, fields in GROUPS.items():
            golds = _distinct_gold([a for a in wanted if a.field in fields])
            said = _distinct([c for c in claims if c.field in fields and c.value is not None])
            left = list(said)
            right = 0
            for annotation in golds:
                hit = next(
                    (c for c in left if c.field == annotation.field and self._value_matches(annotation, c)), None
                )
                if hit is None:
                    self._error(
                        name, group, f"missed {label}.{annotation.field} {annotation.values}", annotation.surface
                    )
                    continue
                left.remove(hit)
                right += 1
                self._source(name, label, annotation, hit, claims, sources)
            for claim in left:
                self._error(name, group, f"spurious {label}.{claim.field} {claim.value}", claim.surface)
            self.scores[group].add(name, right=right, said=len(said), gold=len(golds))

    def _source(
        self,
        name: str,
        label: str,
        annotation: Annotation,
        hit: Claim,
        claims: list[Claim],
        sources: dict[str, dict[str, str]],
    ) -> None:
        chain = gold_chain(annotation, sources)
        rivals = [c for c in claims if c.field == hit.field and c.value == hit.value]
        best = max(rivals, key=lambda c: (self._full(chain, c.source), self._nearest(chain, c.source)))
        for key, ok in (
            ("source, nearest", self._nearest(chain, best.source)),
            ("source, full chain", self._full(chain, best.source)),
        ):
            self.scores[key].add(
                name, right=int(ok and bool(chain)), said=int(bool(best.source)), gold=int(bool(chain))
            )
        if not self._full(chain, best.source):
            self._error(
                name,
                "source",
                f"{label}.{annotation.field} gold {[c[0] for c in chain]} said {[s.name for s in best.source]}",
                annotation.surface,
            )

    def _nearest(self, chain: tuple[tuple[str, str, bool], ...], said: tuple[Any, ...]) -> bool:
        if not chain or not said:
            return not chain and not said
        return link_matches(chain[0], said[0], self.tools)

    def _full(self, chain: tuple[tuple[str, str, bool], ...], said: tuple[Any, ...]) -> bool:
        return len(chain) == len(said) and all(link_matches(g, s, self.tools) for g, s in zip(chain, said, strict=True))

    def _value_matches(self, gold: Annotation, claim: Claim) -> bool:
        value = claim.value
        if gold.values.get("modality", "asserted") == "denied" and claim.modality != "denied":
            return False
        if isinstance(value, Moment):
            return time_matches(gold, value)
        if isinstance(value, Place):
            return place_matches(gold, value)
        if isinstance(value, Actor):
            return actor_matches(gold, value, self.tools)
        if isinstance(value, Count):
            return count_matches(gold, value, self.tools, people=True)
        if isinstance(value, Quantity):
            return count_matches(gold, value, self.tools, people=False)
        if isinstance(value, Means):
            return gold.values.get("kind") == value.kind
        if isinstance(value, Materiel):
            effect = gold.values.get("effect") or None
            return count_matches(gold, value, self.tools, people=False) and (effect == (value.effect or None))
        return False

    def _error(self, name: str, key: str, what: str, words: str) -> None:
        self.errors.append((key, name, what, " ".join(words.split())))

    def _group(self) -> None:
        """B-cubed over linked accounts, and pairs of reports in one lineage."""
        from evaluation.grouping import score_grouping

        score_grouping(self)

    def table(self) -> list[tuple[str, float, float, float, float, float, int]]:
        """Rows: measure, precision, recall, F, low and high of its interval, gold items."""
        reports = [g.header["id"] for g in self.golds]
        rows = []
        for key in MEASURES:
            if key in self.scores:
                score = self.scores[key]
                p, r, f = score.figures(reports)
                low, high = score.interval(reports)
                rows.append((key, p, r, f, low, high, sum(row[2] for row in score.by_report.values())))
        return rows


GROUPS: dict[str, tuple[str, ...]] = {
    "time": ("time",),
    "place": ("place",),
    "origin": ("origin",),
    "perpetrator": ("perpetrator",),
    "target": ("target",),
    "killed and injured": ("killed", "injured"),
    "other counts": tuple(f for f in COUNT_FIELDS if f not in ("killed", "injured")),
    "means": ("means",),
    "object": ("object",),
    "strikes": ("strikes",),
}
MEASURES = (
    "account",
    "type",
    "modality",
    "standing",
    "clarity",
    *GROUPS,
    "source, nearest",
    "source, full chain",
    "grouping, precision",
    "grouping, recall",
    "copies",
)


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Claims with equal values once: a figure said twice is one answer."""
    seen: set[Any] = set()
    out = []
    for claim in claims:
        key: tuple[Any, ...] = (
            claim.field,
            claim.value
            if not isinstance(claim.value, Count)
            else (claim.value.low, claim.value.high, claim.value.vague, claim.value.group),
            claim.modality == "denied",
        )
        if isinstance(claim.value, Means):
            key = (claim.field, claim.value.kind, False)
        if isinstance(claim.value, Place):
            key = (claim.field, (claim.value.gazetteer_id or claim.value.name, claim.value.precision), False)
        if isinstance(claim.value, Actor):
            key = (claim.field, claim.value.actor_id or claim.value.name, claim.modality == "denied")
        if key not in seen:
            seen.add(key)
            out.append(claim)
    return out


def _distinct_gold(golds: list[Annotation]) -> list[Annotation]:
    seen: set[Any] = set()
    out = []
    for a in golds:
        keep = {k: v for k, v in a.values.items() if k not in ("src", "hedge", "of", "part")}
        if a.field == "means":
            keep = {"kind": a.values.get("kind", "")}
        if a.field in ("perpetrator", "target"):
            keep = {"name": fold_name(a.values["name"]), "m": a.values.get("modality", "")}
        if a.field in ("place", "origin"):
            keep = {k: v for k, v in keep.items() if k in ("name", "precision")}
        key = (a.field, tuple(sorted(keep.items())))
        if key not in seen:
            seen.add(key)
            out.append(a)
    return out


def main(argv: list[str] | None = None) -> int:
    """Print the table, check the floors."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--errors", metavar="FIELD", help="list errors of the develop half for a measure")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--raise-floors", action="store_true", help="set floors to what is held now; never lowers one")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--reader",
        choices=(*READERS, "both"),
        default="both",
        help="who reads beside the grammars; both: each against floors of its own (errors and --json: the first)",
    )
    args = parser.parse_args(argv)
    readers = READERS if args.reader == "both" else (args.reader,)
    if args.errors or args.json:
        readers = readers[:1]
    failed = 0
    for reader in readers:
        tools = load_tools(reader)
        gates = {half: Gate(half, tools=tools).run() for half in (HALVES if args.half == "both" else (args.half,))}
        if args.errors:
            return _print_errors(gates["develop"].errors, args.errors, args.most)
        figures = {half: {row[0]: row for row in gate.table()} for half, gate in gates.items()}
        sizes = {half: len(gate.golds) for half, gate in gates.items()}
        if args.json:
            print(json.dumps(_as_json(figures, sizes)))
            return 0
        _print_tables(figures, sizes, reader=reader)
        failed |= _check_floors(figures, reader=reader, raise_floors=args.raise_floors)
    return failed


def _as_json(figures: dict[str, dict[str, tuple[Any, ...]]], sizes: dict[str, int]) -> dict[str, Any]:
    names = ("precision", "recall", "f", "low", "high", "gold")
    return {
        "corpus": corpus_digest(),
        "reports": sizes,
        "figures": {
            half: {key: dict(zip(names, row[1:], strict=True)) for key, row in rows.items()}
            for half, rows in figures.items()
        },
    }


def _print_tables(figures: dict[str, dict[str, tuple[Any, ...]]], sizes: dict[str, int], *, reader: str) -> None:
    write: Callable[[str], Any] = print
    for half, rows in figures.items():
        write(f"\n{half}: {sizes[half]} reports, reader {reader}")
        write(f"{'measure':22} {'P':>6} {'R':>6} {'F':>6}   95 % of F       gold")
        for key, p, r, f, low, high, gold in rows.values():
            write(f"{key:22} {p:6.3f} {r:6.3f} {f:6.3f}   {low:.3f}-{high:.3f} {gold:8}")


def _print_errors(errors: Errors, key: str, most: int) -> int:
    chosen = [e for e in errors if e[0].startswith(key)]
    print(f"{len(chosen)} errors of {key}")
    for _, name, what, words in chosen[:most]:
        print(f"- {name}: {what}\n    {words}")
    return 0


def _check_floors(figures: dict[str, dict[str, tuple[Any, ...]]], *, reader: str, raise_floors: bool) -> int:
    """Hold the figures of one reader against its floors; each reader has floors of its own, none is ever lowered.

    A floor that new weights miss while most rise stands, and is waived by hand in floors.json: `held` is the least
    that is let through meanwhile, `why` is printed at every run; raising floors drops it once the floor is reached.
    """
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"corpus": None, "floors": {}}
    digest = corpus_digest()
    of_reader = kept["floors"].setdefault(reader, {})
    if raise_floors:
        for half, rows in figures.items():
            floors = of_reader.setdefault(half, {})
            for key, row in rows.items():
                if row[3] >= floors.get(key, 0.0):
                    kept.get("waived", {}).get(reader, {}).get(half, {}).pop(key, None)
                floors[key] = max(floors.get(key, 0.0), round(row[3] - 0.002, 3))
        kept["corpus"] = digest
        FLOORS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if kept["corpus"] != digest:
        print(
            f"the corpus is {digest}, the floors were set on {kept['corpus']}: "
            "run with --raise-floors and say why in the commit",
            file=sys.stderr,
        )
        return 1
    waived = kept.get("waived", {}).get(reader, {})
    fallen = 0
    for half, rows in figures.items():
        for key, row in rows.items():
            floor = of_reader.get(half, {}).get(key, 0.0)
            if row[3] >= floor:
                continue
            waiver = waived.get(half, {}).get(key)
            excused = waiver is not None and row[3] >= waiver["held"]
            fallen += not excused
            what = f"waived ({waiver['why']})" if waiver is not None and excused else "below the floor"
            print(f"{what}: {reader}, {half}, {key}: F {row[3]:.3f}, floor {floor:.3f}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
