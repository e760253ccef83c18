import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.stages.read.kinds import find_kind
from tallystick.stages.read.raw import Kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"Raid on Brenn\n\nTwelve died.", Kind.TEXT),
        (b"[Updated] Raid on Brenn", Kind.TEXT),
        (b"Raid on Brenn, 12 dead\nTitle, text and more", Kind.TEXT),
        (b"<b>Raid</b> on Brenn", Kind.HTML),
        (b"\n<!-- x --><!DOCTYPE html><html><body>", Kind.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", Kind.HTML),
        (b"Raid on Brenn</p><p>Twelve died.</p>", Kind.HTML),
        (b"<?xml version='1.0'?><rss version='2.0'>", Kind.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        (b"<rdf:RDF xmlns:rdf='x'>", Kind.FEED),
        (b'{"title": "a"}\n{"title": "b"}', Kind.JSON_LINES),
        (b'{"title": "a"}', Kind.JSON_LINES),
        (b'{\n "title": "a"\n}', Kind.JSON),
        (b'[\n {"title": "a"}]', Kind.JSON),
        (b'{"articles": [{"title": "a"}]}', Kind.JSON),
        (b"url,outlet,title,text\n", Kind.TABLE),
        (b"title\ttext\n", Kind.TABLE),
        (b'"headline";"body"\n', Kind.TABLE),
        (gzip.compress(b"a"), Kind.GZIP),
        (b"PK\x03\x04", Kind.ZIP),
        (b"\xff\xd8\xff\xe0", Kind.BINARY),
        (b"MZ\x90\x00\x03", Kind.BINARY),
        ("Raid on Brenn, twelve died".encode("utf-16"), Kind.TEXT),
        ('{"title": "a"}\n{"title": "b"}'.encode("utf-16"), Kind.JSON_LINES),
        ("Обстрел рынка".encode("cp1251"), Kind.TEXT),
    ],
)
def test_the_kind_is_told_by_the_content(head, kind):
    assert find_kind(head) is kind


@given(st.binary(max_size=400))
def test_any_bytes_have_a_kind(head):
    assert find_kind(head) in Kind
