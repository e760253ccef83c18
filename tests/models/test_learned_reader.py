import json
import shutil
from types import SimpleNamespace

import pytest

from tallystick.errors import RunError
from tallystick.models import reader as module
from tallystick.models.reader import FOLDER, LearnedReader, load_reader
from tallystick.stages.mark.sentences import split_sentences

REPORT = (
    "Shelling kills six in Brenn\n\nArtillery fire killed six people in a market in Kherson on Monday, the governor "
    "said. The shelling also damaged two shops. A day earlier gunmen had shot dead a guard outside Mykolaiv."
)


def read(text, title=None):
    return load_reader().read([(text, split_sentences(text, title=title))])[0]


def test_drafts_hold_words_that_stand_in_the_report():
    drafted = read(REPORT, title="Shelling kills six in Brenn")
    assert drafted.drafts
    assert not drafted.unread
    fields = {a.field for d in drafted.drafts for a in d.arguments}
    assert {"killed", "place", "time"} <= fields
    for draft in drafted.drafts:
        for start, end in draft.acts:
            assert REPORT[start:end].strip() == REPORT[start:end] != ""
        for argument in draft.arguments:
            assert 0 <= argument.start < argument.end <= len(REPORT)


def test_what_else_is_read_changes_nothing():
    texts = [REPORT, "Two soldiers died when a mine went off near Goma.", "Talks opened in Geneva."]
    given = [(t, split_sentences(t, title=None)) for t in texts]
    together = LearnedReader().read(given)
    assert together == [LearnedReader().read([one])[0] for one in given]
    assert list(reversed(together)) == LearnedReader().read(list(reversed(given)))


@pytest.mark.parametrize(
    "text",
    [
        "shelled " * 10_000,
        "GUNMEN KILLED SIX PEOPLE IN KHERSON ON MONDAY THE GOVERNOR SAID",
        "💥💥 shelling 💥 in Kherson 🕊️ killed six 🙏",
        "\x00\x01 shelling \x1b[31m killed six \u202e people",
        "обстрел убил six people in خرسون shelling 击 strike",
        "the army shelled the town and killed six people the governor said the army denied it " * 40,
        ".",
        "",
        "\u0301\u0301",
        "\ud800 shelling killed six people in Kh\udfffrson",
    ],
)
def test_strange_text_gives_drafts_or_says_what_was_unread(text):
    drafted = read(text)
    for draft in drafted.drafts:
        assert all(0 <= start < end <= len(text) for start, end in draft.acts)
    for unread in drafted.unread:
        assert unread.because


def test_a_report_longer_than_the_reader_takes_is_counted_as_unread():
    text = "\n\n".join(f"Gunmen killed {n} people in the town." for n in range(9_000))
    sentences = split_sentences(text, title=None)
    pieces, unread = module._within(module.cut_pieces(sentences, tokenizer=load_reader()._tokenizer))
    assert sum(len(p.ids) for p in pieces) <= module._MOST_PIECES
    assert unread
    assert unread[0].end == len(text)
    assert "word pieces" in unread[0].because


def copied(folder):
    target = folder / "reader"
    shutil.copytree(FOLDER, target)
    return target


def test_an_altered_file_is_named_with_what_to_do(tmp_path):
    folder = copied(tmp_path)
    with (folder / "encoder.onnx").open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(RunError, match=r"encoder\.onnx is not the one its card names.*--reader grammar"):
        LearnedReader(folder)


@pytest.mark.parametrize("name", ["card.json", "encoder.onnx", "tokenizer.json"])
def test_a_missing_file_is_named_with_what_to_do(tmp_path, name):
    folder = copied(tmp_path)
    (folder / name).unlink()
    with pytest.raises(RunError, match=rf"{name}.* is missing; .*--reader grammar"):
        LearnedReader(folder)


def test_the_card_names_its_data_and_licences():
    card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    assert card["data"][0]["licence"] == "CC BY 4.0"
    assert card["starts_from"]["licence"] == "Apache-2.0"
    assert sum((FOLDER / name).stat().st_size for name in card["files"]) < 25_000_000


@pytest.mark.parametrize(("sentence", "score", "sources"), [(0, 0.6, [1]), (1, 0.6, []), (1, 0.95, [1])])
def test_a_source_of_another_sentence_must_be_the_surer(sentence, score, sources):
    spans = [SimpleNamespace(sentence=0), SimpleNamespace(sentence=sentence)]
    assert module._cited(spans, {(0, 1): score}, module.Thresholds()).get(0, []) == sources
