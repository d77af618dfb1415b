"""What the file says; tests/desktop/test_html_page.py opens it in the engine."""

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.samples import HOSTILE, library
from viewer.export.html import embedded, write_html
from viewer.gazetteer.boundaries import BoundaryIndex


class Scripts(HTMLParser):
    """The script elements of a page, and everything else that it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("html") / "map.html"
    lines = "\n".join(f"{hostile} Kyiv {hostile}" for hostile in HOSTILE)
    write_html(library(lines), BoundaryIndex.load(), target, title=HOSTILE[1])
    return target


@pytest.fixture(scope="module")
def parsed(page: Path) -> Scripts:
    parser = Scripts()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def block(parsed: Scripts, name: str) -> str:
    (text,) = (text for attributes, text in parsed.scripts if attributes.get("id") == name)
    return text


def test_the_page_stays_small(page: Path) -> None:
    assert page.stat().st_size < 3_000_000


def test_hostile_text_makes_no_element(parsed: Scripts) -> None:
    assert [tag for tag, _ in parsed.tags if tag not in ("meta", "script")] == [
        "html",
        "head",
        "title",
        "style",
        "body",
        "main",
        "aside",
    ]
    assert len(parsed.scripts) == 3 + 6 + 2


def test_the_policy_admits_our_scripts_by_their_hashes_and_no_other(parsed: Scripts) -> None:
    (policy,) = (
        attributes["content"] or ""
        for tag, attributes in parsed.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for attributes, text in parsed.scripts
        if not attributes
    ]
    assert rules["script-src"].split() == hashes
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in policy


def test_nothing_in_the_page_points_outside(page: Path, parsed: Scripts) -> None:
    for tag, attributes in parsed.tags:
        assert not {"src", "href", "action", "data", "srcset"} & attributes.keys(), tag
    style = re.search(r"<style>(.*?)</style>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert "sourceMappingURL" not in page.read_text(encoding="utf-8")


def test_the_words_of_articles_are_whole_and_their_marks_are_javascripts(parsed: Scripts) -> None:
    readings = json.loads(block(parsed, "readings"))
    quotes = readings["quotes"]["kyiv"]
    assert len(quotes) == len(HOSTILE)
    for hostile, quote in zip(HOSTILE[:12], quotes, strict=False):
        assert quote["text"] == f"{hostile} Kyiv {hostile}"
    for quote in quotes:
        units = quote["text"].encode("utf-16-le")
        start, end = quote["marks"]
        assert units[2 * start : 2 * end].decode("utf-16-le") == "Kyiv"


def test_marks_count_characters_beyond_the_basic_plane_twice(tmp_path: Path) -> None:
    write_html(library("😀😀 Kyiv 😀 Kyiv"), BoundaryIndex.load(), tmp_path / "m.html")
    parser = Scripts()
    parser.feed((tmp_path / "m.html").read_text(encoding="utf-8"))
    (quote,) = json.loads(block(parser, "readings"))["quotes"]["kyiv"]
    assert quote["marks"] == [5, 9, 13, 17]


def test_the_base_map_is_inside(parsed: Scripts) -> None:
    packed = block(parsed, "world-50m.json")
    world = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert world["type"] == "Topology"


def test_a_very_long_passage_is_quoted_in_parts(tmp_path: Path) -> None:
    text = "word " * 50_000 + "Kyiv " + "word " * 50_000 + "Kyiv"
    write_html(library(text), BoundaryIndex.load(), tmp_path / "m.html")
    parser = Scripts()
    parser.feed((tmp_path / "m.html").read_text(encoding="utf-8"))
    quotes = json.loads(block(parser, "readings"))["quotes"]["kyiv"]
    assert [len(quote["text"]) < 400 for quote in quotes] == [True, True]
    assert not quotes[0]["whole"]


@given(st.text())
def test_no_text_leaves_its_block_of_json(text: str) -> None:
    block = embedded({"text": text})
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["text"] == text.encode("utf-8", "replace").decode()
