"""The notebooks run from a clean kernel, are saved with outputs, and read well where nothing runs."""

import importlib.util
from functools import cache
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))
LARGEST = 1_500_000  # bytes, so that a code host still shows it


@cache
def saved(name):
    return nbformat.read(FOLDER / name, as_version=4)


def code_cells(name):
    return [cell for cell in saved(name).cells if cell.cell_type == "code"]


def test_there_are_five():
    assert len(NAMES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_it_is_saved_with_outputs(name):
    nbformat.validate(saved(name))
    cells = code_cells(name)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert sum(bool(cell.outputs) for cell in cells) > len(cells) / 2
    assert (FOLDER / name).stat().st_size < LARGEST
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert "error" not in kinds
    stderr = [
        o.text for cell in cells for o in cell.outputs if o.output_type == "stream" and o.name == "stderr"
    ]
    assert stderr == []


@pytest.mark.parametrize("name", NAMES)
def test_it_tells_a_story_and_names_no_place_of_this_machine(name):
    prose = [cell.source for cell in saved(name).cells if cell.cell_type == "markdown"]
    assert prose[0].startswith("# ")
    assert len(prose) >= len(code_cells(name)) * 0.6
    whole = (FOLDER / name).read_text("utf-8")
    assert "/home/" not in whole
    assert "/tmp/" not in whole
    assert str(FOLDER.parent) not in whole


@pytest.mark.parametrize("name", NAMES)
def test_every_link_between_notebooks_resolves(name):
    import re

    for cell in saved(name).cells:
        for target in re.findall(r"\]\(([^)]+\.ipynb)\)", cell.source):
            assert (FOLDER / target).exists(), target


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_from_a_clean_kernel(name):
    spec = importlib.util.spec_from_file_location("notebooks_run", FOLDER / "run.py")
    runner = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(runner)
    book = runner.run(FOLDER / name)  # raises where a cell fails
    assert any(output.output_type != "stream" for cell in book.cells for output in cell.get("outputs", []))
