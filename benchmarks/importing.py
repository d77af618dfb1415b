"""Import: web pages of 50 kB are read, parsed and stored in a library, on all cores.

The pages are made up: an article of some 4,000 characters, with places of the gazetteer as the
news names them, among the navigation, styles, scripts, comments and links that make a saved page
large. Prints pages a second and the time for 10,000, beside what reading and decoding the same
files takes, and what taking their text out of them takes. Then the same import again, when nothing
is new. Fails above five minutes for 10,000. By default 1,000 pages are read; `--pages` says more.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path

from viewer import resources
from viewer.gazetteer.world.world import World
from viewer.library.importing.importer import Import
from viewer.library.importing.pool import cores
from viewer.library.importing.recipe import Recipe
from viewer.library.storage.store import Store

AT_MOST_S = 300.0
WHOLE = 10_000
PAGE_BYTES = 50_000
_TEXT = """
after agreed aid already among another armed around before began border brought building
called came city close council days deal early east emergency families fire first flood food
found funds group heavy held homes hospital hours large later leaders left local long market
meeting minister morning moved near new night north number officials old open party people
plan police power price public rain region report residents road said school second security
several since south spokesman state still storm supplies talks team third town trade troops
two under union until vote water week west winter workers year yesterday
"""
_WORDS = _TEXT.split()
_FRAMES = (
    "The minister told reporters that {2}.",
    "It was the {2}, and {2}.",
    "Nobody was hurt, but {2}.",
    "They had waited for days: {2}.",
    "Officials in {0} said that {2}.",
    "The road from {0} to {1} was closed for hours as {2}.",
    "Residents of {0} were told that {2}.",
)
_OUTLETS = ("Harbour Post", "The Morning Ledger", "Valley Courier", "Northern Dispatch")
_TOPICS = ("World", "Politics", "Business", "Climate", "Culture", "Sport", "Science", "Opinion")


def write_pages(folder: Path, count: int) -> int:
    """So many pages; how many bytes they have together."""
    world = World.open()
    names = [world.place_at(row).title for row in range(4_000)]
    total = 0
    for number in range(count):
        data = page(number, names).encode()
        (folder / f"{number:06}.html").write_bytes(data)
        total += len(data)
    return total


def page(number: int, names: Sequence[str]) -> str:
    """A page of about 50 kB, the same for the same number."""
    dice = random.Random(number)
    title = f"{_sentence(dice, names).rstrip('.')}"
    outlet = dice.choice(_OUTLETS)
    day = f"2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < 3_800:
        paragraphs.append(" ".join(_sentence(dice, names) for _ in range(dice.randint(2, 4))))
    text = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    head = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{day}T08:00:00Z">
<meta name="author" content="A. Writer"><link rel="canonical" href="https://example.org/{number}">
<style>{_style(dice)}</style><script>{_script(dice, 9_000)}</script></head>"""
    body = f"""<body class="article"><header><nav>{_links(dice, 60)}</nav></header>
<main><article><h1>{title}</h1><p class="byline">By A. Writer</p>{text}</article>
<aside><h2>More</h2>{_cards(dice, names)}</aside></main><footer>{_links(dice, 40)}</footer>"""
    rest = PAGE_BYTES - len(head) - len(body) - 40
    return f"{head}\n{body}\n<script>{_script(dice, rest)}</script></body></html>"


def _sentence(dice: random.Random, names: Sequence[str]) -> str:
    # A few places are in the news far more than the rest.
    one, other = (names[min(int(dice.expovariate(1 / 300)), len(names) - 1)] for _ in range(2))
    words = " ".join(dice.choices(_WORDS, k=dice.randint(8, 16)))
    return dice.choice(_FRAMES).format(one, other, words)


def _style(dice: random.Random) -> str:
    rule = ".c{}-{}{{margin:{}px {}px;padding:{}px;color:#{:06x};font:{}px/1.4 serif}}"
    return "\n".join(
        rule.format(n, dice.randrange(999), *(dice.randrange(40) for _ in range(3)),
                    dice.randrange(1 << 24), dice.randrange(10, 40))
        for n in range(110)
    )  # fmt: skip


def _script(dice: random.Random, size: int) -> str:
    line = 'window.dataLayer.push({{"event":"view","slot":"{}","id":"{:016x}","w":{}}});'
    lines: list[str] = []
    while size > 0:
        lines.append(line.format(dice.choice(_WORDS), dice.getrandbits(64), dice.randrange(900)))
        size -= len(lines[-1]) + 1
    return "\n".join(lines)


def _links(dice: random.Random, count: int) -> str:
    return "<ul>" + "".join(
        f'<li class="nav-item c{n}"><a href="/{dice.choice(_WORDS)}/{dice.choice(_WORDS)}"'
        f' data-track="menu-{n}">{dice.choice(_TOPICS)} {dice.choice(_WORDS)}</a></li>'
        for n in range(count)
    ) + "</ul>"  # fmt: skip


def _cards(dice: random.Random, names: Sequence[str]) -> str:
    return "".join(
        f'<div class="card c{n}"><a href="/{n}"><img src="/i/{n}.jpg" alt="">'
        f"<h3>{_sentence(dice, names)[:60]}</h3></a></div>"
        for n in range(12)
    )


def _decoded(path: Path) -> int:
    return len(path.read_bytes().decode("utf-8"))


def _extracted(path: Path) -> int:
    import trafilatura

    return len(trafilatura.extract(path.read_bytes().decode("utf-8")) or "")


def _floor(step: Callable[[Path], int], files: Sequence[Path]) -> float:
    """What a step takes with all files on all cores, without the start of the processes."""
    with get_context("spawn").Pool(cores()) as pool:
        pool.map(step, files[: 4 * cores()])
        began = time.perf_counter()
        pool.map(step, files, chunksize=16)
        return time.perf_counter() - began


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        size = write_pages(folder, given.pages)
        files = sorted(folder.iterdir())
        print(f"{given.pages:,} pages of {size / given.pages / 1000:.0f} kB, {cores()} cores")
        plain, text = _floor(_decoded, files), _floor(_extracted, files)
        with Store.create(Path(name) / "pages.dateline") as store:
            work = Import(store, Recipe(resources.gazetteers()))
            report = work.run([folder])
            again = work.run([folder])
            with store.reading() as connection:
                mentions = connection.execute("SELECT count(*) FROM mentions").fetchone()[0]
    lines = [
        ("files read and decoded", plain),
        ("text taken out by trafilatura", text),
        ("imported", report.seconds),
        ("imported again, nothing new", again.seconds),
    ]
    for what, seconds in lines:
        rate = given.pages / seconds
        print(f"{what:<32} {seconds:8.2f} s {rate:10,.0f} a second", end="")
        print(f" {WHOLE / rate:8.1f} s for {WHOLE:,}")
    print(f"{report.articles:,} articles, {mentions:,} mentions, {report.faults} faults")
    whole = WHOLE * report.seconds / given.pages
    return 0 if whole <= AT_MOST_S and report.articles == given.pages else 1


if __name__ == "__main__":
    sys.exit(main())
