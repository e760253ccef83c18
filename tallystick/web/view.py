"""What the page shows, from the public records: plain values in words, ready to be drawn as text.

The claims matrix has a row for each field and a column for each voice. A column is the last link of a
claim's source chain, or the outlet's own word; reports of one lineage share a column, and what they
repeat is folded into one entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tallystick.knowledge.people import names_relatives
from tallystick.web import wording
from tallystick.web.history import CHARTED, Figure, day_of, toll_histories
from tallystick.web.lineages import fold_lineages
from tallystick.web.reasons import parts_in_words, strongest_links

Record = Mapping[str, Any]

QUOTE_CHARS = 300  # the public profile's longest quotation
LINE_CHARS = 600  # titles, reasons and names beyond this are no longer read
EVIDENCE_QUOTES = 6  # sentences shown of one account


def clipped(text: object, limit: int = LINE_CHARS) -> str:
    """The text, cut with an ellipsis beyond the limit."""
    said = "" if text is None else str(text)
    return said if len(said) <= limit else said[: limit - 1] + "…"


def safe_link(url: object) -> str | None:
    """The address where it is plain http or https with a host and no user name, else null."""
    text = str(url or "")
    if len(text) > 2000 or any(char <= " " or char in '\\"<>' or char == "\x7f" for char in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None


def _plain(word: object) -> str:
    return str(word or "").replace("_", " ")


def _value_of(entry: Record, name: str) -> Record:
    """The actor of `{actor, claims}`, or the entry itself where it is the actor."""
    inner = entry.get(name, entry)
    return inner if isinstance(inner, Mapping) else entry


class Page:
    """The records of one page, and the views of them."""

    def __init__(
        self, reports: Iterable[Record], accounts: Iterable[Record], incidents: Iterable[Record], *, countries: Record
    ) -> None:
        self.countries = countries
        self.reports = sorted(reports, key=lambda report: str(report["id"]))
        self.accounts = {str(account["id"]): account for account in accounts}
        self.incidents = sorted(incidents, key=lambda incident: str(incident["id"]))
        self.number = {str(report["id"]): number for number, report in enumerate(self.reports)}
        self.replaced = {report["replaces"] for report in self.reports if report.get("replaces")}
        self.of_lineage: dict[str, list[int]] = defaultdict(list)
        for number, report in enumerate(self.reports):
            self.of_lineage[self._lineage(report)].append(number)

    @staticmethod
    def _lineage(report: Record) -> str:
        return str(report.get("lineage") or report["id"])

    def _report(self, account: Record) -> Record:
        """The report of an account; a stand-in where the export left it out."""
        number = self.number.get(str(account["report"]))
        return self.reports[number] if number is not None else {"id": account["report"]}

    def model(self) -> dict[str, Any]:
        """Everything the page draws."""
        members: dict[str, list[str]] = defaultdict(list)
        for account in self.accounts.values():
            if account.get("incident"):
                members[str(account["incident"])].append(str(account["id"]))
        told = [account for _, account in sorted(self.accounts.items()) if not account.get("incident")]
        telling = {self.number.get(str(account["report"])) for account in self.accounts.values()}
        unused = [report for report in self.reports if report.get("status") not in (None, "kept")]
        silent = [
            number
            for number, report in enumerate(self.reports)
            if number not in telling and report.get("status") in (None, "kept")
        ]
        used = {code for incident in self.incidents if (code := (incident.get("place") or {}).get("country"))}
        return {
            "reports": [self.report_view(report) for report in self.reports],
            "incidents": [self.incident_view(incident, members) for incident in self.incidents],
            "told": [self.told_view(account) for account in told],
            "unused": [
                [self.number[str(report["id"])], _plain(report["status"]), clipped(report.get("because"))]
                for report in sorted(unused, key=lambda report: (str(report["status"]), str(report["id"])))
            ],
            "silent": silent,
            "countries": {code: self.countries.get(code, code) for code in sorted(used)},
        }

    def report_view(self, report: Record) -> dict[str, Any]:
        """One report's line: title, outlet, address, day of publication, what it copies."""
        link = safe_link(report.get("url"))
        shown = report.get("path") or (None if link else report.get("url"))
        view: dict[str, Any] = {"t": clipped(report.get("title")) or None, "o": clipped(report.get("outlet")) or None}
        view["u"], view["p"] = link, clipped(shown) if shown else None
        view["d"] = wording.day_in_words(str(report["published"])) if report.get("published") else None
        view["by"] = clipped(report.get("byline")) or None
        copied = report.get("copy_of")
        if copied:
            kinds = {"verbatim": "the same words as", "near_verbatim": "nearly the same words as"}
            kinds |= {
                "same_wire": "prints the same wire as",
                "rewrite": "a rewrite of",
                "partial": "shares a passage with",
            }
            share = round(float(copied.get("share") or 0) * 100)
            view["copy"] = [kinds.get(copied["kind"], _plain(copied["kind"])), self.number.get(copied["report"]), share]
        if report["id"] in self.replaced:
            view["old"] = 1
        return {key: value for key, value in view.items() if value is not None}

    def incident_view(self, incident: Record, members: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """One incident: what the list, the map and the timeline need, and its detail."""
        place = incident.get("place")
        kind, first, last = wording.when_kind(incident.get("time"))
        what, whose = wording.headline(incident, self.countries)
        ids = sorted({*map(str, incident.get("accounts") or ()), *members.get(str(incident["id"]), ())})
        accounts = [self.accounts[each] for each in ids if each in self.accounts]
        tallies = self._tallies(incident)
        view: dict[str, Any] = {
            "id": str(incident["id"]),
            "what": clipped(what),
            "whose": whose,
            "when": wording.time_in_words(incident.get("time")),
            "wk": kind,
            "a": first,
            "b": last,
            "type": str(incident.get("event_type") or "Other"),
            "grade": str(incident.get("grade") or "single"),
            "voices": int(incident.get("voices") or 0),
            "who": self._actors(incident.get("perpetrators")),
            "whom": self._actors(incident.get("targets")),
            "tallies": tallies,
            "killed": self._most_killed(incident),
        }
        if place:
            view["country"] = place.get("country")
            view["prec"] = str(place.get("precision"))
            view["where"] = clipped(wording.place_in_words(place, self.countries))
            if place.get("lat") is not None and place.get("lon") is not None:
                view["ll"] = [round(float(place["lat"]), 4), round(float(place["lon"]), 4)]
                view["km"] = round(float(place.get("radius_km") or 0), 1)
        return {key: value for key, value in view.items() if value not in (None, [])} | {
            "d": self.detail(incident, accounts)
        }

    @staticmethod
    def _actors(entries: Iterable[Record] | None) -> list[str]:
        names = (clipped(wording.actor_in_words(_value_of(entry, "actor")), 160) for entry in entries or ())
        return list(dict.fromkeys(names))

    def _tallies(self, incident: Record) -> list[list[Any]]:
        """Label, range and group of each tally, then what each position says and on how many voices' word."""
        rows: list[list[Any]] = []
        for field in wording.COUNTS:
            for tally in (incident.get("tallies") or {}).get(field) or ():
                positions = [
                    [
                        wording.value_in_words(field, position.get("value"), self.countries),
                        len(position.get("voices") or ()),
                    ]
                    for position in tally.get("positions") or ()
                ]
                if tally.get("low") is None and tally.get("high") is None and positions:
                    said = " or ".join(dict.fromkeys(str(words) for words, _ in positions))
                else:
                    said = wording.count_in_words(tally)
                values = [position.get("value") or {} for position in tally.get("positions") or ()]
                part = bool(values) and all(value.get("part_of") for value in values)
                rows.append([wording.FIELDS[field], clipped(said), positions, *([1] if part else [])])
        return rows

    @staticmethod
    def _most_killed(incident: Record) -> int | None:
        """The highest figure anyone gives for the killed; -1 where only a vague word says some were; null for none."""
        best: int | None = None
        for tally in (incident.get("tallies") or {}).get("killed") or ():
            values = [tally, *(position.get("value") or {} for position in tally.get("positions") or ())]
            for value in values:
                figure = max(
                    (number for number in (value.get("low"), value.get("high")) if number is not None), default=None
                )
                if figure is None and value.get("vague"):
                    figure = -1
                if figure:
                    best = figure if best is None else max(best, figure)
        return best

    # --- the claims matrix ---------------------------------------------------------------------------------

    def _own_key(self, claim: Record, account: Record) -> tuple[str, ...]:
        """Whose word a claim is, by the rule of records.md, as far as one claim shows it."""
        lineage = self._lineage(self._report(account))
        if not claim.get("source"):
            return ("own", lineage)
        last = claim["source"][-1]
        return ("named", str(last["name"])) if last.get("named") else ("unnamed", str(last["name"]).lower(), lineage)

    def _column_keys(self, incident: Record, claims: Sequence[tuple[Record, Record]]) -> dict[str, tuple[str, ...]]:
        """Claim id to column; names that the incident counts as one voice share a column."""
        voice_of = {
            claim: position["voices"][0]
            for positions in (incident.get("fields") or {}).values()
            for position in positions
            if len(position.get("voices") or ()) == 1
            for claim in position.get("claims") or ()
        }
        seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for claim, account in claims:
            if claim["id"] in voice_of:
                seen[self._own_key(claim, account)].add(str(voice_of[claim["id"]]))
        keys = {}
        for claim, account in claims:
            own = self._own_key(claim, account)
            keys[str(claim["id"])] = ("voice", next(iter(seen[own]))) if len(seen.get(own, ())) == 1 else own
        return keys

    def _column_view(self, claims: Sequence[tuple[Record, Record]]) -> dict[str, Any]:
        """A column's head: who speaks, what kind of voice that is, and which copies share it."""
        names: dict[str, None] = {}
        kinds: dict[str, None] = {}
        reports: dict[int, None] = {}
        own = False
        for claim, account in claims:
            report = self._report(account)
            if (number := self.number.get(str(account["report"]))) is not None:
                reports[number] = None
            if claim.get("source"):
                last = claim["source"][-1]
                names[clipped(last["name"], 120)] = None
                kinds[("" if last.get("named") else "unnamed, ") + _plain(last.get("kind"))] = None
            else:
                own = True
                names[clipped(report.get("outlet") or report.get("path") or "an outlet without a name", 120)] = None
        kind = "the outlet’s own word" if own and not kinds else "; ".join(sorted(kinds))
        return {"n": list(names), "k": kind, "r": list(reports)}

    def detail(self, incident: Record, accounts: Sequence[Record]) -> dict[str, Any]:
        """The incident's panel: matrix, disagreements, reports by lineage, and why these accounts are one."""
        claims = [(claim, account) for account in accounts for claim in account.get("claims") or ()]
        keys = self._column_keys(incident, claims)
        by_column: dict[tuple[str, ...], list[tuple[Record, Record]]] = defaultdict(list)
        for claim, account in claims:
            by_column[keys[str(claim["id"])]].append((claim, account))
        order = sorted(by_column, key=lambda key: (-len(by_column[key]), key))
        column = {key: index for index, key in enumerate(order)}
        heads = [self._column_view(by_column[key]) for key in order]
        sides, disputes = self._disputes(incident, {str(claim["id"]): claim for claim, _ in claims}, keys, column)
        links, more = strongest_links(incident.get("links") or ())
        parts = self._part_tolls(incident, claims)
        past = self._past_tolls(
            incident, keys, [(claim, one) for claim, one in claims if str(claim["id"]) not in parts]
        )
        rows = []
        for field, label in wording.FIELDS.items():
            cells: dict[int, list[dict[str, Any]]] = defaultdict(list)
            for claim, account in claims:
                if claim["field"] == field:
                    entry = self._entry(claim, account, sides, past, parts)
                    self._fold(cells[column[keys[str(claim["id"])]]], entry)
            if cells:
                ordered = {index: sorted(entries, key=self._entry_order) for index, entries in sorted(cells.items())}
                for entries in ordered.values():
                    for entry in entries:
                        del entry["lineage"]
                against = [at for at, (disputed, *_) in enumerate(disputes) if disputed == label]
                rows.append([label, {str(index): entries for index, entries in ordered.items()}, against])
        return {
            "cols": heads,
            "rows": rows,
            "dis": disputes,
            "hist": toll_histories(self._figures(claims, keys, column, past, parts)),
            "lin": self._lineages(accounts),
            "why": [
                [
                    self._told_by(link),
                    round(float(link.get("score") or 0), 3),
                    clipped(link.get("because")),
                    [[label, weight, clipped(words)] for label, weight, words in parts_in_words(link)],
                ]
                for link in links
            ],
            "more": more,
        }

    def _figures(
        self,
        claims: Sequence[tuple[Record, Record]],
        keys: Mapping[str, tuple[str, ...]],
        column: Mapping[tuple[str, ...], int],
        past: set[str],
        parts: set[str],
    ) -> Iterable[Figure]:
        """The tolls that stand in reports with a day: whole ones, in numbers, not denied."""
        for claim, account in claims:
            value, report = claim.get("value"), self._report(account)
            day, number = day_of(report.get("published")), self.number.get(str(account["report"]))
            if claim["field"] not in CHARTED or not isinstance(value, Mapping) or day is None or number is None:
                continue
            low, high = value.get("low"), value.get("high")
            if (low is None and high is None) or str(claim["id"]) in parts or claim.get("modality") == "denied":
                continue
            yield Figure(
                field=str(claim["field"]),
                group=clipped(value.get("group") or "all", 120),
                of=clipped(value["of"], 120) if value.get("of") else None,
                voice=column[keys[str(claim["id"])]],
                lineage=self._lineage(report),
                report=number,
                day=day,
                low=low,
                high=high,
                approximate=bool(value.get("approximate")),
                words=clipped(wording.count_in_words(value), QUOTE_CHARS),
                past=str(claim["id"]) in past or report["id"] in self.replaced,
            )

    def _told_by(self, link: Record) -> list[int | None]:
        """The reports of a link's two accounts."""
        known = [self.accounts[each] for each in link["accounts"] if each in self.accounts]
        return [self.number.get(str(account["report"])) for account in known]

    def _entry(
        self, claim: Record, account: Record, sides: Mapping[str, str], past: set[str], parts: set[str]
    ) -> dict[str, Any]:
        """One claim as it stands in a cell."""
        field, value = str(claim["field"]), claim.get("value")
        report = self._report(account)
        number = self.number.get(str(account["report"]))
        entry: dict[str, Any] = {
            "v": clipped(wording.value_in_words(field, value, self.countries), QUOTE_CHARS),
            "q": [[clipped(claim.get("surface"), QUOTE_CHARS), number]],
            "lineage": self._lineage(report),
        }
        chain = [clipped(link["name"], 120) for link in (claim.get("source") or ())[:-1]]
        if chain:
            entry["via"] = ", ".join(chain)
        if claim.get("modality") not in (None, "asserted"):
            entry["m"] = _plain(claim["modality"])
        if claim.get("hedge"):
            entry["h"] = clipped(claim["hedge"], 120)
        if claim.get("because"):
            entry["n"] = clipped(claim["because"])
        if str(claim["id"]) in sides:
            entry["s"] = sides[str(claim["id"])]
        if account.get("standing") == "background":
            entry["bg"] = 1
        if str(claim["id"]) in parts:
            entry["of"] = 1
        if report["id"] in self.replaced:
            entry["old"] = "from an earlier version of the report"
        elif str(claim["id"]) in past:
            entry["old"] = "an earlier figure of this voice"
        return entry

    @staticmethod
    def _fold(entries: list[dict[str, Any]], entry: dict[str, Any]) -> None:
        """Adds the entry, or its quotation alone where the same text already says so."""
        same = ("v", "lineage", "via", "m", "old", "bg", "s", "of")
        for known in entries:
            if all(known.get(key) == entry.get(key) for key in same):
                known["q"] += [quote for quote in entry["q"] if quote not in known["q"]]
                return
        entries.append(entry)

    @staticmethod
    def _entry_order(entry: Mapping[str, Any]) -> tuple[bool, bool, str]:
        return "old" in entry, "bg" in entry, str(entry["v"])

    def _disputes(
        self,
        incident: Record,
        claims: Mapping[str, Record],
        keys: Mapping[str, tuple[str, ...]],
        column: Mapping[tuple[str, ...], int],
    ) -> tuple[dict[str, str], list[list[Any]]]:
        """The sides each claim takes ("A", "B"), and each contradiction with its sides and its reason.

        No two sides of an incident have one letter.
        """
        sides: dict[str, str] = {}
        disputes: list[list[Any]] = []
        count = 0
        for contradiction in incident.get("contradictions") or ():
            field = str(contradiction["field"])
            shown = []
            for position in contradiction.get("positions") or ():
                letter = chr(ord("A") + count) if count < 26 else str(count + 1)
                count += 1
                ids = [str(claim) for claim in position.get("claims") or ()]
                for claim in ids:
                    sides[claim] = f"{sides[claim]}, {letter}" if claim in sides else letter
                value = position.get("value")
                denied = [claims[claim] for claim in ids if claims.get(claim, {}).get("modality") == "denied"]
                if denied and len(denied) == len(ids):
                    words = "denied: " + wording.value_in_words(field, value or denied[0].get("value"), self.countries)
                else:
                    words = wording.value_in_words(field, value, self.countries)
                words = clipped(words, QUOTE_CHARS)
                shown.append([letter, words, sorted({column[keys[claim]] for claim in ids if claim in keys})])
            label = wording.FIELDS.get(field, _plain(field))
            disputes.append([label, clipped(contradiction.get("because")), shown])
        return sides, disputes

    @staticmethod
    def _current_tolls(incident: Record) -> set[str]:
        """The claims that stand in a tally."""
        tallies = incident.get("tallies") or {}
        return {
            str(claim)
            for field in wording.COUNTS
            for tally in tallies.get(field) or ()
            for position in tally.get("positions") or ()
            for claim in position.get("claims") or ()
        }

    def _part_tolls(self, incident: Record, claims: Sequence[tuple[Record, Record]]) -> set[str]:
        """Tolls of some of the people: parts of another claim, and somebody's relatives beside a larger figure."""
        current = self._current_tolls(incident)
        return {
            str(claim["id"])
            for claim, _ in claims
            if claim["field"] in wording.COUNTS and isinstance(value := claim.get("value"), Mapping)
            if value.get("part_of")
            or (str(claim["id"]) not in current and names_relatives(str(claim.get("surface") or "")))
        }

    def _past_tolls(
        self, incident: Record, keys: Mapping[str, tuple[str, ...]], claims: Sequence[tuple[Record, Record]]
    ) -> set[str]:
        """Tolls that a later one of the same voice, group and side replaced."""
        current = self._current_tolls(incident)

        def about(claim: Record) -> tuple[Any, ...]:
            value = claim.get("value") or {}
            return (claim["field"], value.get("group"), value.get("of"), keys[str(claim["id"])])

        tolls = [claim for claim, _ in claims if claim["field"] in wording.COUNTS and claim.get("value")]
        standing = {about(claim) for claim in tolls if str(claim["id"]) in current}
        return {str(claim["id"]) for claim in tolls if str(claim["id"]) not in current and about(claim) in standing}

    def _lineages(self, accounts: Sequence[Record]) -> list[list[list[Any]]]:
        """Reports of an incident by lineage, each with what it tells."""
        told: dict[int, list[Any]] = defaultdict(list)
        for account in accounts:
            number = self.number.get(str(account["report"]))
            if number is not None:
                told[number].append(self._told(account))
        return fold_lineages(
            told, lineage=lambda number: self._lineage(self.reports[number]), report=self.reports.__getitem__
        )

    @staticmethod
    def _told(account: Record) -> list[Any]:
        """How a report tells it: standing, modality, and its sentences."""
        quotes = [
            clipped(quote.get("text"), QUOTE_CHARS) for quote in (account.get("evidence") or ())[:EVIDENCE_QUOTES]
        ]
        if not quotes and account.get("anchor"):
            quotes = [clipped(account["anchor"].get("text"), QUOTE_CHARS)]
        return [_plain(account.get("standing")), _plain(account.get("modality")), quotes]

    def told_view(self, account: Record) -> list[Any]:
        """An account that belongs to no incident, with the reason in words."""
        modality, standing = str(account.get("modality")), str(account.get("standing"))
        if standing == "aggregate":
            why = "a sum over occurrences that the report does not itself tell"
        elif modality == "planned":
            why = "planned, threatened or vowed"
        elif modality == "hypothetical":
            why = "supposed or feared"
        elif standing == "background":
            why = "recalled in passing, and told as main by no report here"
        else:
            why = "joined to no incident"
        said = [
            [
                wording.FIELDS.get(str(claim["field"]), _plain(claim["field"])),
                clipped(wording.value_in_words(str(claim["field"]), claim.get("value"), self.countries), QUOTE_CHARS),
                ", ".join(clipped(link["name"], 120) for link in claim.get("source") or ()),
            ]
            for claim in account.get("claims") or ()
            if claim.get("value") is not None and claim["field"] != "event_type"
        ]
        kind = modality if modality in ("planned", "hypothetical") else standing
        return [
            str(account.get("event_type")),
            _plain(kind),
            why,
            self.number.get(str(account["report"])),
            self._told(account)[2],
            said,
        ]
