"""The house: a room imports only rooms above it, and the pure rooms touch nothing outside."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "firsthand"
ROOMS = ("model", "errors", "text", "reading", "reuse", "lineage", "findings", "archive", "run", "faces")
PURE = ("text", "reuse", "lineage", "findings")
OUTSIDE = {"os", "io", "pathlib", "socket", "subprocess", "time", "random", "tempfile", "shutil", "urllib", "http", "sys", "logging"}
MODULES = sorted(p for p in SOURCE.rglob("*.py") if p.name not in {"__init__.py", "__main__.py"} or p.parent != SOURCE)


def room(path):
    part = path.relative_to(SOURCE).parts[0]
    return part.removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_go_up(path):
    mine = ROOMS.index(room(path))
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "firsthand" and len(parts) > 1:
            assert ROOMS.index(parts[1]) <= mine, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in PURE], ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_pure_rooms_touch_nothing_outside(path):
    assert not {name.split(".")[0] for name in imports(path)} & OUTSIDE
    calls = [
        n.func.id
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    ]
    assert not {"open", "print", "input", "exec", "eval"} & set(calls)


def test_modules_are_of_a_size_to_be_read():
    for path in MODULES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path.name


def test_only_the_kernels_import_numba():
    users = [p.name for p in MODULES if any(n.split(".")[0] == "numba" for n in imports(p))]
    assert users == ["likeness.py", "cells.py", "kernels.py", "products.py", "walk.py", "matrices.py", "tiles.py"]
