"""The notebooks run from a clean kernel, are saved with outputs, and read well where nothing runs."""

import ast
import importlib.util
import re
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


@cache
def runner():
    spec = importlib.util.spec_from_file_location("notebooks_run", FOLDER / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def names_in(source, *contexts):
    """Names that a cell's code loads or stores; cell magics and line magics are no Python."""
    if source.startswith("%%"):
        return set(re.findall(r"\w+", source))
    tree = ast.parse(re.sub(r"^%.*$", "", source, flags=re.MULTILINE))
    found = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, contexts)
    }
    if ast.Store in contexts:
        imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        found |= {(alias.asname or alias.name).split(".")[0] for node in imported for alias in node.names}
        found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_dead_and_there_are_pictures(name):
    cells = code_cells(name)
    for number, cell in enumerate(cells):
        later = [names_in(other.source, ast.Load) for other in cells[number + 1 :]]
        used = set().union(*later) & names_in(cell.source, ast.Store)
        assert cell.outputs or used, f"shows nothing and nothing of it is used:\n{cell.source}"
    kinds = {kind for cell in cells for output in cell.outputs for kind in output.get("data", {})}
    assert kinds & {"image/png", "image/svg+xml"}, "no picture that shows where no script runs"


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
    for cell in saved(name).cells:
        for target in re.findall(r"\]\(([^)]+\.ipynb)\)", cell.source):
            assert (FOLDER / target).exists(), target


def test_the_runner_takes_beginnings_of_names_and_knows_its_own():
    assert [path.name for path in runner().chosen([])] == NAMES
    assert [path.name for path in runner().chosen(["04", "01-from"])] == [NAMES[0], NAMES[3]]
    with pytest.raises(SystemExit, match="no notebook '09'; there are 01-from-article-to-graph, 02"):
        runner().chosen(["09"])


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_from_a_clean_kernel(name):
    book = runner().run(FOLDER / name)  # raises where a cell fails
    assert any(output.output_type != "stream" for cell in book.cells for output in cell.get("outputs", []))
