import io
import os
import socket
import sys

import pytest

from tallystick.inputs import find_inputs, open_items, read_items
from tallystick.stages.read.reports import read_report

BODY = "Shelling hit the market town of Brenn on Sunday, killing at least twelve people, the governor said."


def errors(paths):
    return {found.path: found.error for found in find_inputs(paths) if found.error}


def test_a_folder_gives_relative_paths_in_order(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden/x.txt", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)

    assert [found.path for found in find_inputs([str(tmp_path)])] == ["a/1.txt", "a/2.txt", "b.txt"]


def test_a_file_is_known_by_its_name_alone(tmp_path):
    file = tmp_path / ".odd name é.txt"
    file.write_text(BODY)

    (item,) = read_items([str(file)])

    assert item.path == item.address == ".odd name é.txt"


def test_the_same_folder_elsewhere_gives_the_same_ids(tmp_path):
    ids = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(BODY)
        ids += [read_report(item).id for item in read_items([str(tmp_path / folder)])]

    assert ids[0] == ids[1]


def test_standard_input_is_read_like_a_file(monkeypatch):
    line = b'{"title": "Raid on Brenn", "text": "Two people were killed."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line * 2)))

    assert [item.address for item in read_items(["-"])] == ["stdin#1", "stdin#2"]


def test_a_missing_path_is_refused(tmp_path):
    assert errors([str(tmp_path / "none.txt")]) == {"none.txt": "TLY-1160 no such file: none.txt; check the path"}


def test_a_folder_loop_is_refused_once_and_the_files_are_read(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(BODY)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)

    found = list(find_inputs([str(tmp_path)]))

    assert [one.path for one in found] == ["sub/a.txt", "sub/up"]
    assert found[1].error == "TLY-1162 folder loop: sub/up leads back to a folder above it; it was read there once"


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "me").symlink_to(tmp_path / "me")

    (error,) = errors([str(tmp_path)]).values()

    assert error.startswith("TLY-1162 link loop: me")


def test_a_broken_link_is_refused(tmp_path):
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")

    assert errors([str(tmp_path)])["gone"].startswith("TLY-1160 no such file: gone")


def test_a_socket_and_a_pipe_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "sock"))
        found = errors([str(tmp_path)])

    assert [message[:8] for message in found.values()] == ["TLY-1163", "TLY-1163"]
    assert set(found) == {"pipe", "sock"}


def test_a_file_without_permission_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(BODY)
    first, second = find_inputs([str(tmp_path)])

    def denied():
        raise PermissionError(13, "Permission denied")

    locked = type(first)(path=first.path, open=denied)
    reports = [read_report(item) for found in (locked, second) for item in open_items(found)]

    assert reports[0].because == "TLY-1161 no permission to read a.txt; change its rights or run as its owner"
    assert reports[1].text == BODY


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_refused(tmp_path):
    (tmp_path / "shut").mkdir(mode=0)

    assert errors([str(tmp_path)])["shut"].startswith("TLY-1161")


def test_a_disk_that_fails_while_reading_is_refused(tmp_path):
    class Failing(io.BytesIO):
        def read(self, *_):
            raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_text(BODY)
    (found,) = find_inputs([str(tmp_path)])
    (item,) = open_items(type(found)(path="a.txt", open=Failing))

    assert item.error == "TLY-1106 reading failed: a.txt (Input/output error); check the disk or copy it again"


def test_a_large_file_of_lines_is_never_held_whole(tmp_path):
    line = b'{"title": "Raid on Brenn", "text": "Two people were killed."}\n'

    class Counting(io.BufferedReader):
        pass

    file = tmp_path / "a.jsonl"
    file.write_bytes(line * 100_000)
    (found,) = find_inputs([str(file)])
    items = open_items(found)
    stream_positions = [next(items).address for _ in range(3)]
    items.close()

    assert stream_positions == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
