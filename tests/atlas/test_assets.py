from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.atlas.assets import BASE, WEB, Assets

HOSTILE = [
    "/../model.py",
    "/web/../model.py",
    "/web/../../pyproject.toml",
    "/web/%2e%2e/model.py",
    "/web/..%2fmodel.py",
    "/web//etc/passwd",
    "//etc/passwd",
    "/web/./page.js",
    "/web/vendor/../page.js",
    "/web\\..\\model.py",
    "/web/page.js\x00.css",
    "/web/page.js\n",
    "/web/page.js?x",
    "/web/page.js/",
    "/web/.hidden.js",
    "/web/node_modules/leaflet/package.js",
    "/web/hatch_build.py",
    "/web/package.json",
    "/web/package-lock.json",
    "/web/",
    "/web",
    "/base/",
    "/base/../scene.py",
    "/atlas/page.py",
    "/script-.js",
    "/script-99.js",
    "/script-100.js",
    "/script--1.js",
    "/script-٣.js",
    "/C:/Windows/win.ini",
    "/file:///etc/passwd",
    "/index.html/",
    "/INDEX.HTML",
    "/web/" + "a/" * 5000 + "b.js",
]


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(None)


@pytest.mark.parametrize("path", HOSTILE)
def test_what_is_not_ours_is_refused(assets: Assets, path: str) -> None:
    assert assets.resolve(path) is None


@given(path=st.text(max_size=60))
def test_any_path_gives_a_file_under_our_folders_or_nothing(path: str) -> None:
    asset = Assets(None).resolve("/web/" + path)
    known = {file.read_bytes() for file in WEB.rglob("*") if file.is_file()} if asset else set()
    assert asset is None or asset.data in known


@pytest.mark.parametrize("path", ["/", "/index.html"])
def test_the_page_is_html(assets: Assets, path: str) -> None:
    asset = assets.resolve(path)
    assert asset is not None
    assert asset.mime == "text/html"
    assert asset.data.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("path", ["/web/page.js", "/script-0.js", "/web/vendor/leaflet/leaflet.js"])
def test_scripts_are_javascript(assets: Assets, path: str) -> None:
    asset = assets.resolve(path)
    assert asset is not None
    assert asset.mime == "text/javascript"


def test_everything_that_the_page_links_to_is_there(assets: Assets) -> None:
    links = assets.page.html.replace("href=", "src=").split('src="')[1:]
    paths = {link.partition('"')[0] for link in links}
    assert len(paths) > 5
    assert [path for path in paths if assets.resolve(path) is None] == []


@pytest.mark.parametrize("name", ["world-110m.json", "world-50m.json", "labels.json"])
def test_the_base_map_is_json(assets: Assets, name: str) -> None:
    asset = assets.resolve(f"/base/{name}")
    assert asset is not None
    assert asset.mime == "application/json"
    assert json.loads(asset.data)
    assert asset.data == (BASE / name).read_bytes()
