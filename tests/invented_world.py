"""Eight invented reports: two incidents told by several, a copy, a rewritten page, one in French, one empty."""

from __future__ import annotations

import json
from pathlib import Path

STRIKE = (
    "BRENN, Syria - An airstrike hit a market in Idlib on Monday, killing 12 civilians and wounding 30, "
    "the Syrian Observatory for Human Rights said. The warplanes returned in the evening, residents said.\n\n"
    "Mahmoud Karim, a resident of the town, said he had carried two children out of the rubble."
)
STRIKE_DENIED = (
    "Warplanes bombed a market in Idlib on Monday and killed 15 people, rescue workers said. "
    "The Russian defence ministry denied that its aircraft carried out the strike. Nine women were among the dead."
)
CLASH = (
    "At least four soldiers were killed in clashes with gunmen near Maiduguri on 9 July 2019, the army said. "
    "The fighting broke out before dawn and lasted three hours, a military spokesman told reporters."
)
LINES = (
    {
        "url": "https://north.example/a/1",
        "outlet": "North Wire",
        "published": "2019-07-09",
        "title": "Airstrike on Idlib market kills 12",
        "text": STRIKE,
    },
    {
        "url": "https://south.example/b/2",
        "outlet": "South Daily",
        "published": "2019-07-09",
        "title": "Market in Idlib bombed, 15 dead",
        "text": STRIKE_DENIED,
    },
    {
        "url": "https://mirror.example/c/3",
        "outlet": "Mirror Post",
        "published": "2019-07-10",
        "title": "Airstrike on Idlib market kills 12",
        "text": STRIKE,
    },
    {
        "url": "https://north.example/a/4",
        "outlet": "North Wire",
        "published": "2019-07-10",
        "title": "Four soldiers killed near Maiduguri",
        "text": CLASH,
    },
    {
        "url": "https://south.example/b/5",
        "outlet": "South Daily",
        "published": "2019-07-11",
        "title": "Army says six soldiers died in Maiduguri fighting",
        "text": CLASH.replace("At least four", "Six").replace("a military spokesman told reporters", "it said"),
    },
    {
        "url": "https://ouest.example/d/6",
        "outlet": "Ouest",
        "published": "2019-07-09",
        "title": "Un marché bombardé à Idlib",
        "text": "Un raid aérien a visé un marché dans la ville d'Idlib lundi matin, selon des habitants de la région. "
        "Douze personnes ont été tuées et trente autres blessées, ont indiqué les secours dans un communiqué.",
    },
)
LATER_VERSION = {**LINES[3], "text": CLASH.replace("At least four", "At least seven"), "published": "2019-07-12"}


def write_world(folder: Path, *, names: tuple[str, ...] = ("one", "two", "three")) -> Path:
    """The reports as JSON Lines, a text and an empty file, so that every status occurs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in zip(names, (LINES[:2], LINES[2:4], LINES[4:]), strict=True):
        lines = "".join(json.dumps(line) + "\n" for line in part)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "plain.txt").write_text(
        "Bomb kills two in Mogadishu\n\nA roadside bomb killed two people in Mogadishu on 3 May 2019, police said.\n",
        encoding="utf-8",
    )
    (folder / "empty.txt").write_bytes(b"")
    return folder
