"""Reports whose act words tell no conflict."""

from __future__ import annotations

import pytest
from factory import a_report, tell, the_tools

from tallystick.pipeline import mark_report
from tallystick.records.vocabulary import Scope
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.tell.scene import tells_crime, tells_no_news, tells_rehearsal

MATCH = (
    "The midfielder attacked from the left and fired in a shot, and the goalkeeper was beaten in stoppage-time. "
    "The coach said the second goal, struck in the final minutes in Lyon on Saturday, killed two teams' hopes."
)
FILM = (
    "The thriller, by the director of two documentaries, opens in a cinema in Lyon on Friday. "
    "In the first scene gunmen attack a village and kill 12 people; the actor plays a soldier."
)
SHOOTING = (
    "A man shot and killed his neighbor in Omaha on Monday, detectives said. The suspect was charged with murder."
)
CONVICTED = "A court in Leeds convicted her husband of murder. He pleaded guilty, and was sentenced on 3 March."
INSURGENTS = SHOOTING.replace("A man", "An Islamic State militant")
SHELLING = "Shelling killed three people in Kherson on Monday, after the cup final was played there."


@pytest.mark.parametrize(
    ("text", "told"),
    [(MATCH, True), (FILM, True), (SHOOTING, False), (SHELLING, False)],
    ids="match film crime war".split(),
)
def test_matches_and_films_are_known_by_several_words(text: str, told: bool) -> None:
    assert tells_no_news(split_sentences(text)) is told


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("text", [MATCH, FILM], ids=["match", "film"])
def test_matches_and_films_tell_nothing_in_any_scope(text: str, scope: Scope) -> None:
    assert tell(text, scope=scope) == ()


@pytest.mark.parametrize(
    ("text", "crime"),
    [(SHOOTING, True), (CONVICTED, True), (INSURGENTS, False), (SHELLING, False)],
    ids="shooting court insurgents war".split(),
)
def test_crime_is_of_courts_and_police_with_nobody_armed_but_them(text: str, crime: bool) -> None:
    assert tells_crime(mark_report(a_report(text), tools=the_tools())) is crime


def test_crime_is_told_where_the_scope_is_violence() -> None:
    assert tell(SHOOTING) == ()
    [account] = tell(SHOOTING, scope=Scope.VIOLENCE)
    assert account.anchor.text == "shot"


def test_a_conviction_tells_no_conflict() -> None:
    assert tell(CONVICTED) == ()


def test_war_is_told_in_both_scopes() -> None:
    for text in (INSURGENTS, SHELLING):
        assert len(tell(text)) == len(tell(text, scope=Scope.VIOLENCE)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The North fired two missiles into the sea on Friday.", True),
        ("They fired two missiles at a tanker in the Red Sea on Friday.", False),
    ],
)
def test_missiles_that_come_down_in_the_sea_tell_a_test(text: str, told: bool) -> None:
    assert tells_rehearsal(text) is told
