"""A sample record for the page: invented incidents, outlets and people, one for each case the page must show.

`sample()` gives (reports, accounts, incidents) in the shape of the public exports; `many(n)` repeats it
under other ids, days and places; `hostile(payload)` puts a payload into every text of it.
`python tests/web/sample.py FOLDER` writes the pages that tests/web/look.mjs looks at.
"""

# ruff: noqa: E501  (a table of invented words reads better in long lines)

from __future__ import annotations

import copy
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def report(n: int, outlet: str | None, title: str | None, **more: Any) -> Record:
    base = {
        "id": f"rep-{n:020x}", "url": f"https://news.example/{n}", "path": f"in/{n:03}.html", "outlet": outlet,
        "title": title, "byline": None, "language": "en", "published": None, "status": "kept", "because": None,
        "replaces": None, "lineage": f"rep-{n:020x}", "copy_of": None, "relevance": 0.9,
    }  # fmt: skip
    return base | more


def rep(n: int) -> str:
    return f"rep-{n:020x}"


class Teller:
    """Builds accounts and incidents with matching claim ids."""

    def __init__(self) -> None:
        self.accounts: list[Record] = []
        self.incidents: list[Record] = []
        self.claims = 0

    def claim(self, field: str, value: Any, surface: str, source: list[Record] | None = None, **more: Any) -> Record:
        self.claims += 1
        base = {"id": f"clm-{self.claims:020x}", "field": field, "value": value, "because": None, "surface": surface}
        return (
            base
            | {"start": 0, "end": len(surface), "source": source or [], "modality": "asserted", "hedge": None}
            | more
        )

    def account(self, number: int, event_type: str, sentence: str, claims: list[Record], **more: Any) -> Record:
        made = {
            "id": f"acc-{len(self.accounts):020x}", "report": rep(number), "incident": None,
            "anchor": {"start": 0, "end": 6, "text": sentence[:24]}, "event_type": event_type, "modality": "asserted",
            "standing": "main", "clarity": "individual",
            "evidence": [{"start": 0, "end": len(sentence), "text": sentence}], "claims": claims,
        } | more  # fmt: skip
        self.accounts.append(made)
        return made

    def incident(self, accounts: list[Record], *, voices: int, grade: str, **more: Any) -> Record:
        number = len(self.incidents)
        fields: dict[str, list[Record]] = {}
        for account in accounts:
            account["incident"] = f"inc-{number:020x}"
            for claim in account["claims"]:
                last = claim["source"][-1]["name"] if claim["source"] else account["report"]
                for position in fields.setdefault(claim["field"], []):
                    if position["value"] == claim["value"]:
                        position["claims"].append(claim["id"])
                        position["voices"] = sorted({*position["voices"], last})
                        break
                else:
                    fields[claim["field"]].append({"value": claim["value"], "claims": [claim["id"]], "voices": [last]})

        def first(field: str) -> Any:
            return fields[field][0]["value"] if field in fields else None

        def actors(field: str) -> list[Record]:
            return [{"actor": p["value"], "claims": p["claims"]} for p in fields.get(field, []) if p["value"]]

        tallies: dict[str, list[Record]] = {}
        for field in ("killed", "injured", "casualties", "captured", "missing", "displaced"):
            groups: dict[tuple[Any, Any], list[Record]] = {}
            for position in fields.get(field, []):
                if position["value"]:
                    groups.setdefault((position["value"]["group"], position["value"]["of"]), []).append(position)
            for (group, of), positions in groups.items():
                lows = [p["value"]["low"] for p in positions]
                highs = [p["value"]["high"] for p in positions]
                low = None if None in lows else min(lows)
                high = None if None in highs else max(highs)
                row = {"group": group, "of": of, "low": low, "high": high, "positions": positions}
                tallies.setdefault(field, []).append(row)
        made = {
            "id": f"inc-{number:020x}", "key": f"key-{number:020x}", "event_type": accounts[0]["event_type"],
            "clarity": accounts[0]["clarity"], "time": first("time"), "place": first("place"),
            "perpetrators": actors("perpetrator"), "targets": actors("target"), "tallies": tallies, "fields": fields,
            "contradictions": [], "accounts": [a["id"] for a in accounts], "reports": sorted({a["report"] for a in accounts}),
            "voices": voices, "grade": grade, "links": [],
        } | more  # fmt: skip
        self.incidents.append(made)
        return made


def when(
    edtf: str, earliest: str | None = None, latest: str | None = None, precision: str = "day", part: str | None = None
) -> Record:
    first = earliest if earliest or precision == "unknown" else edtf
    return {"edtf": edtf, "earliest": first, "latest": latest or first, "precision": precision, "part_of_day": part}


def where(
    name: str,
    country: str | None,
    precision: str,
    lat: float | None = None,
    lon: float | None = None,
    km: float | None = None,
    admin1: str | None = None,
) -> Record:
    place = {"name": name, "country": country, "admin1": admin1, "admin2": None, "lat": lat, "lon": lon}
    return place | {"radius_km": km, "precision": precision, "gazetteer_id": None}


def who(name: str, kind: str = "unknown", unit: str = "organisation") -> Record:
    return {"name": name, "actor_id": None, "kind": kind, "unit": unit, "country": None}


def count(low: int | None, high: int | None, group: str = "all", **more: Any) -> Record:
    return {
        "low": low,
        "high": high,
        "approximate": False,
        "vague": None,
        "group": group,
        "of": None,
        "part_of": None,
    } | more


def src(name: str, kind: str, named: bool = True) -> Record:
    return {"name": name, "kind": kind, "named": named}


def disagree(incident: Record, field: str, because: str) -> None:
    positions = [p for p in incident["fields"][field] if p["value"] is not None]
    incident["contradictions"].append({"field": field, "positions": positions, "because": because})


def sample() -> tuple[list[Record], list[Record], list[Record]]:
    t = Teller()
    reports = [
        report(1, "The Brenn Courier", "Air strike near Albu Kamal hits camp of allied groups", published="2025-11-25", byline="By staff"),
        report(2, "Harbour Post", "Strike near Albu Kamal: what is known", published="2025-11-26"),
        report(3, "Steppe Wire", "Camp near Albu Kamal struck", published="2025-11-25", lineage=rep(1), copy_of={"report": rep(1), "kind": "near_verbatim", "share": 0.93}),
        report(4, "Valley Mirror", "Air strike near Albu Kamal hits camp", published="2025-11-25", lineage=rep(1), copy_of={"report": rep(1), "kind": "same_wire", "share": 0.98}),
        report(5, "Ember Daily", "Market shelled in Hama countryside, dozens hurt", published="2025-10-14"),
        report(6, "Al-Fajr al-Jadid", "قصف مدفعي يستهدف سوقًا في ريف حماة", language="ar", published="2025-10-14"),
        report(7, "State Bulletin", "Ministry denies shelling of market", published="2025-10-15"),
        report(8, "Curlew Press", "Joint raids on weapons sites in Rif Dimashq", path="in/000.txt", url=None),
        report(9, "Northern Echo Wire", "Drone hits tanker in the Black Sea", published="2025-09-03", byline="Marit Oestby"),
        report(10, "Savanna Sentinel", "Gunmen attack village in Ménaka", published="2025-08"),
        report(11, "Savanna Sentinel", "Toll of Ménaka attack rises to 31", published="2025-08-21", replaces=rep(12)),
        report(12, "Savanna Sentinel", "Toll of Ménaka attack at 19", published="2025-08-20"),
        report(13, "Dnipro Line", "Обстріл громади: є поранені", language="uk", published="2025-11-02"),
        report(14, "Meridian", "Twelve held after protest in Port Sudan", published="2025-07-09"),
        report(15, "Meridian", "Blasts across Myanmar, place not given", published="2025-11-11"),
        report(16, "Cedar Review", "Ceasefire signed, say both sides", published="2025-06-30"),
        report(17, "Cedar Review", "Forty attacks in recent weeks", published="2025-11-20"),
        report(18, None, None, url=None, path="drop/notes-17.txt"),
        report(19, "Harbour Post", "Weather for the coming week", published="2025-11-20"),
        report(20, "Der Bote", "Lage an der Grenze bleibt ruhig", language="de", status="set_aside", because="language German is not read yet; give --language en to read it as English"),
        report(21, "Harbour Post", "Strike near Albu Kamal: what is known", status="set_aside", because="the same bytes as in/002.html"),
        report(22, None, None, url="https://news.example/broken", path="in/022.html", status="refused", because="no text was found: 3 bytes after the markup was taken off; check that the page was saved whole"),
    ]  # fmt: skip
    reuters, local = src("Steppe Wire", "wire"), src("a local source", "resident", False)
    minister = src("Office of the Norvian defence minister", "official")
    kamal = where("Albu Kamal", "SY", "area", 34.45, 40.92, 15, "Deir ez-Zor")
    camp = {
        "name": "a training facility",
        "effect": "destroyed",
        "low": None,
        "high": None,
        "approximate": False,
        "vague": None,
    }

    def kamal_account(number: int, words: str) -> Record:
        return t.account(number, "Air/drone strike", words, [
            t.claim("time", when("2025-11-24", part="night"), "overnight on Monday", because="“Monday” before the day of publication, 2025-11-25"),
            t.claim("place", kamal, "near the city of Albu Kamal", [minister]),
            t.claim("perpetrator", who("Norvian Air Force", "external_forces"), "took responsibility for the strikes", [minister]),
            t.claim("target", who("Southern Shield groups", "political_militia"), "groups aligned with the Southern Shield"),
            t.claim("object", camp, "“a training facility”", [minister]),
            t.claim("killed", count(12, None, "fighters"), "at least 12 fighters", [reuters, local], hedge="according to", modality="alleged"),
            t.claim("means", {"name": "fighter jets", "kind": "aircraft"}, "two fighter jets", [minister]),
        ])  # fmt: skip

    first = kamal_account(
        1,
        "The defence minister’s office said aircraft struck a training facility near the city of Albu Kamal overnight on Monday.",
    )
    wire = kamal_account(
        3, "The minister’s office said aircraft struck a training facility near Albu Kamal overnight on Monday."
    )
    reprint = kamal_account(
        4, "The defence minister’s office said aircraft struck a training facility near the city of Albu Kamal."
    )
    other = t.account(2, "Air/drone strike", "A strike hit a camp west of Albu Kamal on 24 November, the River Monitor said, killing between 15 and 18 people.", [
        t.claim("time", when("2025-11-24"), "on 24 November"),
        t.claim("place", where("Albu Kamal", "SY", "area", 34.45, 40.8, 15, "Deir ez-Zor"), "west of Albu Kamal", [src("River Monitor", "monitor")]),
        t.claim("killed", count(15, 18, "fighters"), "between 15 and 18 people", [src("River Monitor", "monitor")]),
        t.claim("killed", count(3, 3, "children", part_of="clm-x"), "three of them children", [src("River Monitor", "monitor")]),
        t.claim("perpetrator", who("Norvian Air Force", "external_forces"), "Norvian aircraft", [src("River Monitor", "monitor")]),
        t.claim("perpetrator", None, "by aircraft it did not name", because="the text names no one"),
    ])  # fmt: skip
    t.incident([first, other, wire, reprint], voices=3, grade="admitted", links=[
        {"accounts": [first["id"], other["id"]], "score": 0.94, "because": "same day (24 November 2025), places 11 km apart, same kind, same responsible side"},
        {"accounts": [first["id"], wire["id"]], "score": 0.99, "because": "one text: 93 % of the words of one stand in the other"},
    ])  # fmt: skip

    hama = where("Hama", "SY", "admin1", 35.2, 36.95, 62, "Hama")
    shelled = t.account(5, "Shelling/artillery/missile attack", "Shells hit a market in the Hama countryside on Tuesday, killing seven civilians and wounding dozens, rescuers said.", [
        t.claim("time", when("2025-10-14", part="morning"), "on Tuesday morning", because="“Tuesday” is the day of publication, 2025-10-14"),
        t.claim("place", hama, "in the Hama countryside"),
        t.claim("killed", count(7, 7, "civilians"), "killing seven civilians", [src("the Hama rescue service", "humanitarian")]),
        t.claim("injured", count(None, None, "civilians", vague="dozens"), "wounding dozens", [src("the Hama rescue service", "humanitarian")]),
        t.claim("perpetrator", who("Norvian army", "state_forces"), "army positions north of the town", [src("a resident", "resident", False)], modality="alleged", hedge="said to have come from"),
    ])  # fmt: skip
    arabic = t.account(6, "Shelling/artillery/missile attack", "سقط أحد عشر قتيلًا مدنيًا في قصف مدفعي على سوق في ريف حماة صباح الثلاثاء.", [
        t.claim("time", when("2025-10-14"), "صباح الثلاثاء"),
        t.claim("place", hama, "ريف حماة"),
        t.claim("killed", count(11, 11, "civilians"), "أحد عشر قتيلًا مدنيًا", [src("مستشفى حماة الوطني", "medical")]),
        t.claim("perpetrator", who("Norvian army", "state_forces"), "مدفعية الجيش"),
    ])  # fmt: skip
    denial = t.account(7, "Shelling/artillery/missile attack", "The ministry denied that its forces had shelled the market and blamed a gas leak.", [
        t.claim("perpetrator", who("Norvian army", "state_forces"), "denied that its forces had shelled", [src("Norvian defence ministry", "party")], modality="denied"),
        t.claim("event_type", "Other", "a gas leak", [src("Norvian defence ministry", "party")]),
        t.claim("occurrence", False, "no shelling took place", [src("Norvian defence ministry", "party")]),
    ], modality="denied")  # fmt: skip
    contested = t.incident(
        [shelled, arabic, denial],
        voices=4,
        grade="contested",
        links=[
            {
                "accounts": [shelled["id"], arabic["id"]],
                "score": 0.88,
                "because": "same day, same province, same kind of target (a market)",
            }
        ],
    )
    disagree(contested, "killed", "7 and 11 civilians killed cannot both be right: neither figure is a lower bound")
    asserted = shelled["claims"][4]["id"], arabic["claims"][3]["id"]
    contested["contradictions"].append({"field": "perpetrator", "positions": [
        {"value": who("Norvian army", "state_forces"), "claims": list(asserted), "voices": ["a resident", rep(6)]},
        {"value": None, "claims": [denial["claims"][0]["id"]], "voices": ["Norvian defence ministry"]},
    ], "because": "the Norvian defence ministry denies what two other voices say of its forces"})  # fmt: skip

    raids = t.account(8, "Air/drone strike", "Between November 24 and November 27, aircraft launched precision strikes on at least fifteen different sites.", [
        t.claim("time", when("XXXX-11-24/XXXX-11-27", "XXXX-11-24", "XXXX-11-27", "days"), "Between November 24 and November 27", because="the report shows no year"),
        t.claim("place", where("Rif Dimashq", "SY", "admin1", 33.6, 37.0, 85, "Rif Dimashq"), "in the Rif Damashq region", [src("military officials", "military", False)]),
        t.claim("perpetrator", who("Norvian Air Force", "external_forces"), "coalition aircraft"),
        t.claim("target", who("Black Banner", "rebel_group"), "Black Banner weapons storage locations"),
        t.claim("object", {"name": "weapons storage sites", "effect": "destroyed", "low": 15, "high": None, "approximate": False, "vague": None}, "at least fifteen different sites"),
        t.claim("casualties", count(0, 0, "soldiers", of="Norvia"), "No casualties among Norvian personnel were reported"),
        t.claim("strikes", {"low": None, "high": None, "approximate": False, "vague": "a series"}, "a series of coordinated airstrikes"),
    ])  # fmt: skip
    t.incident([raids], voices=1, grade="single")

    tanker = t.account(9, "Air/drone strike", "A drone hit a tanker in the western Black Sea late on 2 September, the coast guard said.", [
        t.claim("time", when("2025-09-02", part="evening"), "late on 2 September"),
        t.claim("place", where("Black Sea", None, "sea", 43.6, 31.2, 140), "in the western Black Sea", [src("Coast guard of Tarsia", "official")]),
        t.claim("target", who("the tanker Aldona", "civilians", "group"), "the tanker Aldona", [src("Coast guard of Tarsia", "official")]),
        t.claim("injured", count(2, 2, "all"), "two of the crew were hurt", [src("Coast guard of Tarsia", "official")]),
        t.claim("means", {"name": "sea drone", "kind": "drone"}, "a sea drone"),
        t.claim("origin", where("Port Zelen", "UA", "settlement", 46.3, 30.65, 8), "launched from Port Zelen", [src("an intelligence official", "anonymous", False)], modality="alleged", hedge="is believed to have been"),
    ])  # fmt: skip
    t.incident([tanker], voices=2, grade="corroborated")

    menaka = where("Ménaka", "ML", "admin2", 15.92, 2.4, 70, "Ménaka")
    old = t.account(12, "Attack", "Gunmen killed at least 19 villagers in the Ménaka region on Sunday, an elder said.", [
        t.claim("time", when("2025-08-17"), "on Sunday"), t.claim("place", menaka, "in the Ménaka region"),
        t.claim("killed", count(19, None, "civilians"), "at least 19 villagers", [src("an elder", "resident", False)]),
    ])  # fmt: skip
    new = t.account(11, "Attack", "The number killed in Sunday’s attack has risen to 31, the district hospital said.", [
        t.claim("time", when("2025-08-17"), "Sunday’s attack"), t.claim("place", menaka, "Ménaka"),
        t.claim("killed", count(31, 31, "civilians"), "has risen to 31", [src("Ménaka district hospital", "medical")]),
        t.claim("perpetrator", who("gunmen", "unknown", "group"), "gunmen on motorcycles"),
    ])  # fmt: skip
    month = t.account(10, "Attack", "Gunmen attacked a village in Ménaka in the middle of August, killing about 30.", [
        t.claim("time", when("2025-08", "2025-08-01", "2025-08-31", "month"), "in August"), t.claim("place", menaka, "a village in Ménaka"),
        t.claim("killed", count(30, 30, "civilians", approximate=True), "about 30"),
    ])  # fmt: skip
    attack = t.incident(
        [new, month, old],
        voices=3,
        grade="corroborated",
        links=[
            {
                "accounts": [new["id"], month["id"]],
                "score": 0.71,
                "because": "same district, days that may overlap, tolls that agree (31 and about 30)",
            }
        ],
    )
    attack["time"] = when("2025-08-17")

    t.incident([t.account(13, "Shelling/artillery/missile attack", "Внаслідок обстрілу громади поранено трьох людей, повідомив голова області.", [
        t.claim("time", when("2025-11-01/2025-11-02", "2025-11-01", "2025-11-02", "days"), "1–2 листопада"),
        t.claim("place", where("Nikopol", "UA", "settlement", 47.57, 34.4, 7, "Dnipropetrovsk Oblast"), "Нікополь"),
        t.claim("injured", count(3, 3, "civilians"), "поранено трьох людей", [src("Head of Dnipropetrovsk region", "official")]),
        t.claim("means", {"name": "howitzers", "kind": "artillery"}, "з гаубиць"),
    ])], voices=1, grade="single")  # fmt: skip

    t.incident([t.account(14, "Protest with intervention", "Police broke up a protest in Port Sudan on 8 July and held twelve people.", [
        t.claim("time", when("2025-07-08"), "on 8 July"), t.claim("place", where("Port Sudan", "SD", "settlement", 19.62, 37.22, 9, "Red Sea"), "in Port Sudan"),
        t.claim("captured", count(12, 12, "protesters"), "held twelve people", [src("Police of Port Sudan", "party")]),
        t.claim("perpetrator", who("Police of Port Sudan", "state_forces"), "Police broke up", [src("Police of Port Sudan", "party")]),
        t.claim("target", who("protesters", "protesters", "group"), "a protest"),
    ])], voices=1, grade="admitted")  # fmt: skip

    t.incident([t.account(15, "Remote explosive/landmine/IED", "Several blasts were reported across Myanmar this month, without saying where.", [
        t.claim("time", when("2025-11", "2025-11-01", "2025-11-30", "month"), "this month"),
        t.claim("place", where("Myanmar", "MM", "country", 21.0, 96.5, 700), "across Myanmar"),
        t.claim("killed", count(None, None, "all", vague="several"), "several were killed", modality="alleged", hedge="reportedly"),
    ], clarity="aggregated")], voices=1, grade="single")  # fmt: skip

    t.incident([t.account(16, "Agreement", "Both sides said they had signed a ceasefire.", [
        t.claim("time", when("2025-06-30", None, "2025-06-30", "unknown"), "by the end of June", because="only the day of the statement is given"),
        t.claim("perpetrator", who("Norvian government", "state_forces"), "Both sides", [src("Norvian government", "party")]),
        t.claim("target", who("Black Banner", "rebel_group"), "Both sides", [src("Black Banner", "armed_group")]),
    ])], voices=2, grade="corroborated")  # fmt: skip

    recalled = t.account(17, "Attack", "It recalled the ambush at the Ash Shaddadi base, which never took place, the army has since said.", [
        t.claim("time", None, "", because="no day is given"),
        t.claim("place", where("Ash Shaddadi base", "SY", "site", 36.05, 40.73, 2, "Hasakah"), "at the Ash Shaddadi base"),
        t.claim("occurrence", False, "never took place", [src("Norvian army", "party")], modality="denied"),
    ], standing="background")  # fmt: skip
    withdrawn = t.account(18, "Attack", "An ambush at the Ash Shaddadi base was claimed.", [
        t.claim("place", where("Ash Shaddadi base", "SY", "site", 36.05, 40.73, 2, "Hasakah"), "the Ash Shaddadi base"),
        t.claim("target", who("Norvian army", "state_forces"), "an army patrol", modality="alleged", hedge="was claimed"),
    ], modality="alleged")  # fmt: skip
    t.incident([withdrawn, recalled], voices=0, grade="discounted")

    t.incident([t.account(2, "Abduction/forced disappearance", "Two aid workers were taken from their car; the agency would not say where.", [
        t.claim("time", when("XXXX-11-24"), "on November 24", because="the report shows no year"),
        t.claim("target", who("aid workers", "civilians", "group"), "Two aid workers", [src("Lantern Relief", "humanitarian")]),
        t.claim("captured", count(2, 2, "aid_workers"), "Two aid workers were taken", [src("Lantern Relief", "humanitarian")]),
        t.claim("place", None, "would not say where", because="the agency withholds the place"),
    ])], voices=1, grade="single")  # fmt: skip

    t.incident([t.account(1, "Air/drone strike", "The other strike occurred near a bridge close to Mayadin.", [
        t.claim("time", when("2025-11-24"), "overnight on Monday"),
        t.claim("place", where("a bridge close to Mayadin", "SY", "area", 35.02, 40.45, 6, "Deir ez-Zor"), "near a bridge close to the city of Mayadin", [reuters, local]),
        t.claim("perpetrator", who("Norvian Air Force", "external_forces"), "carried out two strikes", [minister]),
        t.claim("object", {"name": "a safe house", "effect": None, "low": None, "high": None, "approximate": False, "vague": None}, "a “safe house”", [minister]),
    ])], voices=2, grade="admitted")  # fmt: skip

    t.account(17, "Attack", "Troops have faced approximately 40 attacks in recent weeks, resulting in injuries to 56 personnel.", [
        t.claim("strikes", {"low": 40, "high": 40, "approximate": True, "vague": None}, "approximately 40 attacks"),
        t.claim("injured", count(56, 56, "soldiers"), "injuries to 56 personnel", [minister]),
    ], standing="aggregate")  # fmt: skip
    t.account(
        8,
        "Attack",
        "The military indicated that further actions may follow.",
        [t.claim("perpetrator", who("Norvian Air Force"), "The military")],
        modality="planned",
    )
    t.account(
        16,
        "Armed clash",
        "Should the truce fail, fighting could return to the north, analysts fear.",
        [],
        modality="hypothetical",
    )
    t.account(
        9,
        "Attack",
        "It recalled the 2014 siege of a café.",
        [t.claim("time", when("2014", "2014-01-01", "2014-12-31", "year"), "2014")],
        standing="background",
    )
    return reports, t.accounts, t.incidents


MADE = {
    "seen": 22, "kept": 19, "set_aside": 2, "refused": 1, "version": "0.1.0",
    "text": ["An invented record: outlets, sides and incidents in it do not exist. Built from tests/web/sample.py."],
    "profile": "public",
}  # fmt: skip


def ferry() -> tuple[list[Record], list[Record], list[Record]]:
    """One incident whose toll climbs over nine days on the word of several voices; one text of it is printed four times."""
    lead = "Two shells struck the ferry landing at Port Zelen as the evening boat was boarding, and the ticket office burned down."
    tail = "Divers from the harbour company went on searching beneath the pontoon until the tide turned."
    reports = [
        report(31, "Ledger of Zelen", "Ferry landing shelled", published="2025-03-04"),
        report(32, "Steppe Wire", "Shells hit ferry landing", published="2025-03-04", lineage=rep(31), copy_of={"report": rep(31), "kind": "near_verbatim", "share": 0.91}),
        report(33, "Valley Mirror", "Boat passengers among dead", published="2025-03-05", lineage=rep(31), copy_of={"report": rep(31), "kind": "rewrite", "share": 0.44}),
        report(34, "Quay Street Radio", "Landing burned", lineage=rep(31)),
        report(35, "Ledger of Zelen", "Toll of the landing rises", published="2025-03-07"),
        report(36, "Harbour Post", "Zelen counts its dead", published="2025-03-09"),
        report(37, "Cedar Review", "What happened at the landing", published="2025-03-12"),
    ]  # fmt: skip
    t = Teller()
    hospital, governor = src("Zelen harbour hospital", "medical"), src("Governor of Zelen", "official")
    monitor = src("River Monitor", "monitor")

    def telling(number: int, sentences: list[str], *tolls: tuple[Record, str, Record | None]) -> Record:
        quotes = [{"start": 0, "end": len(words), "text": words} for words in sentences]
        claims = [
            t.claim("time", when("2025-03-03"), "on Monday"),
            t.claim("place", where("Port Zelen", "UA", "settlement", 46.3, 30.65, 8), "at Port Zelen"),
        ]
        claims += [t.claim("killed", value, words, [source] if source else []) for value, words, source in tolls]
        return t.account(number, "Shelling/artillery/missile attack", sentences[0], claims, evidence=quotes)

    accounts = [
        telling(31, [lead, tail], (count(4, None), "at least four", governor)),
        telling(32, [lead.replace("the evening boat was boarding", "passengers boarded the evening boat"), tail], (count(4, None), "at least four", governor)),
        telling(33, ["Families wept. Divers from the harbour company went on searching beneath the pontoon, the paper said."], (count(4, None), "four or more", governor)),
        telling(34, ["The 🚢 burned. " + lead], (count(4, None), "at least four", governor)),
        telling(35, ["The governor said nine had died."], (count(9, 9), "nine", governor), (count(11, 14), "between 11 and 14", monitor)),
        telling(36, ["The hospital has fourteen dead."], (count(14, 14), "fourteen", hospital), (count(2, 2, "children"), "two children", hospital)),
        telling(37, ["Seventeen people died, and perhaps as many as twenty."], (count(17, 17), "seventeen", governor), (count(None, 20), "as many as twenty", monitor), (count(3, 3, "children"), "three children", hospital)),
    ]  # fmt: skip
    parts = [
        {"field": "prior", "weight": -2.76, "words": "before anything is compared: two accounts are seldom one"},
        {"field": "words", "weight": 2.41, "words": "shared words (ferry, landing, pontoon, tide)"},
        {"field": "place", "weight": 1.8, "words": "both at Port Zelen"},
        {"field": "time", "weight": 2.0, "words": "the same day"},
        {"field": "event_type", "weight": 0.8, "words": "both Shelling/artillery/missile attack"},
        {"field": "killed", "weight": -0.5, "words": "4 against 9 killed"},
    ]
    links = [
        {"accounts": [accounts[0]["id"], other["id"]], "score": 0.977, "because": "shared words; the same day; both at Port Zelen", "parts": parts}
        for other in accounts[1:-1]
    ]  # fmt: skip
    judged = "a person judged them the same (judgement 3)"
    links += [
        {"accounts": [accounts[5]["id"], accounts[6]["id"]], "score": 1.0, "because": judged, "parts": []},
        {"accounts": [accounts[4]["id"], accounts[5]["id"]], "score": 0.8, "because": "the same day", "parts": parts},
    ]
    made = t.incident(accounts, voices=4, grade="corroborated", links=links)
    replaced = {accounts[4]["claims"][2]["id"], *(account["claims"][2]["id"] for account in accounts[:4])}
    replaced.add(accounts[4]["claims"][3]["id"])
    for tally in made["tallies"]["killed"]:
        tally["positions"] = [p for p in tally["positions"] if replaced.isdisjoint(p["claims"])]
    disagree(
        made, "killed", "Voices differ on how many were killed: 17 (Governor of Zelen); 14 (Zelen harbour hospital)."
    )
    made["contradictions"][0]["positions"] = [
        p for p in made["fields"]["killed"] if p["value"] in (count(17, 17), count(14, 14))
    ]
    return reports, t.accounts, t.incidents


def many(n: int) -> tuple[list[Record], list[Record], list[Record]]:
    """The sample's incidents again and again, on other days and at other places, n in all."""
    reports, accounts, incidents = sample()
    out: tuple[list[Record], list[Record], list[Record]] = (reports, [a for a in accounts if not a["incident"]], [])
    by_id = {a["id"]: a for a in accounts}
    for number in range(n):
        incident = copy.deepcopy(incidents[number % len(incidents)])
        ids = {}
        incident["id"], incident["key"] = f"inc-{number:020x}", f"key-{number:020x}"
        for each in incident["accounts"]:
            account = copy.deepcopy(by_id[each])
            ids[each] = account["id"] = f"acc-m{number}-{each[4:]}"
            account["incident"] = incident["id"]
            out[1].append(account)
        incident["accounts"] = list(ids.values())
        incident["links"] = [
            link | {"accounts": [ids[each] for each in link["accounts"]]} for link in incident["links"]
        ]
        if incident["time"] and incident["time"]["precision"] == "day" and incident["time"]["edtf"].startswith("2025"):
            day = (date(2023, 1, 1) + timedelta(days=number * 37 % 1050)).isoformat()
            incident["time"] = when(day)
        if incident["place"] and incident["place"]["lat"] is not None and incident["place"]["precision"] != "country":
            incident["place"]["lat"] = round(incident["place"]["lat"] + (number * 13 % 40) / 12 - 1.6, 2)
            incident["place"]["lon"] = round(incident["place"]["lon"] + (number * 7 % 60) / 9 - 3.3, 2)
        out[2].append(incident)
    return out


KEPT_WORDS = frozenset(
    "id report incident key accounts reports claims voices lineage replaces part_of country status precision unit kind "
    "grade standing modality clarity field edtf earliest latest part_of_day lat lon".split()
)  # ids, and words of closed vocabularies


def hostile(payload: str) -> tuple[list[Record], list[Record], list[Record]]:
    """The sample with the payload in every text that is not an id or a word of a closed vocabulary."""

    def poison(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poison(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return (
                value
                if key in KEPT_WORDS and all(isinstance(each, str) for each in value)
                else [poison(each, key) for each in value]
            )
        return payload if isinstance(value, str) and key not in KEPT_WORDS else value

    reports, accounts, incidents = sample()
    return poison(reports), poison(accounts), poison(incidents)


def main() -> None:
    from tallystick.web.page import page_html

    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    payload = "</script><img src=x onerror=alert(1)><svg onload=alert(2)>{{7*7}}<!--\u2028javascript:alert(3)"
    pages = {
        "sample": sample(),
        "many": many(3000),
        "hostile": hostile(payload),
        "empty": ([], [], []),
        "ferry": ferry(),
    }
    titles = {"sample": "Strikes, raids and shelling, June to November 2025", "hostile": payload}
    for name, (reports, accounts, incidents) in pages.items():
        made = MADE if name == "sample" else {"version": "0.1.0"} | ({"text": payload} if name == "hostile" else {})
        title = titles.get(name, "A large record")
        html = page_html(reports=reports, accounts=accounts, incidents=incidents, title=title, made=made)
        (out / f"{name}.html").write_bytes(html.encode("utf-8"))


if __name__ == "__main__":
    main()
