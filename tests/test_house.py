"""The rules of the house: style, types, layers, and the pins that keep Dateline alive."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
CORE = ["corpus", "gazetteer", "geoparse", "library", "atlas", "export", "cli"]
WITHOUT_QT_RUN = ["export", "atlas", "corpus/test_articles.py", "library/test_library.py"]
"""What reads, stores, draws and exports; what lies below is imported by the test before."""

WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NoQt())
"""
ALL_MODULES = """
import importlib, pkgutil, without_qt
for name in {core!r}:
    package = importlib.import_module(f"viewer.{{name}}")
    for module in pkgutil.walk_packages(package.__path__, f"{{package.__name__}}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "viewer", "tests", "benchmarks"],
        ["ruff", "format", "--check", "viewer", "tests", "benchmarks"],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_the_checks_pass(command: list[str]) -> None:
    done = run(str(TOOLS / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("viewer/model.py", "import viewer.corpus", "Imports run one way"),
        ("viewer/geoparse/__init__.py", "import viewer.library", "Imports run one way"),
        ("viewer/atlas/__init__.py", "import viewer.desktop", "Imports run one way"),
        ("viewer/library/__init__.py", "import PySide6.QtCore", "Only the window knows Qt"),
        ("viewer/export/__init__.py", "import PySide6", "Only the window knows Qt"),
        ("viewer/desktop/__init__.py", "import folium", "know folium"),
        ("viewer/gazetteer/sources.py", "import viewer.gazetteer.world.compiler", "only compiles"),
        ("viewer/desktop/desk.py", "import sqlite3", "the gazetteers store"),
        ("viewer/library/__init__.py", "import pypdfium2", "knows kinds of files"),
    ],
)
def test_a_planted_violation_is_caught(
    tmp_path: Path, module: str, line: str, contract: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "viewer",
        tmp_path / "viewer",
        ignore=lambda folder, names: _not_python(folder, names),
    )
    planted = tmp_path / module
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = run(str(TOOLS / "lint-imports"), "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [text for text in done.stdout.splitlines() if text.endswith("BROKEN")]
    assert any(contract in text for text in broken), done.stdout


def _not_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())]


def test_every_module_of_the_core_is_imported_without_qt(tmp_path: Path) -> None:
    (tmp_path / "without_qt.py").write_text(WITHOUT_QT, encoding="utf-8")
    done = run(
        *(sys.executable, "-c", ALL_MODULES.format(core=CORE)),
        PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_core_passes_its_tests_without_qt(tmp_path: Path) -> None:
    (tmp_path / "without_qt.py").write_text(WITHOUT_QT, encoding="utf-8")
    done = run(
        *(sys.executable, "-m", "pytest", "-q", "-p", "without_qt", "-p", "no:pytest-qt"),
        *("-p", "no:cacheprovider", "-o", "addopts=", "-W", "ignore::pytest.PytestConfigWarning"),
        *(f"tests/{name}" for name in WITHOUT_QT_RUN),
        PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_pyside_is_pinned_by_python_version() -> None:
    """PySide6 6.12.0 aborts Python 3.10 and 3.11 after some thousand calls."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = [Requirement(line) for line in project["dependencies"] if line.startswith("PySide6")]

    def allowed(python: str, qt: str) -> bool:
        return any(
            pin.marker is not None
            and pin.marker.evaluate({"python_version": python})
            and pin.specifier.contains(qt)
            for pin in pins
        )

    assert allowed("3.11", "6.11.3")
    assert not allowed("3.11", "6.12.0")
    assert not allowed("3.11", "6.12.1")
    assert allowed("3.12", "6.12.0")
    assert allowed("3.13", "6.12.0")
    installed = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert allowed(installed, version("PySide6"))


def test_calls_into_qt_cost_no_reference_to_none() -> None:
    """What the pin is for: ten thousand void calls, and None is as alive as before."""
    done = run(
        sys.executable,
        "-c",
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(10_000): thing.setObjectName('x')\n"
        "assert sys.getrefcount(None) > before - 1_000, (before, sys.getrefcount(None))\n",
    )
    assert done.returncode == 0, done.stderr


def test_the_repository_names_no_host_of_a_registry() -> None:
    lock = (ROOT / "viewer/web/package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
    assert '"integrity": "sha512-' in lock
