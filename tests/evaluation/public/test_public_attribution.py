"""Spans of source, cue and content, on sentences of our own."""

from __future__ import annotations

from pathlib import Path

from factory import the_tools

from evaluation.public.attribution import count_overlaps, find_cue, gold_spans, measure, told_spans, trim
from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import SourceKind

TEXT = "“The road is shut,” the mayor said. Rain fell."
ANNOTATION = (
    "T1\tSource 20 29\tthe mayor\nT2\tCue 30 34\tsaid\nT3\tContent 0 19\t“The road is shut,”\n"
    "T4\tAttribution 30 34\tsaid\nT5\tContent 1 4;36 40\tThe Rain\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
)


def a_source(*, cue: str = "said") -> SourceMention:
    link = SourceLink(name="the mayor", kind=SourceKind.OFFICIAL, named=False)
    return SourceMention(start=20, end=29, surface="the mayor", cue=cue, chain=(link,), scope_start=0, scope_end=35)


def test_gold_spans_may_be_in_pieces():
    assert gold_spans(ANNOTATION, TEXT) == {
        "Source": {((20, 29),)},
        "Cue": {((30, 34),)},
        "Content": {((1, 17),), ((1, 4), (36, 40))},
    }


def test_our_spans_equal_the_gold_once_trimmed():
    said = told_spans([a_source()], TEXT)
    assert said == {"Source": {((20, 29),)}, "Cue": {((30, 34),)}, "Content": {((1, 17),)}}


def test_a_cue_that_is_not_there_has_no_span():
    assert find_cue(a_source(cue="warned"), TEXT) is None
    assert find_cue(a_source(cue="the"), TEXT) == (1, 4)


def test_nothing_is_left_of_marks_alone():
    assert trim([(17, 20), (34, 35)], TEXT) == ()


def test_a_gold_span_is_found_once():
    assert count_overlaps([((0, 10),), ((20, 30),)], [((5, 6),), ((8, 9), (40, 41))]) == 1


def test_the_rows_of_a_folder(tmp_path: Path):
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    text = "The road is shut, the mayor said."
    (tmp_path / "dev" / "text" / "post_town.txt").write_text(text, encoding="utf-8")
    spans = "T1\tSource 18 27\tthe mayor\nT2\tCue 28 32\tsaid\nT3\tContent 0 16\tThe road is shut\n"
    (tmp_path / "dev" / "attributions" / "post_town_1a2b.ann").write_text(spans, encoding="utf-8")
    rows = {row.measure: row for row in measure(tmp_path, tools=the_tools()).rows}
    assert rows["source, exact"].items == 1
    assert rows["source, overlap"].figure == 1.0
    assert rows["content, exact"].figure == 1.0
