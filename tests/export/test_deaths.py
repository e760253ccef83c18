import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_incident import ARMY, BANNER, JETS, POLICE, VILLAGERS, account, claim, killed, told

from tallystick.export.deaths import Side, count_deaths
from tallystick.export.sides import sides_of
from tallystick.records.referent import Actor
from tallystick.records.vocabulary import ActorKind


def deaths(*accounts, number_of=None):
    made = told(*accounts)
    return count_deaths(made, sides_of(made), number_of=number_of)


def clash(*claims, report=1):
    sides = claim("perpetrator", BANNER), claim("target", ARMY)
    return account(*sides, *claims, report=report, kind="Armed clash")


def by_side(found):
    return {side.value: number for side, number in found.by_side.items() if number}


def test_a_part_is_not_added_to_the_whole_and_says_whose_part_of_the_dead_it_is():
    whole = killed(15, 15)
    found = deaths(clash(whole, killed(3, 3, group="children", part_of=whole.id)))
    assert by_side(found) == {"civilians": 3, "unknown": 12}
    assert (found.low, found.best, found.high) == (15, 15, 15)


def test_a_part_of_one_sides_dead_is_not_added_to_them():
    civilians = killed(10, 10, group="civilians")
    found = deaths(clash(civilians, killed(3, 3, group="children", part_of=civilians.id)))
    assert by_side(found) == {"civilians": 10}


def test_groups_counted_beside_each_other_by_one_account_are_added_up():
    found = deaths(clash(killed(4, 4, group="civilians"), killed(2, 2, group="journalists")))
    assert by_side(found) == {"civilians": 6}


def test_groups_that_different_accounts_count_may_be_the_same_people():
    found = deaths(clash(killed(4, 4, group="women")), clash(killed(6, 6, group="children"), report=2))
    assert by_side(found) == {"civilians": 6}


def test_each_sides_own_losses_are_told_apart_by_whose_people_they_are():
    found = deaths(clash(killed(3, 3, of="Syrian army"), killed(9, 9, of="Black Banner")))
    assert by_side(found) == {"targets": 3, "doers": 9}
    assert found.best == 12


def test_the_losses_of_a_side_nobody_knows_are_of_no_known_side():
    assert by_side(deaths(clash(killed(3, 3, of="Harbour League")))) == {"unknown": 3}


def test_soldiers_of_two_states_are_of_no_known_side_unless_said():
    sides = claim("perpetrator", ARMY), claim("target", JETS)
    found = deaths(account(*sides, killed(3, 3, group="soldiers"), kind="Armed clash"))
    assert by_side(found) == {"unknown": 3}


def test_the_dead_of_attacked_people_are_civilians():
    sides = claim("perpetrator", BANNER), claim("target", VILLAGERS)
    assert by_side(deaths(account(*sides, killed(3, 3, of="villagers"), kind="Attack"))) == {"civilians": 3}


def test_sides_that_say_more_than_the_whole_stand():
    found = deaths(clash(killed(12, 12)), clash(killed(15, 15, group="civilians"), report=2))
    assert (found.low, found.best, found.high) == (12, 15, 15)


def test_at_least_is_a_figure_and_at_most_is_one_where_there_is_no_other():
    assert deaths(clash(killed(12, None))).best == 12
    bounded = deaths(clash(killed(None, 12)))
    assert (bounded.best, bounded.at_most) == (12, True)
    both = deaths(clash(killed(12, None)), clash(killed(None, 20), report=2))
    assert (both.low, both.best, both.high, both.at_most) == (12, 12, 20, False)


def test_an_upper_bound_of_one_side_raises_the_highest_figure_alone():
    found = deaths(clash(killed(20, 20, group="fighters"), killed(None, 40, group="civilians")))
    assert (found.low, found.best, found.high) == (20, 20, 60)


def test_words_count_only_where_a_table_says_for_what():
    dozens = clash(killed(None, None, vague="dozens"))
    assert deaths(dozens).best is None
    assert deaths(dozens).words == ("dozens",)
    assert deaths(dozens, number_of={"dozens": 12}.get).best == 12


def test_a_later_figure_of_one_voice_replaces_its_earlier_one():
    found = deaths(clash(killed(3, 3, "Mayor")), clash(killed(9, 9, "Mayor"), report=2))
    assert (found.low, found.high) == (9, 9)


def test_police_are_the_dead_of_the_only_side_that_is_a_states():
    sides = claim("perpetrator", POLICE), claim("target", BANNER)
    assert by_side(deaths(account(*sides, killed(2, 2, group="police"), kind="Armed clash"))) == {"doers": 2}


def test_a_states_forces_as_such_are_on_the_side_of_their_branch():
    navy = Actor(name="Norvian Navy", actor_id="no-navy", kind=ActorKind.STATE_FORCES, country="NO")
    forces = Actor(name="Norvian forces", actor_id="no-forces", kind=ActorKind.STATE_FORCES, country="NO")
    sides = claim("perpetrator", navy), claim("perpetrator", forces), claim("target", BANNER)
    made = told(account(*sides, killed(2, 2, of="Norvian forces"), kind="Armed clash"))
    assert [actor["name"] for actor in sides_of(made).doers] == ["Norvian Navy"]
    assert by_side(count_deaths(made, sides_of(made))) == {"doers": 2}


GROUPS = ("all", "civilians", "children", "women", "soldiers", "fighters", "police", "men")
FIGURES = st.tuples(
    st.sampled_from(GROUPS),
    st.sampled_from((None, "Syrian army", "Black Banner", "Harbour League")),
    st.one_of(st.none(), st.integers(0, 50)),
    st.one_of(st.none(), st.integers(0, 50)),
    st.sampled_from((None, "dozens")),
)


@given(st.lists(st.lists(FIGURES, max_size=4), min_size=1, max_size=3))
def test_best_is_the_sum_of_the_sides_and_lies_between_the_ends(told_by):
    accounts = [
        clash(
            *(
                killed(low, high if None in (low, high) else max(low, high), group=group, of=of, vague=vague)
                for group, of, low, high, vague in figures
            ),
            report=number,
        )
        for number, figures in enumerate(told_by, start=1)
    ]
    found = deaths(*accounts, number_of=lambda word: 12)
    assert set(found.by_side) <= set(Side) - {Side.ALL}
    if found.best is None:
        assert (found.low, found.high, dict(found.by_side)) == (None, None, {})
    else:
        assert found.best == sum(found.by_side.values())
        assert 0 <= found.low <= found.best <= found.high


@pytest.mark.parametrize("group", ["soldiers", "civilians"])
def test_no_losses_of_one_group_say_nothing_of_the_others(group):
    assert deaths(clash(killed(0, 0, group=group))).best is None
