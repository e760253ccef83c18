"""The key format, on keys of our own."""

from __future__ import annotations

from evaluation.public.muc4 import keys
from evaluation.public.muc4.keys import Filler, parse_filler, parse_keys

KEYS = """
;;; a remark
0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  (02 FEB 90) / (- 02 FEB 90)
3.  INCIDENT: LOCATION              PERU: BRENN (CITY / DEPARTMENT): HILL (NEIGHBORHOOD)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
6.  INCIDENT: INSTRUMENT ID         *
12. PHYS TGT: ID                    "\\"RED\\" BRIDGE" / "BRIDGE"
                                    "MILL"
14. PHYS TGT: NUMBER                1 / PLURAL: "\\"RED\\" BRIDGE" / "BRIDGE"
18. HUM TGT: NAME                   -
23. HUM TGT: EFFECT OF INCIDENT     ? NO INJURY: "-"

0.  MESSAGE: ID                     TST9-MUC4-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


def test_keys_as_templates():
    found = parse_keys(KEYS)
    assert found["TST9-MUC4-0002"] == ()
    (template,) = found["TST9-MUC4-0001"]
    assert template.optional
    assert template.inapplicable == {keys.INSTRUMENT_ID}
    assert template.fillers(keys.DATE) == (Filler(("02 FEB 90", "- 02 FEB 90")),)
    assert template.fillers(keys.LOCATION) == (Filler(("PERU: BRENN: HILL",)),)
    assert template.fillers(keys.TYPE) == (Filler(("BOMBING", "ATTACK")),)
    assert template.fillers(keys.PHYS_ID) == (Filler(('"RED" BRIDGE', "BRIDGE")), Filler(("MILL",)))
    assert template.fillers(keys.PHYS_NUMBER) == (Filler(("1", "PLURAL"), ('"RED" BRIDGE', "BRIDGE")),)
    assert template.fillers(keys.HUM_NAME) == ()
    assert template.fillers(keys.HUM_EFFECT) == (Filler(("NO INJURY",), ("-",), optional=True),)


def test_a_description_refers_to_a_name():
    assert parse_filler('"MAYOR: OF BRENN": "OLA"', slot=keys.HUM_DESCRIPTION) == Filler(("MAYOR: OF BRENN",), ("OLA",))
