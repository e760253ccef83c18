"""Five real reports, coded by a careful human (expected.md beside them): every row must be told.

The reports are not in the repository. They are looked for in SHARED_DIR, else in `shared/` beside the
checkout; without them the tests are skipped.
"""

import os
from pathlib import Path

import pytest

from tallystick.inputs import read_items
from tallystick.pipeline import MemoryShelf, load_tools, tell_item, weigh_all

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason=f"no seeds in {SHARED}")


class Seeds:
    def __init__(self):
        tools = load_tools()
        told = [tell_item(item, tools=tools) for item in read_items([str(SHARED / "seeds")])]
        self.reports = {t.report.path[:3]: t.report for t in told}
        self.accounts = {t.report.path[:3]: t.accounts for t in told}
        shelf = MemoryShelf.of((t.report for t in told), (a for t in told for a in t.accounts))
        weighed = weigh_all(shelf, standing={}, tools=tools)
        self.homes = dict(weighed.homes)
        self.lineages = {path: weighed.verdicts[r.id].lineage for path, r in self.reports.items()}
        self.incidents = {i.id: i for i in weighed.incidents}

    def find(self, report, **wanted):
        found = [a for a in self.accounts[report] if all(check(a) for check in self._checks(wanted))]
        assert len(found) == 1, [(a.event_type, a.standing, a.anchor.text) for a in found]
        return found[0]

    def _checks(self, wanted):
        if "type" in wanted:
            yield lambda a: a.event_type in wanted["type"]
        if "place" in wanted:
            yield lambda a: any(wanted["place"] in (v.name, v.admin1) for v in values(a, "place"))
        if "doer" in wanted:
            yield lambda a: any(wanted["doer"] in v.name for v in values(a, "perpetrator"))
        if "standing" in wanted:
            yield lambda a: a.standing in wanted["standing"]

    def incident(self, account):
        return self.incidents[self.homes[account.id]]


def values(account, field):
    return [c.value for c in account.claims if c.field == field and c.value is not None]


def sources(account, field=None):
    return {link.name for c in account.claims if field in (None, c.field) for link in c.source}


def count(account, field, **wanted):
    return any(all(getattr(v, k) == w for k, w in wanted.items()) for v in values(account, field))


@pytest.fixture(scope="module")
def seeds():
    return Seeds()


STRIKE = ("Air/drone strike",)
FIRE = ("Shelling/artillery/missile attack",)


def test_a_strikes_in_rif_dimashq(seeds):
    a = seeds.find("000", type=STRIKE, place="Rif Dimashq", standing=("main",))
    assert ("XXXX-11-24", "XXXX-11-27") in {(m.earliest, m.latest) for m in values(a, "time")}
    assert {v.country for v in values(a, "perpetrator")} >= {"US", "SY"}
    assert any("Islamic State" in v.name for v in values(a, "target"))
    assert any(v.low == 15 and v.high is None for v in values(a, "object"))
    assert any(v.low == 100 and v.high is None for v in values(a, "object"))
    assert count(a, "casualties", low=0, high=0)
    assert any("military" in name.lower() or "US" in name for name in sources(a, "place"))


@pytest.mark.parametrize("report", ["001", "004"])
def test_b_missiles_on_deir_ez_zor(seeds, report):
    b = seeds.find(report, type=FIRE, standing=("main",))
    assert {v.admin1 or v.name for v in values(b, "place") if v.precision != "country"} == {"Deir ez-Zor"}
    assert any("Shaddadi" in v.name for v in values(b, "origin"))
    assert any("coalition" in v.name for v in values(b, "perpetrator"))
    assert any("Islamic State" in v.name for v in values(b, "target"))
    assert not values(b, "killed")
    assert not values(b, "time")
    assert "Al Hadath" in " ".join(sources(b))
    assert seeds.incident(b).voices == 1


def test_b_stores_are_alleged_by_local_sources(seeds):
    b = seeds.find("004", type=FIRE, standing=("main",))
    hit = [c for c in b.claims if c.field == "object" and "storage" in c.value.name]
    assert hit
    assert all(c.modality == "alleged" and c.source and not c.source[-1].named for c in hit)


@pytest.mark.parametrize("report", ["001", "004"])
def test_c_american_strikes_told_by_a_newspaper(seeds, report):
    c = seeds.find(report, type=STRIKE, doer="US", standing=("main",))
    assert {v.precision for v in values(c, "place")} <= {"country"}
    assert "New York Times" in sources(c)
    assert any("storage" in v.name or "depot" in v.name for v in values(c, "object"))
    assert not values(c, "injured")


@pytest.mark.parametrize("report", ["001", "004"])
def test_d_ambush_at_palmyra(seeds, report):
    d = seeds.find(report, type=("Attack", "Armed clash"), place="Palmyra")
    assert count(d, "injured", low=2, high=2)
    assert count(d, "injured", low=1, high=1)
    assert count(d, "killed", low=1, high=1)
    assert any("Pentagon" in name or "Department of Defense" in name for name in sources(d))
    assert not any(m.earliest == "XXXX-12-13" for m in values(d, "time"))
    assert any("Islamic State" in v.name for v in values(d, "perpetrator"))


def test_d_has_two_places_and_shows_it(seeds):
    d = seeds.find("004", type=("Attack", "Armed clash"), place="Palmyra")
    assert any(v.country == "IQ" for v in values(d, "place"))
    clash = [c for c in seeds.incident(d).contradictions if c.field == "place"]
    assert clash
    assert "Palmyra" in clash[0].because
    assert "Iraq" in clash[0].because


@pytest.mark.parametrize("report", ["001", "004"])
def test_e_sydney_is_recalled_and_no_incident(seeds, report):
    e = seeds.find(report, place="Sydney")
    assert e.standing == "background"
    assert e.id not in seeds.homes


@pytest.mark.parametrize(
    ("near", "thing"), [("Abu Kamal", "training facility"), ("Mayadin", "safe house")], ids=["F", "G"]
)
def test_f_and_g_two_strikes_of_one_night(seeds, near, thing):
    found = [
        a for a in seeds.accounts["002"] if a.id in seeds.homes and any(near in p.name for p in values(a, "place"))
    ]
    assert len(found) == 1
    assert found[0].event_type in STRIKE
    assert found[0].standing == "main"
    assert any("US" in v.name for v in values(found[0], "perpetrator"))
    assert not any("pro-Iranian" in v.name or "Revolutionary" in v.name for v in values(found[0], "perpetrator"))
    assert any(thing in v.name for v in values(found[0], "object"))
    assert "Austin" in " ".join(sources(found[0]))


def test_f_has_the_local_source_that_reuters_cites(seeds):
    found = [
        a
        for a in seeds.accounts["002"]
        if a.id in seeds.homes and any("Abu Kamal" in p.name for p in values(a, "place"))
    ]
    chains = {tuple(link.name for link in c.source) for c in found[0].claims}
    assert any(len(chain) == 2 and chain[0] == "Reuters" and "local source" in chain[1] for chain in chains)


def test_h_forty_attacks_are_a_sum(seeds):
    h = seeds.find("002", standing=("aggregate",))
    assert count(h, "strikes", low=40, high=40)
    assert count(h, "injured", low=56, high=56)
    assert any("Iran" in v.name for v in values(h, "perpetrator"))
    assert h.id not in seeds.homes


def test_i_hundred_strikes_in_three_governorates(seeds):
    i = seeds.find("003", type=STRIKE)
    assert (i.standing, i.clarity) == ("main", "aggregated")
    assert {v.admin1 or v.name for v in values(i, "place")} >= {"Deir ez-Zor", "Homs", "Hama"}
    assert count(i, "strikes", low=100, high=None)
    assert {v.country for v in values(i, "perpetrator")} >= {"SY", "RU"}
    assert any("opposition" in name for name in sources(i))


def test_j_raids_on_the_ground(seeds):
    j = seeds.find("003", type=("Armed clash", "Other"), standing=("main",))
    assert len(values(j, "place")) >= 2
    assert any("militia" in v.name for v in values(j, "perpetrator"))
    assert any("pro-government" in name.lower() for name in sources(j))


def test_eight_incidents_stay_apart(seeds):
    found = {
        "A": seeds.find("000", type=STRIKE, place="Rif Dimashq"),
        "B": seeds.find("001", type=FIRE, standing=("main",)),
        "C": seeds.find("001", type=STRIKE, doer="US", standing=("main",)),
        "D": seeds.find("001", type=("Attack", "Armed clash"), place="Palmyra"),
        "I": seeds.find("003", type=STRIKE),
        "J": seeds.find("003", type=("Armed clash", "Other"), standing=("main",)),
    }
    strikes = [a for a in seeds.accounts["002"] if a.id in seeds.homes]
    homes = [seeds.homes[a.id] for a in (*found.values(), *strikes)]
    assert len(strikes) == 2
    assert len(set(homes)) == 8


def test_the_two_tellings_join(seeds):
    for kind in (FIRE, ("Attack", "Armed clash")):
        extra = {"place": "Palmyra"} if kind != FIRE else {"standing": ("main",)}
        a, b = seeds.find("001", type=kind, **extra), seeds.find("004", type=kind, **extra)
        assert seeds.homes[a.id] == seeds.homes[b.id]


def test_one_is_a_rewrite_of_the_other(seeds):
    assert seeds.lineages["001"] == seeds.lineages["004"]
    assert len(set(seeds.lineages.values())) == 4


def test_nothing_comes_from_a_reader(seeds):
    report = seeds.reports["003"]
    assert "Jens Holm" not in report.text
    assert "Rhodium" not in report.text
    assert any(r.kind == "reader_comments" and "Rhodium" in r.text for r in report.removed)


def test_every_span_is_where_it_says(seeds):
    for path, accounts in seeds.accounts.items():
        text = seeds.reports[path].text
        for account in accounts:
            for quote in (account.anchor, *account.evidence):
                assert text[quote.start : quote.end] == quote.text
            for claim in account.claims:
                assert text[claim.start : claim.end] == claim.surface
