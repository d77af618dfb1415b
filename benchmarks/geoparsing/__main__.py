"""Geoparsing: how well places are found and placed, how fast, and in how much memory.

`DATELINE_GOLD` names a folder of annotated articles (one JSON file for each set: {id: {"text",
"meta", "mentions": [{"start", "end", "lat", "lon", "kind"}]}}); they are their publishers' and
do not come with Dateline. Without it only speed and memory are measured, on articles of our own.
What is measured is `dateline mentions FOLDER --json`, as anyone can run it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.geoparsing.scoring import Document, Figures, Span, read_gold, reliability, score
from viewer import resources
from viewer.geoparse.training.markup import read_texts
from viewer.library.importing.reading import read_each
from viewer.library.importing.recipe import Recipe
from viewer.model import Mention, Reading

LEAST_DOCUMENTS_A_SECOND = 150
MOST_RESIDENT_MB = 250
MOST_FIRST_RESULT_S = 1.0
MOST_DOCUMENTS = 1000
DOCUMENT_CHARACTERS = 2000


def mentions(folder: Path, *options: str) -> list[dict[str, object]]:
    """What `dateline mentions` finds in the files of a folder."""
    command = [sys.executable, "-m", "viewer", "mentions", str(folder), "--json", *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()]


def found_in(gold: Mapping[str, Document]) -> dict[str, list[Span]]:
    """The places that are found in annotated articles, each a file of its own."""
    names = {f"{number:05}.txt": name for number, name in enumerate(gold)}
    with tempfile.TemporaryDirectory() as folder:
        for file, name in names.items():
            Path(folder, file).write_text(gold[name].text, encoding="utf-8", newline="")
        found: dict[str, list[Span]] = {name: [] for name in gold}
        for line in mentions(Path(folder)):
            found[names[Path(str(line["file"])).name]].append(_span(line))
    return found


def found_at_home(gold: Mapping[str, Document]) -> dict[str, list[Span]]:
    """The same with what each outlet's other articles say of where it is at home."""
    recipe = Recipe(resources.gazetteers())
    finder = recipe()
    names = {f"{number:05}.txt": name for number, name in enumerate(gold)}
    with tempfile.TemporaryDirectory() as folder:
        for file, name in names.items():
            Path(folder, file).write_text(gold[name].text, encoding="utf-8", newline="")
        readings = {
            names[one.article.path.name]: one
            for one in read_each([Path(folder)], finder, recipe)
            if isinstance(one, Reading)
        }
    found = {}
    for name, reading in readings.items():
        others = [
            other.mentions
            for also, other in readings.items()
            if also != name and gold[also].outlet == gold[name].outlet
        ]
        local = finder.at_home(others) if others and gold[name].outlet else finder
        found[name] = [_placed(one) for one in local.find(reading.article, reading.passages)]
    return found


def _placed(mention: Mention) -> Span:
    place = mention.place
    at = (place.lat, place.lon) if place else (None, None)
    return Span(mention.start, mention.end, *at, score=mention.score)


def _span(line: Mapping[str, object]) -> Span:
    place = line["place"]
    assert isinstance(place, dict | None)
    return Span(
        int(str(line["start"])),
        int(str(line["end"])),
        place and place["lat"],
        place and place["lon"],
        score=float(str(line["score"])),
        adjective=line["role"] == "adjective",
    )


def report(name: str, figures: Figures) -> None:
    """Print the figures of one set."""
    print(f"{name:14} exact {figures.exact}   overlap {figures.overlap}")
    print(
        f"{'':14} F1@161 {figures.end_to_end}   placed right of those found {figures.resolved:.3f}"
    )


def accuracy(folder: Path) -> None:
    """Measure every annotated set of a folder."""
    outcomes: list[tuple[float, bool]] = []
    for path in sorted(folder.glob("*.json")):
        gold = read_gold(path)
        found = found_in(gold)
        whole = score(gold, found)
        report(path.stem, whole)
        report("  by area", score(gold, found, areas=True))
        nouns = {name: [one for one in spans if not one.adjective] for name, spans in found.items()}
        report("  no adjectives", score(gold, nouns, literal=True))
        if any(document.outlet for document in gold.values()):
            report("  outlet's home", score(gold, found_at_home(gold)))
        outcomes += whole.outcomes
    print("confidence     right    mentions")
    for confidence, right, count in reliability(outcomes):
        print(f"{confidence:10.2f} {right:9.2f} {count:11,}")


def speed(gold: Path | None) -> int:
    """Measure documents a second, memory and the first result; 1 if one is over its limit.

    Our own articles name some three times as many places as the news does, so the limit of
    speed is for annotated ones.
    """
    documents = _documents(gold)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(documents):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        one = folder / "one"
        one.mkdir()
        (folder / "00000.txt").rename(one / "00000.txt")
        first_s = min(_timed(one)[0] for _ in range(3))
        taken_s, resident_mb = min(_timed(folder, cores="1") for _ in range(3))
        all_s, _ = _timed(folder)
    rate = len(documents) / taken_s
    print(
        f"one core       {rate:.0f} documents a second, start included "
        f"({DOCUMENT_CHARACTERS} characters each)"
    )
    print(f"all cores      {len(documents) / all_s:.0f} documents a second")
    print(f"memory         {resident_mb:.0f} MB resident at most, on one core")
    print(f"first result   {first_s:.2f} s after the start of the process, on one document")
    over = (
        gold is not None and rate < LEAST_DOCUMENTS_A_SECOND,
        resident_mb > MOST_RESIDENT_MB,
        first_s > MOST_FIRST_RESULT_S,
    )
    return int(any(over))


def _documents(folder: Path | None) -> list[str]:
    """Annotated articles, or our own, cut or joined to the same length."""
    if folder is None:
        texts = [article.text for article in read_texts()]
    else:
        sets = map(read_gold, sorted(folder.glob("*.json")))
        texts = [document.text for gold in sets for document in gold.values()]
    whole = "\n\n".join(texts)
    starts = range(0, len(whole) - DOCUMENT_CHARACTERS, DOCUMENT_CHARACTERS)
    return [whole[start:][:DOCUMENT_CHARACTERS] for start in starts[:MOST_DOCUMENTS]]


def _timed(folder: Path, cores: str = "") -> tuple[float, float]:
    """Seconds that a whole run takes, and the most memory that its largest process had, in MB."""
    command = [sys.executable, "-m", "viewer", "mentions", str(folder), "--json"]
    start = time.perf_counter()
    child = subprocess.Popen(
        command + (["--jobs", cores] if cores else []), stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return taken, usage.ru_maxrss / 1024


def main() -> int:
    """Measure and compare."""
    folder = os.environ.get("DATELINE_GOLD")
    gold = Path(folder) if folder else None
    if gold is not None:
        accuracy(gold)
    else:
        print("set DATELINE_GOLD to a folder of annotated articles to measure what is found")
    return speed(gold)


if __name__ == "__main__":
    sys.exit(main())
