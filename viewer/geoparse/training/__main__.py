"""`./run train`: trains the recogniser on all our texts and writes its file."""

from __future__ import annotations

import sys
import time

from viewer import resources
from viewer.gazetteer.readers.table import read_table
from viewer.gazetteer.sources import Sources
from viewer.gazetteer.world.world import World
from viewer.geoparse.recognise import linear
from viewer.geoparse.recognise.recogniser import SHIPPED
from viewer.geoparse.training.markup import read_texts
from viewer.geoparse.training.pool import Pool
from viewer.geoparse.training.train import examples, fit, vocabulary, with_copies


def main() -> None:
    """Train, telling how far it is."""
    start = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - start:6.1f} s  {what}", file=sys.stderr)

    texts = list(read_texts())
    say(f"{len(texts)} texts of {sum(len(text.text.split()) for text in texts)} words")
    world = World.open()
    gazetteer = Sources([read_table(resources.gazetteer()).places], world)
    pool = Pool(world.candidate(row) for row in range(len(world)))
    ordinary = vocabulary(texts)
    found = examples(with_copies(texts, pool), gazetteer, ordinary)
    say(f"{len(found)} examples")
    weights = fit(found)
    linear.write(SHIPPED, weights, ordinary)
    say(f"{SHIPPED.name}: {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
