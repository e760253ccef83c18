"""Its place puts tests/ on the path, so that every test finds factory and invented_world."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def no_added_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests read with the shipped gazetteer alone, whatever the user who runs them has added."""
    folder = tmp_path_factory.mktemp("no-added-places")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALLYSTICK_GAZETTEER", str(folder))
        yield folder
