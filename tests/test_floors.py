"""The plan of the house: a module imports from floors below its own and from its own room, and from nowhere else.

Every import in the package is read, also those inside functions, because an import hidden to dodge a loop is a plan
gone wrong. A new room gets its line here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "crawler"

FLOORS = {
    8: {"cli"},
    7: {"spiders", "pipelines", "middlewares", "extensions"},
    6: {"run"},
    5: {"discovery", "extract", "fleet"},
    4: {"page", "outlets"},
    3: {"fields"},
    2: {"languages", "store", "report", "config", "descriptors", "demo", "pace", "room", "signals"},
    1: {"items", "errors", "settings"},
}
"""Rooms by floor: packages, and modules that stand alone."""

ALONE = {"demo"}
"""Rooms that import nothing of the crawler: the newspaper must not share its mistakes."""

FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every module that the file at `path` imports; `crawler` alone for a relative import."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.level or node.module == "crawler"):
            yield from ((node.lineno, "crawler" if node.level else f"crawler.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def test_every_room_has_a_floor() -> None:
    """A package or module that the table does not know has no place in the plan yet."""
    assert {room_of(path) for path in MODULES} <= set(FLOOR_OF)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    """From a floor below or from the own room; never up, never next door, never relative."""
    room, wrong = room_of(path), []
    for line, name in imports(path):
        if name.split(".")[0] != "crawler":
            continue
        target = name.split(".")[1] if "." in name else ""
        if target != room and not (FLOOR_OF.get(target, 99) < FLOOR_OF[room] and room not in ALONE):
            wrong.append(f"{path.relative_to(PACKAGE.parent)}:{line}: imports {name}")

    assert wrong == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: str(path.parent.name))
def test_init_files_only_hand_names_on(path: Path) -> None:
    """A docstring, imports and `__all__`: nothing is done in an `__init__.py`."""
    body = ast.parse(path.read_text("utf-8")).body
    for node in body:
        is_words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_name = isinstance(node, ast.Assign) and all(
            isinstance(t, ast.Name) and t.id in {"__all__", "__version__"} for t in node.targets
        )
        assert is_words or is_name or isinstance(node, ast.Import | ast.ImportFrom), ast.unparse(node)
