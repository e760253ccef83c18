import pytest

from tallystick.knowledge.fieldmap import map_fields


@pytest.mark.parametrize(
    ("names", "mapped"),
    [
        (
            ["url", "outlet", "published", "title", "text"],
            {name: name for name in ("url", "outlet", "published", "title", "text")},
        ),
        (
            ["unit_id", "article_title", "article_content", "source", "date"],
            {"title": "article_title", "text": "article_content", "outlet": "source", "published": "date"},
        ),
        (
            ["Headline", "Body Text", "pubDate", "Link"],
            {"title": "Headline", "text": "Body Text", "published": "pubDate", "url": "Link"},
        ),
        (["content", "text"], {"text": "text"}),
        (["created_at", "date"], {"published": "date"}),
        (["colour", "price"], {}),
    ],
)
def test_usual_names_are_found_and_the_likelier_wins(names, mapped):
    assert map_fields(names) == mapped
    assert map_fields(reversed(names)) == mapped


def test_a_named_field_wins_over_the_usual_one():
    assert map_fields(["title", "kop"], explicit={"title": "KOP"}) == {"title": "kop"}
