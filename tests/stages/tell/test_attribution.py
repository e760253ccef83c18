"""On whose word a span stands, and which days are days of speaking."""

from __future__ import annotations

import pytest

from tallystick.records.mention import Sentence, SourceLink, SourceMention, TimeMention
from tallystick.records.vocabulary import Modality, SourceKind
from tallystick.stages.tell.attribution import OWN_WORD, attribute_span, time_is_of_statement


def source(name: str, start: int, end: int, scope: tuple[int, int], *, cue: str = "said") -> SourceMention:
    return SourceMention(
        start=start,
        end=end,
        surface=name,
        cue=cue,
        chain=(SourceLink(name=name, kind=SourceKind.OFFICIAL, named=True),),
        scope_start=scope[0],
        scope_end=scope[1],
        modality=Modality.ALLEGED if cue == "claimed" else Modality.ASSERTED,
    )


def test_the_narrowest_scope_wins() -> None:
    wide, narrow = source("wide", 0, 4, (0, 100)), source("narrow", 40, 46, (30, 60))
    assert attribute_span(35, 38, sources=[wide, narrow]).chain[0].name == "narrow"
    assert attribute_span(70, 80, sources=[wide, narrow]).chain[0].name == "wide"


def test_no_scope_is_the_outlets_own_word() -> None:
    assert attribute_span(70, 80, sources=[source("x", 0, 1, (0, 75))]) is OWN_WORD


def test_the_modality_of_the_cue_comes_along() -> None:
    assert attribute_span(5, 6, sources=[source("x", 0, 1, (0, 9), cue="claimed")]).modality is Modality.ALLEGED


@pytest.mark.parametrize(
    ("text", "day", "spoken"),
    [
        ("Twelve people died, the ministry said on Tuesday.", "Tuesday", True),
        ("Twelve people died on Monday, the ministry said.", "Monday", False),
        ("On Friday the ministry released a statement.", "Friday", True),
        ("The ministry said twelve people died on Monday.", "Monday", False),
        ("Twelve people died, the ministry said in a statement on Friday.", "Friday", True),
        ("Twelve people died, the ministry told NCA on Friday.", "on Friday", True),
        ("The ministry told NCA gunmen on Friday burned the mill.", "on Friday", False),
        ("The ministry said a court on Tuesday sentenced a man who shot nine.", "on Tuesday", True),
        ("The nine were laid to rest on Tuesday, the ministry said.", "on Tuesday", True),
        ("Nine were shot, the ministry said in a recording posted on VidTube on 3 May.", "on 3 May", True),
        ("Last month the ministry of the interior threatened to shell the town.", "Last month", True),
        ("The ministry confirmed Tuesday's raid.", "Tuesday's", False),
        ("On Friday the ministry was shelled.", "On Friday", False),
        ("On Friday gunmen killed nine, the ministry said.", "On Friday", False),
        ("On Friday gunmen burned the mill and vowed to return, the ministry said.", "On Friday", False),
    ],
)
def test_days_of_speaking_are_not_days_of_the_act(text: str, day: str, spoken: bool) -> None:
    sentence = Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)
    at, who = text.index(day), text.index("the ministry") if "the ministry" in text else text.index("The ministry")
    mention = TimeMention(start=at, end=at + len(day), surface=day, form="weekday")
    cue = "told" if "told" in text else "said"
    cited = source("the ministry", who, who + len("the ministry"), (0, len(text)), cue=cue)
    assert time_is_of_statement(mention, sentence=sentence, sources=[cited]) is spoken
