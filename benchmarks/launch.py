"""Launch: Dateline with its pins drawn, against an empty QWebEngineView in a window.

Both are whole processes, from start to end, run in turn on the same machine: Dateline with
`--quit-when-ready` on its sample articles, and a window with nothing but a web view that ends
once its empty page is loaded. Prints both medians and their ratio; fails above 1.8.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

AT_MOST = 1.8
DATELINE = [sys.executable, "-m", "viewer", "--quit-when-ready"]
EMPTY = [
    sys.executable,
    "-c",
    """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv[:1])
window = QMainWindow()
view = QWebEngineView()
window.setCentralWidget(view)
window.resize(1440, 900)
view.loadFinished.connect(lambda _done: application.quit())
view.load(QUrl("about:blank"))
window.show()
sys.exit(application.exec())
""",
]


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """How long a command runs; it must end with 0."""
    start = time.perf_counter()
    subprocess.run(
        command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def main() -> int:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="how often each is run")
    runs = parser.parse_args().runs
    environment = dict(os.environ)
    if sys.platform.startswith("linux") and not environment.get("DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    for command in (DATELINE, EMPTY):  # the first run of each warms the caches
        seconds(command, environment)
    pairs = [(seconds(DATELINE, environment), seconds(EMPTY, environment)) for _ in range(runs)]
    dateline = statistics.median(pair[0] for pair in pairs)
    empty = statistics.median(pair[1] for pair in pairs)
    print(f"Dateline, pins drawn    {dateline:6.2f} s  (median of {runs})")
    print(f"an empty web view       {empty:6.2f} s  (median of {runs})")
    print(f"ratio                   {dateline / empty:6.2f}    (at most {AT_MOST})")
    return 0 if dateline / empty <= AT_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
