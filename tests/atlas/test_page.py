from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.atlas.assets import WEB
from viewer.atlas.page import Page, load_page, render_page

_IMPORT = re.compile(r'^(?:import|export) .*? from "\./([a-z]+)\.js";$', re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> Page:
    return render_page()


def test_the_page_has_no_script_of_its_own(page: Page) -> None:
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page.html, re.DOTALL)
    assert scripts
    assert all('src="/' in attributes and not body for attributes, body in scripts)
    assert "onload=" not in page.html
    assert "javascript:" not in page.html


def test_the_page_names_nothing_outside(page: Page) -> None:
    text = page.html + "".join(page.scripts)
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", text) == []
    links = re.findall(r'(?:src|href)="([^"]*)"', page.html)
    assert links
    assert all(link.startswith("/") and not link.startswith("//") for link in links)


def test_folium_makes_the_map_with_our_options(page: Page) -> None:
    shell = "\n".join(page.scripts[:-1])
    assert "var map_dateline = L.map(" in shell
    assert re.search(r'"maxZoom":\s*18', shell)
    assert re.search(r'"fadeAnimation":\s*false', shell)
    assert "L.control.scale()" in shell
    assert "tileLayer" not in shell


def test_two_renders_are_the_same(page: Page) -> None:
    assert render_page() == page


def test_all_modules_come_as_one_script(page: Page) -> None:
    """Each request waits for Python, which is busy at launch."""
    reached, waiting = {"page"}, ["page"]
    while waiting:
        source = (WEB / f"{waiting.pop()}.js").read_text(encoding="utf-8")
        found = set(_IMPORT.findall(source)) - reached
        reached |= found
        waiting += found
    assert len(reached) > 10
    assert all(f'modules["{name}.js"] = ' in page.scripts[-1] for name in reached)
    assert page.html.count("<script") < 6


def test_pages_of_other_versions_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "page-0.0.1.json").write_text("{}")
    (tmp_path / "tiles").mkdir()
    load_page(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert not (tmp_path / "page-0.0.1.json").exists()


def test_the_page_is_kept_and_a_launch_needs_no_folium(tmp_path: Path, page: Page) -> None:
    assert load_page(tmp_path) == page
    code = (
        "import sys; from pathlib import Path; from viewer.atlas.page import load_page; "
        f"load_page(Path({str(tmp_path)!r})); print('folium' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"html": "x"}', b"\xff\xfe"])
def test_a_page_that_was_not_kept_whole_is_made_again(
    tmp_path: Path, page: Page, broken: bytes
) -> None:
    load_page(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(broken)
    assert load_page(tmp_path) == page
    assert load_page(tmp_path) == page


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, page: Page) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    assert load_page(file / "cache") == page
