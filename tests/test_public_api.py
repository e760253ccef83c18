import subprocess
import sys

import pytest
from invented_world import write_world

import tallystick
from tallystick import build, open_store
from tallystick.records.account import Account
from tallystick.records.incident import Incident
from tallystick.records.report import Report

BAN = """
import sys
BANNED = ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "urllib.Request")
def refuse(event, args):
    if event in BANNED:
        raise RuntimeError(f"the network was touched: {event}")
sys.addaudithook(refuse)
"""


def python(code, *words):
    return subprocess.run(
        [sys.executable, "-c", BAN + code, *map(str, words)], capture_output=True, text=True, timeout=120, check=False
    )


def test_every_public_name_is_there_and_the_list_is_sorted():
    assert tallystick.__all__ == sorted(tallystick.__all__)
    for name in tallystick.__all__:
        assert getattr(tallystick, name) is not None


def test_a_name_that_is_not_public_is_answered_with_those_that_are():
    with pytest.raises(AttributeError, match="open_store"):
        tallystick.ingest  # noqa: B018


def test_importing_opens_no_socket_and_prints_nothing():
    done = python("import tallystick; from tallystick import build, open_store; import tallystick.cli")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_build_opens_no_socket_and_prints_nothing(tmp_path):
    write_world(tmp_path / "in")
    code = "from tallystick import build; build([sys.argv[1]], store=sys.argv[2], workers=1)"
    done = python(code, tmp_path / "in", tmp_path / "a.db")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_ban_of_these_tests_works():
    assert "the network was touched" in python("import socket; socket.socket()").stderr


def test_a_store_gives_typed_records_one_after_another(tmp_path):
    result = build([write_world(tmp_path / "in")], store=tmp_path / "a.db", workers=1)
    assert (result.found, result.kept, result.refused) == (8, 6, 1)
    with open_store(tmp_path / "a.db") as store:
        for records, kind in ((store.reports(), Report), (store.accounts(), Account), (store.incidents(), Incident)):
            ids = []
            assert iter(records) is records
            for record in records:
                assert isinstance(record, kind)
                ids.append(record.id)
            assert ids == sorted(ids)
            assert ids
