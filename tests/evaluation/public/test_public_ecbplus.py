"""Topics with two events each, on invented texts in the corpus's form."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from factory import the_tools

from evaluation.public.ecbplus import TEST_TOPICS, TEXTS, TOPICS, load_items, measure, text_of
from evaluation.public.pooled import Effort

ADDRESS = "http : / / north.example / a"
BOMBED = "A bomb killed 12 people at a bank in Idlib on 8 July 2019 , police said ."
BOMBED_TOO = "Twelve people were killed by a bomb at a bank in Idlib on 8 July 2019 , police said ."
ELSEWHERE = "A bomb killed three people at a bank in Maiduguri on 1 March 2018 , the army said ."


def a_text(folder: Path, name: str, *sentences: str) -> Path:
    topic = folder / TEXTS / name.split("_")[0]
    topic.mkdir(parents=True, exist_ok=True)
    tokens = "".join(
        f'<token t_id="{n}{at}" sentence="{n}" number="{at}">{escape(word)}</token>'
        for n, sentence in enumerate(sentences)
        for at, word in enumerate(sentence.split())
    )
    path = topic / name
    path.write_text(f'<Document doc_name="{name}">{tokens}<Markables></Markables></Document>', encoding="utf-8")
    return path


def a_folder(at: Path) -> Path:
    a_text(at, "8_1ecb.xml", BOMBED)
    a_text(at, "8_2ecb.xml", BOMBED_TOO)
    a_text(at, "8_1ecbplus.xml", ADDRESS, ELSEWHERE)
    a_text(at, "9_1ecb.xml", BOMBED)
    a_text(at, "36_1ecb.xml", BOMBED)
    return at


def test_only_the_chosen_topics_are_read(tmp_path: Path):
    items, gold = load_items(a_folder(tmp_path))
    assert gold == {"8_1ecb.xml": "8ecb", "8_2ecb.xml": "8ecb", "8_1ecbplus.xml": "8ecbplus"}
    assert [item.address for item in items] == list(gold)
    assert not {int(topic) for topic in TOPICS} & set(TEST_TOPICS)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("He did n't say , he said .", "He didn't say, he said."),
        ("The state 's 1,000 men ( all of them ) left", "The state's 1,000 men (all of them) left"),
        ("at 4 : 59 PM", "at 4:59 PM"),
        ("a hit - and - run", "a hit-and-run"),
        ("`` No '' , he said", "``No'', he said"),
    ],
)
def test_words_are_put_together_as_written(tmp_path: Path, tokens: str, text: str):
    assert text_of(a_text(tmp_path, "8_3ecb.xml", tokens), linked=False) == text


def test_the_address_of_a_linked_text_is_left_out(tmp_path: Path):
    path = a_text(tmp_path, "8_1ecbplus.xml", ADDRESS, "One thing .", "Another thing .")
    assert text_of(path, linked=True) == "One thing.\n\nAnother thing."


def test_the_rows_of_a_folder(tmp_path: Path):
    outcome = measure(a_folder(tmp_path), tools=the_tools(), effort=Effort(reader="grammar"))
    found = {row.measure: row for row in outcome.rows}
    assert found["reports to sub-event, B-cubed"].figure == 1.0
    assert found["reports to sub-event, pairs"].items == 1
    assert not any("a sample" in note for note in outcome.notes)


def test_a_sample_takes_the_first_of_each_sub_topic_and_says_so(tmp_path: Path):
    outcome = measure(a_folder(tmp_path), tools=the_tools(), effort=Effort(reader="grammar", sample=2))
    assert {row.measure: row for row in outcome.rows}["reports to sub-event, B-cubed"].items == 2
    assert any("the first reports of each sub-topic, 2 of 3" in note for note in outcome.notes)
