from dataclasses import replace

from tallystick.pipeline import STAGES, unmet_needs
from tools.update_readme import README, stages_table


def test_every_stage_finds_what_it_takes() -> None:
    assert unmet_needs() == {}


def test_a_stage_out_of_order_is_found() -> None:
    assert unmet_needs(tuple(reversed(STAGES)))["weigh"] == ("clean report", "accounts", "clusters")
    first = replace(STAGES[0], takes=("page",))
    assert unmet_needs((first, *STAGES[1:])) == {"read": ("page",)}


def test_readme_shows_the_stages_as_they_are() -> None:
    text = README.read_text(encoding="utf-8")
    between = text.split("<!-- stages -->")[1].split("<!-- /stages -->")[0]
    assert between.strip() == stages_table()
