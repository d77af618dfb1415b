"""The map with 235,000 and 1,000,000 places, against folium's FastMarkerCluster of the same.

The places are the settlements of the world gazetteer where they truly lie; for a million each
comes again and again, a little beside itself. Both pages are in the same engine, in a window of
the same size, from the same scheme. Time to ready is from the page's request until the places are
on the screen, and for Dateline includes sorting them; memory is what the page's process has at
the end over that of an empty page. Then Dateline's map is dragged to and fro, and the time between
its frames is taken. Last, a filter leaves a tenth of the places and is taken off again.

FastMarkerCluster takes a minute or more and, with a million, some gigabytes: `--no-peer` leaves it
out and compares with what it took on the machine on which it was measured, `--count` chooses
numbers of places. It needs leaflet.markercluster, which npm fetches once, where there is npm.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.map_page import FRAME_MS, SIZE, Bench, shown, told
from viewer.atlas.crowd import Crowd
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers.importing import cache_folder
from viewer.gazetteer.world.world import World
from viewer.library.spots import SHAPES, Spots
from viewer.model import Place, Shape

PEER = ("leaflet.markercluster", "1.1.0")
"""What folium's FastMarkerCluster loads."""


@dataclass(frozen=True)
class Figures:
    """What is asked of the map for a number of places."""

    faster: int
    """At least so many times as fast as FastMarkerCluster ..."""
    peer_s: float
    """... which took so long where it was measured, if it is not measured again."""
    memory_mb: float


WANTED = {235_000: Figures(20, 18.7, 300), 1_000_000: Figures(30, 73.0, 300)}
TENTH_MS = 100.0


class Settlements:
    """The places of the world gazetteer that are points, again and again until there are enough."""

    def __init__(self, count: int) -> None:
        self._world = World.open()
        lat, lon, self._rows, people = _towns(self._world)
        rng = np.random.default_rng(count)
        town = np.arange(count) % len(lat)
        again = np.arange(count) >= len(lat)
        beside = rng.normal(0, 0.15, (2, count)) * again
        self.lat = np.clip(lat[town] + beside[0], -85, 85)
        self.lon = (lon[town] + beside[1] + 180) % 360 - 180
        said = people[town] ** 0.85 / 400 * rng.lognormal(0, 0.9, count)
        said += rng.exponential(0.8, count)
        self._passages = np.clip(said, 1, 20_000).astype(np.int32)
        self._town = town

    def spots(self, shown: NDArray[np.bool_] | None = None) -> Spots:
        """All of them, or some, most passages first."""
        number = np.arange(len(self.lat), dtype=np.int32)
        number = number if shown is None else number[shown]
        number = number[np.argsort(-self._passages[number], kind="stable")]
        counts = self._passages[number]
        points = np.full(len(number), SHAPES.index(Shape.POINT), np.uint8)
        sure = np.zeros(len(number), bool)
        lat, lon = self.lat[number], self.lon[number]
        return Spots(number, lat, lon, points, counts, counts, counts, sure)

    def places_of(self, numbers: Sequence[int]) -> list[Place]:
        """As a library gives them."""
        return [self._place(number) for number in numbers]

    def number_of(self, place_id: str) -> int | None:
        """As a library gives it."""
        return int(place_id) if place_id.isdecimal() else None

    def mentions_by_country(self) -> dict[str, int]:
        """None: only pins are measured."""
        return {}

    def _place(self, number: int) -> Place:
        known = self._world.place_at(int(self._rows[self._town[number]]))
        lat, lon = float(self.lat[number]), float(self.lon[number])
        return Place(str(number), known.title, known.kind, Shape.POINT, lat, lon)


def _towns(world: World) -> tuple[Any, Any, Any, Any]:
    """Latitude, longitude, row and population of the gazetteer's settlements."""
    lat, lon = (np.asarray(world._sections[name]) / 1e6 for name in ("lat", "lon"))
    people = np.asarray(world._sections["people"])
    rows = np.flatnonzero(people > 0)
    return lat[rows], lon[rows], rows, people[rows]


def memory_mb(pid: int) -> float:
    """What a process has of its own, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"RssAnon:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def empty_mb(bench: Bench) -> float:
    """The memory of a page with a map and no places."""
    from viewer.desktop.mapview import MapView

    drawn: list[int] = []
    view = MapView(bench.engine)
    view.resize(*SIZE)
    view.drawn.connect(drawn.append)
    view.show_scene({"articles": 0, "places": []})
    view.show()
    bench.wait(lambda: bool(drawn))
    size = memory_mb(view.page.renderProcessPid())
    view.close()
    view.deleteLater()
    return size


@dataclass(frozen=True)
class Run:
    """What was measured of Dateline's map."""

    ready_s: float
    frames_ms: list[float]
    filter_ms: float
    memory_mb: float


def dateline(bench: Bench, places: Settlements, spots: Spots) -> Run:
    """Show places, drag the map, filter, and see what the page has grown to."""
    from viewer.desktop.mapview import MapView

    boundaries = BoundaryIndex.load()
    drawn: list[int] = []
    start = time.perf_counter()
    view = MapView(bench.engine)
    view.resize(*SIZE)
    view.drawn.connect(drawn.append)
    crowd = Crowd(spots, places, boundaries, articles=1)
    view.show_crowd(crowd)
    view.show()
    ready = bench.wait(lambda: drawn == [len(spots)]) - start
    view.page.runJavaScript("dateline.setView(48, 10, 5)")
    bench.ask(view.page, "dateline.atlas.places.sight.region.step === 5 ? 'yes' : ''")
    frames = bench.frames(view.page)
    filtered = _filtered(bench, view, crowd, places, boundaries)
    size = memory_mb(view.page.renderProcessPid())
    view.close()
    view.deleteLater()
    return Run(ready, frames, filtered, size)


def _filtered(
    bench: Bench, view: Any, crowd: Crowd, places: Settlements, boundaries: BoundaryIndex
) -> float:
    """The median time from the columns of another filter until they are drawn, in ms."""
    rng = np.random.default_rng(1)
    drawn: list[int] = []
    view.drawn.connect(drawn.append)
    taken = []
    for turn in range(9):
        some = places.spots(rng.random(len(places.lat)) < 0.1)
        start = time.perf_counter()
        view.show_crowd(Crowd(some, places, boundaries, articles=1, before=crowd))
        taken.append(bench.wait(partial(_more, drawn, turn)) - start)
    return 1000 * statistics.median(taken)


def _more(drawn: list[int], than: int) -> bool:
    return len(drawn) > than


def marker_cluster(folder: Path) -> Path | None:
    """leaflet.markercluster's script, fetched if it is not here; None where it cannot be."""
    name, version = PEER
    script = folder / "node_modules" / name / "dist" / f"{name}.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        fetch = [npm, "install", "--prefix", str(folder), "--ignore-scripts", f"{name}@{version}"]
        subprocess.run(fetch, check=False, stdout=subprocess.DEVNULL)
    return script if script.exists() else None


def peer(bench: Bench, spots: Spots, script: Path) -> tuple[float, list[float], float]:
    """Seconds until folium's page of the same places is ready, its frames, and its memory."""
    import shiboken6

    bench.engine.publish("markercluster.js", script.read_bytes(), "text/javascript")
    html, scripts = _peer_page(spots)
    view, page, ready = shown(bench, html, scripts)
    icons = "String(document.querySelectorAll('.leaflet-marker-icon').length || '')"
    assert bench.ask(page, icons)
    frames = bench.frames(page)
    size = memory_mb(page.renderProcessPid())
    # The engine ends its own pages, and this is none of them.
    shiboken6.delete(view)
    return ready, frames, size


def _peer_page(spots: Spots) -> tuple[str, list[str]]:
    """folium's page with a FastMarkerCluster, its links turned to our files."""
    import folium
    from folium.plugins import FastMarkerCluster

    page = folium.Map(location=[30, 15], zoom_start=2, tiles=None, maxZoom=18)
    page._id = "dateline"
    page.default_js = [("leaflet", "/web/vendor/leaflet/leaflet.js")]
    page.default_css = [("leaflet_css", "/web/vendor/leaflet/leaflet.css")]
    make: Any = FastMarkerCluster
    # Its own callback needs the icons of one more library; Leaflet's are as good.
    marker = "function (row) { return L.marker(new L.LatLng(row[0], row[1])); }"
    cluster = make(np.column_stack([spots.lat, spots.lon]).tolist(), callback=marker)
    cluster.default_js = [("markercluster", "/documents/markercluster.js")]
    cluster.default_css = []
    cluster.add_to(page)
    scripts: list[str] = []

    def externalise(match: re.Match[str]) -> str:
        scripts.append(match[1])
        return f'<script src="/documents/folium-{len(scripts) - 1}.js"></script>'

    html: str = page.get_root().render()
    return re.sub(r"<script>(.*?)</script>", externalise, html, flags=re.DOTALL), scripts


def measure(bench: Bench, count: int, script: Path | None) -> bool:
    """Measure and compare for a number of places; whether all is as it should be."""
    places = Settlements(count)
    spots = places.spots()
    empty = empty_mb(bench)
    runs = [dateline(bench, places, spots) for _ in range(5)]
    ready = statistics.median(run.ready_s for run in runs)
    frames = [ms for run in runs for ms in run.frames_ms]
    filtered = statistics.median(run.filter_ms for run in runs)
    grown = max(run.memory_mb for run in runs) - empty
    wanted = WANTED.get(count)
    print(f"{count:,} places")
    print(f"  Dateline  ready in {ready:6.2f} s (median of 5)  {told(frames)}")
    print(f"            a filter is drawn in {filtered:.0f} ms; {grown:.0f} MB over an empty page")
    if script is not None:
        peer_s, peer_frames, peer_mb = peer(bench, spots, script)
        print(
            f"  folium    ready in {peer_s:6.2f} s  {told(peer_frames)}; {peer_mb - empty:.0f} MB"
        )
    elif wanted is not None:
        peer_s = wanted.peer_s
        print(f"  folium    not measured; {peer_s:.1f} s where it was")
    else:
        return True
    print(f"  ratio     {peer_s / ready:6.0f} times")
    if wanted is None:
        return True
    smooth = statistics.median(frames) <= FRAME_MS and filtered <= TENTH_MS
    return peer_s / ready >= wanted.faster and grown <= wanted.memory_mb and smooth


def main() -> int:
    """Measure each number of places."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, action="append", help="so many places")
    parser.add_argument("--no-peer", action="store_true", help="without folium's page")
    chosen = parser.parse_args()
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = cache_folder() / "benchmarks"
    script = None if chosen.no_peer else marker_cluster(folder)
    if script is None and not chosen.no_peer:
        print("without npm folium's page cannot be had; it is left out")
    bench = Bench()
    # The first page of a process starts the engine.
    dateline(bench, small := Settlements(10_000), small.spots())
    well = [measure(bench, count, script) for count in chosen.count or WANTED]
    bench.engine.shutdown()
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
