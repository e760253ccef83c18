from tallystick.knowledge.tables import load_rows


def test_rows_are_by_column_and_remarks_are_passed_over():
    assert "one" in {row["term"] for row in load_rows("rewrite_weights.csv")}
    assert load_rows("event_types.csv")[0]["sub_event_type"] == "Government regains territory"
