from itertools import islice

from evaluation.bench import compose_reports


def test_composed_reports_are_the_same_every_time_and_for_every_size() -> None:
    few, many = list(compose_reports(3)), list(islice(compose_reports(50), 3))
    assert few == many
    assert len({report["text"] for report in few}) == 3


def test_composed_reports_have_the_length_asked_for() -> None:
    lengths = [len(report["text"].split()) for report in compose_reports(5, words=500)]
    assert len(lengths) == 5
    assert 500 <= min(lengths) <= max(lengths) < 600
