"""Where the gazetteer and the sample articles lie, in a checkout and when installed."""

from __future__ import annotations

from pathlib import Path

_CHECKOUT = Path(__file__).parents[1]
_SHARE = Path(__file__).parent / "share"


def _resource(name: str) -> Path:
    """The installed copy, or in a checkout the file at its top level."""
    installed = _SHARE / name
    return installed if installed.exists() else _CHECKOUT / name


def gazetteer() -> Path:
    """The table of the places that we vouch for."""
    return _resource("gazetteer.csv")


def world() -> Path:
    """The world gazetteer, which is compiled when Dateline is installed or built."""
    return Path(__file__).parent / "gazetteer" / "world" / "compiled" / "world.bin"


def gazetteers() -> tuple[Path, ...]:
    """Where places are looked up unless a person says otherwise, the first before the next."""
    return gazetteer(), world()


def seeds() -> Path:
    """The folder of sample articles that Dateline opens when it is given nothing."""
    return _resource("seeds")
