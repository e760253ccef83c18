"""Words that say nothing about whether one text was written from another.

Source: our own list, from the commonest words of reports on violence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tallystick.knowledge.tables import load_rows

_UNITS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

NUMBER_VALUES: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_UNITS, 1)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
)

NUMBER_WORDS = frozenset(
    """
    hundred thousand million billion first second third fourth fifth sixth seventh eighth ninth tenth
    dozen dozens hundreds thousands scores
    """.split()
) | frozenset(NUMBER_VALUES)

CALENDAR_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)

_GRAMMAR = """
    a an the and or but nor so yet if then than that this these those which who whom whose what when where why how
    of in on at by for from to into onto with without within about above below over under between among through
    during before after since until while as against near around along across off out up down upon toward towards
    is are was were be been being am has have had having do does did will would shall should can could may might must
    not no it its he his him she her they their them we our us you your i my me one ones there here also more most
    less least some any all both each every other others another such same own only very just even still now later
    earlier ago again too much many few several including included because due despite amid per via well
"""

_GENRE = """
    said says say told tells added according reported reports report reporting reportedly news agency media statement
    spokesman spokeswoman spokesperson spokespeople official officials authorities government minister ministry
    president prime secretary general chief commander director leader leaders head deputy police army military armed
    forces force troops soldiers soldier militants militant fighters rebels rebel group groups militia militias
    gunmen suspects suspect people person civilians civilian residents resident members member men man women woman
    children child killed killing kill kills dead death deaths died injured wounded wounding injuries hospital
    attack attacks attacked attacker attackers strike strikes bomb bombing explosion blast shooting shot fire fired
    airstrike airstrikes air missile missiles rocket rockets drone drones shelling artillery war conflict fighting
    clashes security local state states united nations national international city town village province region
    district area country capital north south east west northern southern eastern western central early late day days
    week weeks month months year years today yesterday morning night evening afternoon hours hour last next recent
    least took place took carried taken made came set known called least reporters journalists interview telephone
    condition anonymity immediately comment claimed responsibility claim responsible investigation
"""

GENRE_WORDS = frozenset((_GRAMMAR + _GENRE).split())

FURNITURE_WORDS = frozenset(
    """
    copyright rights reserved material published broadcast rewritten redistributed caption photo photograph image
    video getty images click subscribe newsletter continue reading read full story follow twitter facebook weather
    sports latest updates live breaking headlines
    """.split()
)


@cache
def load_rewrite_weights() -> Mapping[str, float]:
    """The weight of each term of the score of rewrites (data/rewrite_weights.csv)."""
    rows = load_rows("rewrite_weights.csv")
    return MappingProxyType({row["term"]: float(row["weight"]) for row in rows})
