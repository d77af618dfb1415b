"""The build hook: libraries, base map and gazetteer are there before anything is packed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHARED = {"gazetteer.csv": "viewer/share/gazetteer.csv", "seeds": "viewer/share/seeds"}
"""What stands at the top of the sources and goes inside the package: source -> wheel."""


def _vendoring(root: Path) -> ModuleType:
    """Our own module, by its file: nothing of Dateline is installed when this runs."""
    spec = importlib.util.spec_from_file_location(
        "dateline_vendoring", root / "viewer" / "web" / "vendoring.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class AssetHook(BuildHookInterface[Any]):
    """Makes the assets that git does not hold, and names what else goes into the wheel."""

    def dependencies(self) -> list[str]:
        """Node and the names of places, only where something has to be made."""
        vendoring = _vendoring(Path(self.root))
        return [] if vendoring.Assets(Path(self.root)).fresh() else list(vendoring.TOOLS)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes the assets, and adds the shared files to a wheel that is not editable."""
        vendoring = _vendoring(Path(self.root))
        try:
            vendoring.Assets(Path(self.root)).make()
        except vendoring.AssetError as error:
            # A traceback would bury what the message says.
            sys.exit(f"\n{error}\n")
        if self.target_name == "wheel" and version == "standard":
            for source, name in SHARED.items():
                build_data["force_include"][str(Path(self.root, source))] = name

    def clean(self, versions: list[str]) -> None:
        """Removes what was made."""
        _vendoring(Path(self.root)).Assets(Path(self.root)).remove()
