import hashlib
from pathlib import Path

import pytest

from tallystick.export.files import ExportError, write_whole


def test_the_file_holds_the_chunks_and_the_digest_is_theirs(tmp_path):
    out = tmp_path / "a.csv"
    assert write_whole(out, [b"one", b"two"]) == hashlib.sha256(b"onetwo").hexdigest()
    assert out.read_bytes() == b"onetwo"
    assert list(tmp_path.iterdir()) == [out]


def test_an_export_that_fails_leaves_the_earlier_file_and_nothing_else(tmp_path):
    out = tmp_path / "a.csv"
    out.write_bytes(b"earlier")

    def chunks():
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match=r"TLY-2301 .*No space left"):
        write_whole(out, chunks())
    assert out.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [out]


def test_a_full_device_is_an_error_in_words():
    with pytest.raises(ExportError, match="TLY-2301"):
        write_whole(Path("/dev/full"), [b"x"])


def test_no_link_is_followed(tmp_path):
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    (tmp_path / "a.csv").symlink_to(target)
    with pytest.raises(ExportError, match="TLY-2302"):
        write_whole(tmp_path / "a.csv", [b"theirs"])
    assert target.read_bytes() == b"mine"
