import csv
import inspect
import json
import re
import shlex
from dataclasses import fields
from pathlib import Path

import click
import pytest
import yaml

from tallystick import pipeline
from tallystick.cli import main as cli
from tallystick.knowledge.added_places import REASONS
from tallystick.records.account import Account, Claim
from tallystick.records.incident import Incident
from tallystick.records.report import Report
from tallystick.records.vocabulary import ClaimField
from tools.make_codebook import EVENT_TYPES, TARGET, VOCABULARY, codebook
from tools.make_exports import SECTIONS, exports_page
from tools.make_exports import TARGET as EXPORTS_PAGE
from tools.make_kinds import TARGET as KINDS_PAGE
from tools.make_kinds import gazetteer_page
from tools.make_schemas import FOLDER, schemas
from tools.make_stages import TARGET as STAGES_PAGE
from tools.make_stages import named_functions, stages_page
from tools.make_vocabulary import TARGET as VOCABULARY_MODULE
from tools.make_vocabulary import vocabulary_source

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/tutorial.md",
    "docs/records.md",
    "docs/limits.md",
    "docs/commands.md",
    "docs/gazetteer.md",
    "docs/judgements.md",
)
ALL_PAGES = [path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))]
COMMANDS = sorted(cli.commands)


def read(page: str) -> str:
    path = ROOT / page
    return path.read_text(encoding="utf-8") if path.exists() else ""


def command_lines() -> list[tuple[str, str]]:
    """Every line of a code block that calls tallystick, with its page."""
    found = []
    for page in PAGES:
        for block in re.findall(r"```(?:sh|bash|console|text)?\n(.*?)```", read(page), flags=re.S):
            for line in block.splitlines():
                match = re.match(r"(?:\$ )?(?:.*\| )?(tallystick .*)", line.strip())
                if match:
                    found.append((page, match[1]))
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_documented(command: str) -> None:
    assert re.search(rf"tallystick {command}\b", read("README.md") + read("docs/tutorial.md"))


@pytest.mark.parametrize(("page", "line"), command_lines())
def test_command_lines_in_the_docs_can_be_given(page: str, line: str) -> None:
    words = shlex.split(line.split(" | ")[0], comments=True)[1:]
    if words[0] in ("--help", "--version"):
        return
    assert words[0] in cli.commands, f"{page}: no command {words[0]!r}"
    command = cli.commands[words[0]]
    context = click.Context(command, info_name=words[0])
    if re.search(r"[|]", words[1] if len(words) > 1 else ""):  # a choice written out: reports|accounts|incidents
        words[1] = words[1].split("|")[0]
    command.parse_args(context, [word for word in words[1:] if word != "..."])  # raises click.UsageError


def test_the_docs_hold_command_lines() -> None:
    assert len(command_lines()) > 15


def test_codebook_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == codebook()


def test_page_of_the_tables_is_up_to_date() -> None:
    assert EXPORTS_PAGE.read_text(encoding="utf-8") == exports_page(), "run python -m tools.make_exports"


def test_each_column_of_a_table_is_declared_once_and_has_a_rule() -> None:
    for title, _, columns in SECTIONS:
        names = [column.name for column in columns]
        assert len(names) == len(set(names)), title
        assert all(column.rule.endswith(".") and "|" not in column.rule for column in columns), title


def test_each_word_of_a_vocabulary_is_in_the_codebook() -> None:
    text = TARGET.read_text(encoding="utf-8")
    for name, entry in yaml.safe_load(VOCABULARY.read_text(encoding="utf-8")).items():
        assert f"## {name}\n" in text
        for word, meaning in entry["words"].items():
            assert f"| `{word}` | {meaning} |" in text
    with EVENT_TYPES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert f"| {row['rank']} | {row['sub_event_type']} |" in text


def test_vocabulary_module_is_up_to_date() -> None:
    made = re.sub(r"\n\n\n\n+", "\n\n\n", vocabulary_source())
    assert VOCABULARY_MODULE.read_text(encoding="utf-8") == made


def test_kinds_of_places_in_the_page_of_the_gazetteer_are_up_to_date() -> None:
    page = KINDS_PAGE.read_text(encoding="utf-8")
    assert page == gazetteer_page(page), "run python -m tools.make_kinds"
    assert all(f"`{reason}`" in page for reason in REASONS)


@pytest.mark.parametrize("name", ["report", "account", "incident"])
def test_schemas_are_up_to_date(name: str) -> None:
    assert json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) == schemas()[name]


@pytest.mark.parametrize(
    ("heading", "record"), [("report", Report), ("account", Account), ("claim", Claim), ("incident", Incident)]
)
def test_each_field_of_a_record_is_documented(heading: str, record: type) -> None:
    section = re.split(r"\n## ", read("docs/records.md").split(f"\n## {heading}\n")[1])[0]
    documented = {name for row in re.findall(r"^\| (`[^|]*`) \|", section, flags=re.M) for name in _names(row)}
    missing = {field.name for field in fields(record)} - documented  # type: ignore[arg-type]
    assert not missing


def test_each_claim_field_is_documented() -> None:
    section = read("docs/records.md").split("| claim field | value |")[1].split("\n## ")[0]
    documented = {name for row in re.findall(r"^\| (`[^|]*`) \|", section, flags=re.M) for name in _names(row)}
    assert documented == {field.value for field in ClaimField}


def _names(row: str) -> list[str]:
    return re.findall(r"`(\w+)`", row)


def test_signatures_in_the_page_of_stages_are_up_to_date() -> None:
    page = STAGES_PAGE.read_text(encoding="utf-8")
    assert page == stages_page(page), "run python -m tools.make_stages"


def test_each_stage_function_of_the_pipeline_is_documented() -> None:
    documented = named_functions(STAGES_PAGE.read_text(encoding="utf-8"))
    for value in vars(pipeline).values():
        if inspect.isfunction(value) and value.__module__.startswith("tallystick.stages."):
            folder, module = value.__module__.split(".")[2:]
            assert (folder, module, value.__name__) in documented


@pytest.mark.parametrize("page", ALL_PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", read(page)):
        if not re.match(r"\w+:", target):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_no_address_stands_in_the_lock_file() -> None:
    lock = read("requirements.lock")
    assert "://" not in lock
    assert not re.search(r"^\s*--?(?!-?hash=)\w", lock, flags=re.M)
    packages = re.findall(r"^[\w.-]+==\S+", lock, flags=re.M)
    assert len(packages) > 40
    assert lock.count("--hash=sha256:") >= len(packages)
