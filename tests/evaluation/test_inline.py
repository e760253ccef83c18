from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.inline import AnnotatedReport, MarkupError, compile_report, main

HEADER = """id: me-x-01
published: 2021-03-15
accounts:
  A: {type: Air/drone strike, modality: asserted, standing: main, clarity: individual, incident: x-market}"""
BODY = (
    "Jets [[bombed]]{A.act} [[Raqqa]]{A.place name=Raqqa country=SY precision=settlement}, killing "
    "[[at least 12 people, including [[three children]]{A.killed n=3 group=children part src=S1}]]"
    '{A.killed low=12 group=all src=S1}, [[the Civil Defence]]{S1.source name="Syrian Civil Defence" named=true} said.'
)


def written(folder: Path, *, header: str = HEADER, body: str = BODY) -> Path:
    path = folder / "me-x-01.txt"
    path.write_text(f"---\n{header}\n---\n{body}\n", encoding="utf-8")
    return path


@pytest.fixture
def compiled(tmp_path: Path) -> AnnotatedReport:
    return compile_report(written(tmp_path))


def test_the_text_is_the_body_without_its_markup(compiled: AnnotatedReport) -> None:
    assert compiled.text == (
        "Jets bombed Raqqa, killing at least 12 people, including three children, the Civil Defence said."
    )


def test_offsets_are_of_the_plain_text_even_where_spans_nest(compiled: AnnotatedReport) -> None:
    found = {(a.field, a.values.get("group")): a.surface for a in compiled.annotations}
    assert found["killed", "all"] == "at least 12 people, including three children"
    assert found["killed", "children"] == "three children"
    for a in compiled.annotations:
        assert compiled.text[a.start : a.end] == a.surface


def test_annotations_stand_in_order_of_position(compiled: AnnotatedReport) -> None:
    assert [a.field for a in compiled.annotations] == ["act", "place", "killed", "killed", "source"]
    starts = [a.start for a in compiled.annotations]
    assert starts == sorted(starts)


def test_values_may_be_quoted_and_a_bare_key_is_true(compiled: AnnotatedReport) -> None:
    values = {(a.field, a.values.get("group")): a.values for a in compiled.annotations}
    assert values["source", None]["name"] == "Syrian Civil Defence"
    assert values["killed", "children"]["part"] == "true"


def test_one_span_may_carry_several_labels(tmp_path: Path) -> None:
    body = "[[Jets]]{A.means kind=aircraft; A.perpetrator name=jets kind=unknown} [[bombed]]{A.act} a field."
    jets = compile_report(written(tmp_path, body=body)).annotations[:2]
    assert {(a.field, a.surface) for a in jets} == {("means", "Jets"), ("perpetrator", "Jets")}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Jets [[bombed]]{A.act} [[Raqqa.", "unbalanced"),
        ("Jets [[bombed]]{A.act} Raqqa]].", "unbalanced"),
        ("Jets bombed]]{A.act} Raqqa.", "without '\\[\\['"),
        ("Jets [[bombed]] Raqqa.", "unbalanced"),
        ("Jets [[bombed]]{A.act Raqqa.", "no '}'"),
        ("Jets [[bombed]]{A.deed} Raqqa.", "is not LABEL.field"),
        ("Jets [[bombed]]{act} Raqqa.", "is not LABEL.field"),
        ('Jets [[bombed]]{A.act} [[Raqqa]]{A.place name="Raqqa}', "does not parse"),
        ("Jets [[bombed]]{A.act} [[Raqqa]]{A.place name=Raqqa}", "needs precision="),
        ("Jets [[bombed]]{A.act} [[Raqqa]]{A.place precision=settlement}", "needs name="),
        ("Jets [[bombed]]{A.act} [[Raqqa]]{A.place name=Raqqa precision=street}", "precision='street'"),
        ("Jets [[bombed]]{A.act} [[today]]{A.time part=noon}", "part='noon'"),
        ("Jets [[bombed]]{A.act} [[today]]{A.time}", "needs edtf="),
        ("Jets [[bombed]]{A.act}, killing [[two]]{A.killed group=all}", "needs n=, low=, high= or vague="),
        ("[[Jets]]{A.means kind=plane} [[bombed]]{A.act} Raqqa.", "kind='plane'"),
        ("[[Jets]]{A.means colour=grey} [[bombed]]{A.act} Raqqa.", "key 'colour'"),
        ('Jets [[bombed]]{A.act} [[it]]{A.event_type value="Air raid"}', "is not an event type"),
        ("Jets [[bombed]]{A.act src=S1} Raqqa.", "key 'src'"),
        ("Jets [[bombed]]{B.act} Raqqa.", "the header has accounts \\['A'\\]"),
        ("Jets [[bombed]]{A.act}, killing [[two]]{A.killed n=2 src=S1}", "src=S1 but the sources marked are"),
        ("Jets bombed Raqqa.", "account A has no span marked A.act"),
    ],
)
def test_a_body_that_breaks_the_format_is_refused(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        compile_report(written(tmp_path, body=body))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("published:", "printed:", "header keys \\['printed'\\]"),
        ("incident: x-market", "place: Raqqa", "account A keys \\['place'\\]"),
        (", incident: x-market", "", "needs incident:"),
        ("Air/drone strike", "Air raid", "'Air raid' is not an event type"),
        ("modality: asserted", "modality: sure", "modality='sure'"),
        ("standing: main", "standing: first", "standing='first'"),
        ("clarity: individual", "clarity: plain", "clarity='plain'"),
        ("id: me-x-01", "id: me-x-01\ntitle: Another title", "must begin with the title"),
    ],
)
def test_a_header_that_breaks_the_format_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        compile_report(written(tmp_path, header=HEADER.replace(old, new)))


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.txt"
    path.write_text(BODY, encoding="utf-8")
    with pytest.raises(MarkupError, match="no header"):
        compile_report(path)


def test_the_command_names_each_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path)
    assert main([str(tmp_path)]) == 0
    (tmp_path / "bad.txt").write_text("no header", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "bad.txt: bad.txt: no header between '---' lines",
        "1 files break the format",
    ]
