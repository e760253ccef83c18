"""training.news: annotations that stand apart from texts that are not ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from training import news

WORDS = "Gunmen from the “ Red Front ” shot three guards , two of them women , at Brenn ’ s well - known mill .".split()
PASSAGE = "Gunmen from the “Red Front” shot three guards, two of them women, at Brenn’s well-known mill."
LOUD = "two mines went off near old tamar on friday.  no one was hurt."
MARKED = {
    "we-001": (
        "wikievents 3-invented_1",
        (
            "---\nid: we-001\naccounts:\n"
            "  A: {type: Attack, modality: asserted, standing: main, clarity: individual, incident: we-001-a}\n---\n"
            '[[Gunmen from the “Red Front”]]{A.perpetrator name="Red Front" kind=rebel_group}\n[[shot]]{A.act} '
            "[[three guards, [[two of them women]]{A.killed n=2 group=women part}]]{A.killed n=3 group=all},\n"
            "at [[Brenn’s well-known mill]]{A.place name=Brenn precision=site}.\n"
        ),
    ),
    "mu-001": (
        "muc4 INVENTED-0001",
        "---\nid: mu-001\naccounts: {}\n---\nTwo mines went off near Old Tamar on Friday. No one was hurt.\n",
    ),
}


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    folder = tmp_path / "bench"
    rows = {
        "wikievents": {"id": "3-invented_1", "context": WORDS},
        "muc4": {"docid": "INVENTED-0001", "doctext": LOUD},
    }
    for name, row in rows.items():
        path = folder / news.BENCHMARKS[name]["file"]
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    path = folder / news.BENCHMARKS["where"]["file"]
    path.parent.mkdir(parents=True)
    sentence = {"text": "Raiders  burned Old Tamar.", "source": "wire"}
    path.write_text(json.dumps([sentence, {"text": "Raiders left Brenn.", "source": "RELABEL"}]), encoding="utf-8")
    return folder


@pytest.fixture
def made(tmp_path: Path, bench: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "marked"
    folder.mkdir()
    for name, (address, text) in MARKED.items():
        (folder / f"{name}.of").write_text(address, encoding="utf-8")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "news.jsonl"
    monkeypatch.setattr(sys, "argv", ["news", str(folder), "--bench", str(bench), "--out", str(out)])
    assert news.main() == 0
    return out


def test_words_are_put_together_as_print_has_them():
    assert news.text_of(WORDS) == PASSAGE
    assert news.text_of(["He", "said", '"', "no", '"', "(", "twice", ")", "for", "$", "5", "."]) == (
        'He said "no" (twice) for $5.'
    )
    assert news.text_of(["The", "rebels", "’", "camp", "did", "n't", "burn"]) == "The rebels’ camp didn't burn"


def test_what_is_kept_holds_no_word_of_the_text_and_gives_the_annotation_back(made: Path, bench: Path):
    kept = made.read_text(encoding="utf-8")
    assert not any(word in kept for word in ("shot", "guards", "mill", "mines", "hurt", "Front", "Brenn"))
    loud, quiet = news.load_news(bench, file=made)
    assert loud.text == "Two mines went off near Old Tamar on Friday. No one was hurt."
    assert quiet.text == PASSAGE
    assert {(a.label, a.field, a.surface) for a in quiet.annotations} == {
        ("A", "perpetrator", "Gunmen from the “Red Front”"),
        ("A", "act", "shot"),
        ("A", "killed", "three guards, two of them women"),
        ("A", "killed", "two of them women"),
        ("A", "place", "Brenn’s well-known mill"),
    }
    assert quiet.header["accounts"]["A"]["type"] == "Attack"


def test_a_passage_that_is_another_now_is_an_error_that_says_which(made: Path, bench: Path):
    path = bench / news.BENCHMARKS["muc4"]["file"]
    path.write_text(json.dumps({"docid": "INVENTED-0001", "doctext": "Two mines."}) + "\n", encoding="utf-8")
    with pytest.raises(news.NewsError, match=r"mu-001: INVENTED-0001 of muc4 reads 'Two mines\.'"):
        news.load_news(bench, file=made)


def test_sentences_that_were_checked_again_are_for_measuring_alone(bench: Path):
    assert {key: text for key, text in news.load_passages(bench).items() if key[0] == "where"} == {
        ("where", news.digest_of("Raiders burned Old Tamar.")): "Raiders burned Old Tamar."
    }


def test_a_missing_benchmark_is_said_loudly_and_left_out(made: Path, bench: Path, capsys: pytest.CaptureFixture[str]):
    (bench / news.BENCHMARKS["muc4"]["file"]).unlink()
    assert [report.header["id"] for report in news.load_news(bench, file=made)] == ["we-001"]
    assert "muc4: SKIPPED" in capsys.readouterr().err


def test_an_annotated_text_that_differs_is_an_error(made: Path, bench: Path, tmp_path: Path):
    path = tmp_path / "marked" / "mu-001.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("went off", "went of"), encoding="utf-8")
    with pytest.raises(news.NewsError, match=r"mu-001\.txt: 'f? ?near"):
        news.main()


def test_the_annotations_in_use_are_whole():
    """Without the texts: marks lie inside one another's order, name accounts of the passage, and stand once."""
    ids = []
    for line in news.FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ids.append(row["id"])
        assert row["of"] in news.BENCHMARKS
        for start, end, label, _, _ in row["marks"]:
            assert 0 <= start < end
            assert label in row["accounts"] or label.startswith("S")
    assert len(ids) == len(set(ids)) > 300
