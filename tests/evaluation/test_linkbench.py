"""The benchmark of linking: its figures are of the world it links."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from evaluation import linkbench
from evaluation.linkbench import Figures, format_figures, growth, link_world, main

A_SIZE = Figures(
    accounts=100,
    incidents=40,
    making_s=1.0,
    wall_s=3.0,
    seconds=2.0,
    peak_mb=30.0,
    fork_mb=0.0,
    precision=0.9,
    recall=0.8,
    f=0.85,
    bcubed_f=0.9,
    recalled=0.5,
)


def test_a_world_is_linked_and_measured():
    figures = link_world(200)
    assert figures.accounts == 200
    assert 0 < figures.incidents < 200
    assert 0.5 < figures.precision <= 1.0
    assert 0.1 < figures.recall <= 1.0
    assert figures.seconds > 0
    assert figures.peak_mb > 1


def test_growth_is_the_power_of_the_size():
    assert growth(A_SIZE, replace(A_SIZE, accounts=1_000, seconds=20.0)) == pytest.approx(1.0)
    assert growth(A_SIZE, replace(A_SIZE, accounts=1_000, seconds=200.0)) == pytest.approx(2.0)


def test_the_table_names_every_size_and_the_growth_between():
    said = format_figures([A_SIZE, replace(A_SIZE, accounts=1_000, seconds=20.0)])
    assert "growth exponent from 100 to 1,000: 1.00" in said
    assert len(said.splitlines()) == 4


def test_a_size_that_was_ended_is_named_and_what_was_measured_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def link_apart(accounts: int, *, per_day: int, workers: int) -> Figures:
        if accounts > 100:
            raise subprocess.CalledProcessError(-15, "linkbench")
        return A_SIZE

    monkeypatch.setattr(linkbench, "_link_apart", link_apart)
    assert main(["--accounts", "100,200,300"]) == 1
    said = capsys.readouterr()
    assert "200 accounts: not linked, status -15: it was ended from outside" in said.err
    assert "       100 " in said.out


def test_sizes_that_are_no_numbers_are_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--accounts", "many"])
    assert "give it as 10000,100000" in capsys.readouterr().err
