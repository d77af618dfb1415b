"""The page with 10,000 places, against folium's own Markers of the same places.

Both in the same engine, in a window of the same size, from the same scheme. Time to ready is
from the page's request until the places are on the screen; that folium's page must be built
first is measured too, and not counted. Then the map is dragged to and fro for three seconds,
and the time between its frames is taken. Fails under 50 times, or at less than 60 frames.
"""

from __future__ import annotations

import json
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage
    from PySide6.QtWebEngineWidgets import QWebEngineView


AT_LEAST = 50
# A display of 60 frames a second shows one each 16.7 ms; half a frame is left for its jitter.
FRAME_MS = 25.0
COUNT = 10_000
SIZE = (1200, 800)
DRAG = """
(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const times = [];
    const start = await frame();
    let then = start;
    while (then - start < 3000) {
        const way = Math.floor((then - start) / 500) % 2 ? -1 : 1;
        map_dateline._rawPanBy(L.point(14 * way, 5 * way));
        map_dateline.fire("move");
        const now = await frame();
        times.push(now - then);
        then = now;
    }
    window.benchmark = JSON.stringify(times);
})();
"""


def places() -> list[dict[str, Any]]:
    """Places as the world has them: in crowds."""
    rng = random.Random(10_000)
    crowds = [(rng.uniform(-35, 65), rng.uniform(-120, 150)) for _ in range(120)]
    found = []
    for i in range(COUNT):
        crowd_lat, crowd_lon = rng.choice(crowds)
        lat, lon = crowd_lat + rng.gauss(0, 5), (crowd_lon + rng.gauss(0, 7) + 180) % 360 - 180
        place = {"id": f"p{i}", "title": f"Place {i}", "kind": "town", "shape": "point"}
        counts = {"count": rng.choice([1, 1, 1, 2, 3, 8]), "mentions": 1, "articles": 1}
        found.append({**place, **counts, "lat": lat, "lon": lon, "bounds": [lat, lon, lat, lon]})
    return found


class Bench:
    """An engine, a window, and an event loop to wait in."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from viewer.desktop import engine

        engine.prepare()
        self.application = QApplication(sys.argv[:1])
        self.engine = engine.Engine(None)

    def wait(self, done: Callable[[], bool]) -> float:
        """Run the loop until something is so; gives the time that it became so."""
        while not done():
            self.application.processEvents()
        return time.perf_counter()

    def ask(self, page: Any, expression: str) -> Any:
        """The value of an expression in a page, once it has one."""
        answers: list[Any] = []

        def answered() -> bool:
            if not answers or not answers[-1]:
                pending = len(answers)
                page.runJavaScript(expression, 0, answers.append)
                self.wait(lambda: len(answers) > pending)
            return bool(answers[-1])

        self.wait(answered)
        return answers[-1]

    def frames(self, page: Any) -> list[float]:
        """The times between frames while the map is dragged, in ms."""
        page.runJavaScript(DRAG)
        return [float(value) for value in json.loads(self.ask(page, "window.benchmark || ''"))]


def dateline(bench: Bench, found: list[dict[str, Any]]) -> tuple[float, list[float]]:
    """Seconds until Dateline's map is ready, and its frames."""
    from viewer.desktop.mapview import MapView

    counts: list[int] = []
    start = time.perf_counter()
    view = MapView(bench.engine)
    view.resize(*SIZE)
    view.drawn.connect(counts.append)
    view.show_scene({"articles": 1, "places": found})
    view.show()
    ready = bench.wait(lambda: counts == [COUNT]) - start
    frames = bench.frames(view.page)
    view.close()
    return ready, frames


def folium_page(found: list[dict[str, Any]]) -> tuple[str, list[str]]:
    """folium's page of the places, with Leaflet from our files, and its scripts."""
    import folium

    class Offline(folium.Map):  # type: ignore[misc]
        """folium's map without what it loads from outside: Markers need Leaflet alone."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.default_js = [("leaflet", "/web/vendor/leaflet/leaflet.js")]
            self.default_css = [("leaflet_css", "/web/vendor/leaflet/leaflet.css")]

    page = Offline(location=[30, 15], zoom_start=2, tiles=None, maxZoom=18)
    page._id = "dateline"
    for place in found:
        folium.Marker([place["lat"], place["lon"]]).add_to(page)
    scripts: list[str] = []

    def externalise(match: re.Match[str]) -> str:
        scripts.append(match[1])
        return f'<script src="/documents/folium-{len(scripts) - 1}.js"></script>'

    html: str = page.get_root().render()
    return re.sub(r"<script>(.*?)</script>", externalise, html, flags=re.DOTALL), scripts


def shown(
    bench: Bench, html: str, scripts: list[str]
) -> tuple[QWebEngineView, QWebEnginePage, float]:
    """A page of folium's in the same engine, and the seconds until it is on the screen."""
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineCore import QWebEnginePage
    from PySide6.QtWebEngineWidgets import QWebEngineView

    bench.engine.publish("folium.html", html.encode(), "text/html")
    for i, script in enumerate(scripts):
        bench.engine.publish(f"folium-{i}.js", script.encode(), "text/javascript")
    start = time.perf_counter()
    view = QWebEngineView()
    view.resize(*SIZE)
    page = QWebEnginePage(bench.engine.profile, view)
    view.setPage(page)
    page.load(QUrl("app://map/documents/folium.html"))
    view.show()
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    bench.wait(lambda: bool(loaded))
    page.runJavaScript("requestAnimationFrame(() => setTimeout(() => { window.shown = 'yes'; }))")
    bench.ask(page, "window.shown || ''")
    ready = time.perf_counter() - start
    return view, page, ready


def folium(bench: Bench, found: list[dict[str, Any]]) -> tuple[float, float, list[float]]:
    """Seconds to build folium's page, seconds until it is ready, and its frames."""
    start = time.perf_counter()
    html, scripts = folium_page(found)
    built = time.perf_counter() - start
    view, page, ready = shown(bench, html, scripts)
    markers = "String(document.querySelectorAll('.leaflet-marker-icon').length)"
    assert bench.ask(page, markers) == str(COUNT)
    frames = bench.frames(page)
    view.close()
    return built, ready, frames


def told(frames: list[float]) -> str:
    """Frames in words."""
    middle, late = statistics.median(frames), statistics.quantiles(frames, n=20)[-1]
    return f"{1000 / middle:5.1f} frames a second; one in twenty took {late:.0f} ms or more"


def main() -> int:
    """Measure and compare."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bench, found = Bench(), places()
    dateline(bench, found)  # The first page of a process starts the engine.
    readies, dragged = zip(*(dateline(bench, found) for _ in range(5)), strict=True)
    ready, frames = statistics.median(readies), [ms for run in dragged for ms in run]
    built, folium_ready, folium_frames = folium(bench, found)
    ratio, middle = folium_ready / ready, statistics.median(frames)
    print(f"Dateline   ready in {ready:6.2f} s (median of 5)     {told(frames)}")
    print(
        f"folium     ready in {folium_ready:6.2f} s, built in {built:4.1f} s  {told(folium_frames)}"
    )
    print(f"ratio      {ratio:5.0f} times  (at least {AT_LEAST})")
    bench.engine.shutdown()
    return 0 if ratio >= AT_LEAST and middle <= FRAME_MS else 1


if __name__ == "__main__":
    sys.exit(main())
