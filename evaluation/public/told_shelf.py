"""What was told of a benchmark's items, kept between two runs, for reading takes minutes.

Such a file holds other people's texts: it lies in a folder that the caller names, outside this repository, and is
read again only where model, stages and tables are the ones that wrote it.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import tallystick
from tallystick.models.reader import FOLDER as READER_FOLDER
from tallystick.pipeline import STAGES, Told
from tallystick.records.encoding import account_from_json, json_bytes, report_from_json
from tallystick.records.identity import content_id
from tallystick.records.vocabulary import ReportStatus, Scope
from tallystick.stages.read.raw import RawItem

REPOSITORY = Path(__file__).parents[2]
READING = ("read", "clean", "mark", "resolve", "tell")  # the stages a told report depends on


class ToldShelf:
    """Told reports of one state of the reading, by item; without a folder nothing is kept.

    Raises:
        ValueError: the folder is not fit (see `check_folder`).
    """

    def __init__(self, folder: Path | None, *, reader: str, scope: Scope) -> None:
        self._file: Path | None = None
        self._rows: dict[str, dict[str, Any]] = {}
        if folder is None:
            return
        check_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"{content_id('told', scope.value, _model_digest(reader), reading_digest())}.jsonl"
        for line in self._file.read_bytes().splitlines() if self._file.exists() else ():
            row = msgspec.json.decode(line)
            self._rows[row["item"]] = row

    def find(self, item: RawItem) -> Told | None:
        """What was told of this item, if it was kept."""
        row = self._rows.get(_item_digest(item))
        if row is None:
            return None
        accounts = tuple(account_from_json(msgspec.json.encode(account)) for account in row["accounts"])
        return Told(report=report_from_json(msgspec.json.encode(row["report"])), accounts=accounts)

    def keep(self, item: RawItem, told: Told) -> None:
        """Put it on the shelf; what was refused may be read another time, and is left out."""
        if self._file is None or told.report.status is ReportStatus.REFUSED:
            return
        accounts = b",".join(json_bytes(account) for account in told.accounts)
        digest = json.dumps(_item_digest(item)).encode()
        with self._file.open("ab") as out:
            out.write(b'{"item":%b,"report":%b,"accounts":[%b]}\n' % (digest, json_bytes(told.report), accounts))


def check_folder(folder: Path) -> None:
    """Nothing, where told reports may be kept in this folder.

    Raises:
        ValueError: it lies inside this repository, which may hold no text of others.
    """
    if folder.resolve().is_relative_to(REPOSITORY):
        raise ValueError(
            f"the scratch folder {folder} lies inside the repository and would bring texts of others into it; "
            "name a folder outside it, as /tmp/told"
        )


@cache
def reading_digest() -> str:
    """Stands for the versions, the code and the tables that a told report depends on."""
    package = Path(tallystick.__file__).parent
    digest = hashlib.sha256(repr([(s.name, s.version) for s in STAGES if s.name in READING]).encode())
    folders = [package / "knowledge", package / "models", *(package / "stages" / name for name in READING)]
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and READER_FOLDER not in path.parents and path.suffix != ".pyc":
            digest.update(str(path.relative_to(package)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _model_digest(reader: str) -> str:
    """Of the model's card, which names the digests of its files; the grammars have no model."""
    return hashlib.sha256((READER_FOLDER / "card.json").read_bytes()).hexdigest() if reader == "model" else reader


def _item_digest(item: RawItem) -> str:
    given = json.dumps(dict(sorted(item.given.items())))
    return content_id("item", item.address, item.kind.value, given, item.content)
