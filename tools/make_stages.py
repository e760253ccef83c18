"""Write the signatures of the stages' functions into docs/stages.md.

The page names folder and `module.function(...)`; `python -m tools.make_stages` puts the arguments of the code there.
"""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs/stages.md"
_ROW = re.compile(r"^\| (?P<folder>\w+) \| (?P<functions>`.*?) \|", re.M)
_CALL = re.compile(r"`(?P<module>\w+)\.(?P<function>\w+)\(.*?\)`")


def signature(folder: str, module: str, function: str) -> str:
    """`module.function(arguments)` as the code has it, those given by name after a star."""
    found = getattr(importlib.import_module(f"tallystick.stages.{folder}.{module}"), function)
    parameters = inspect.signature(found).parameters.values()
    named = [one.name for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY]
    plain = [one.name for one in parameters if one.name not in named]
    return f"`{module}.{function}({', '.join([*plain, *(['*', *named] if named else [])])})`"


def named_functions(page: str) -> list[tuple[str, str, str]]:
    """Folder, module and function of each function that the page names."""
    return [
        (row["folder"], call["module"], call["function"])
        for row in _ROW.finditer(page)
        for call in _CALL.finditer(row["functions"])
    ]


def stages_page(page: str) -> str:
    """The page with the signatures of the code."""

    def mended(row: re.Match[str]) -> str:
        return _CALL.sub(lambda call: signature(row["folder"], call["module"], call["function"]), row[0])

    return _ROW.sub(mended, page)


def main() -> None:
    """Write the page."""
    TARGET.write_text(stages_page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
