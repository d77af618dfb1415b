"""Import: a dump in GeoNames' format with two million rows becomes a gazetteer of its own.

The dump is made up, with names, scripts, feature codes and lengths as GeoNames mixes them. It is
imported by a process of its own. Prints rows a second, the time, and the most memory that the
process held; fails above 500 MB. Then it is opened again, as the next start does.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

AT_MOST_MB = 500
_MADE_OF = """
b br ch d dr f g gr h k kh kr l m n p r s sh st t tr v y z
a a a e e i o o u ai ya ie
n r k ka ki ny sk vo abad pur ville ton grad ovo dorf berg
P.PPL P.PPL P.PPL P.PPL P.PPL P.PPLX P.PPLL P.PPLA3 A.ADM2 A.ADM3 A.ADM4 H.STM H.STM H.LK H.WLL \
H.SPNG T.MT T.MTS T.HLL T.ISL L.LCTY L.PRK L.RGN S.AIRP S.CH S.SCH S.FRM S.RSTN S.HTL V.FRST \
R.RD U.RFU
UA RU US CN IN FR DE BR NG KE ID MX PK IR TR ZA
"""
_ONSETS, _VOWELS, _ENDINGS, _FEATURES, _COUNTRIES = map(str.split, _MADE_OF.strip().split("\n"))
_CYRILLIC = str.maketrans("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы")


def lines(count: int, seed: int = 1) -> Iterator[str]:
    """So many lines as GeoNames' table has them."""
    dice = random.Random(seed)
    for number in range(1, count + 1):
        yield _line(dice, number)


def _line(dice: random.Random, number: int) -> str:
    name = _name(dice)
    others = [_name(dice) for _ in range(dice.choices((0, 1, 2, 6), (55, 20, 20, 5))[0])]
    if dice.random() < 0.25:
        others.append(name.lower().translate(_CYRILLIC).capitalize())
    feature_class, code = dice.choice(_FEATURES).split(".")
    country = dice.choice(_COUNTRIES)
    people = int(dice.paretovariate(0.8) * 100) if feature_class == "P" else 0
    cells = (
        *(str(number), name, name, ",".join(others)),
        *(f"{dice.uniform(-56, 72):.5f}", f"{dice.uniform(-180, 180):.5f}"),
        *(feature_class, code, country, "", f"{dice.randrange(1, 40):02}"),
        *(f"{dice.randrange(1, 400):03}", "", "", str(people % 30_000_000), "", "120"),
        *("Europe/Kiev", "2021-09-09"),
    )
    return "\t".join(cells) + "\n"


def _name(dice: random.Random) -> str:
    words = dice.choices((1, 2, 3), (65, 28, 7))[0]
    return " ".join(_word(dice) for _ in range(words))


def _word(dice: random.Random) -> str:
    parts = [dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(dice.randint(1, 3))]
    return ("".join(parts) + dice.choice(_ENDINGS)).capitalize()


def _import(dump: Path, cache: Path) -> int:
    """What the measured process does."""
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.gazetteers import open_gazetteers

    start = time.perf_counter()
    opened = open_gazetteers([dump], BoundaryIndex.load(), cache=cache)
    took = time.perf_counter() - start
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, opened.contents[0].rows)
    return 1 if opened.faults else 0


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--import", dest="dump", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.dump:
        return _import(given.dump, given.cache)
    with tempfile.TemporaryDirectory() as name:
        dump, cache = Path(name) / "made-up.txt", Path(name) / "cache"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(lines(given.rows))
        print(f"a dump of {given.rows:,} rows, {dump.stat().st_size >> 20:,} MB")
        command = [sys.executable, "-m", "benchmarks.gazetteer_import"]
        command += ["--import", str(dump), "--cache", str(cache)]
        first, again = (
            [float(part) for part in subprocess.check_output(command, text=True).split()]
            for _ in range(2)
        )
        size = sum(path.stat().st_size for path in cache.rglob("*.world"))
    seconds, peak_mb, rows = first
    print(
        f"imported in             {seconds:8.1f} s    ({given.rows / seconds:,.0f} rows a second)"
    )
    print(f"places kept             {rows:8,.0f}      ({size >> 20:,} MB on disk)")
    print(f"most memory             {peak_mb:8.0f} MB   (at most {AT_MOST_MB})")
    print(f"opened again in         {again[0] * 1000:8.1f} ms")
    return 0 if peak_mb <= AT_MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
