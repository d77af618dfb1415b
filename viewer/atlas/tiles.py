"""Online tiles that a person may choose: from xyzservices, those that need no account."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

_CHOICES = (
    ("OpenStreetMap", "OpenStreetMap.Mapnik"),
    ("OpenTopoMap", "OpenTopoMap"),
    ("CARTO Positron", "CartoDB.Positron"),
    ("CARTO Dark Matter", "CartoDB.DarkMatter"),
    ("CARTO Voyager", "CartoDB.Voyager"),
    ("Esri satellite images", "Esri.WorldImagery"),
)


@dataclass(frozen=True, slots=True)
class TileSource:
    """A server of map tiles. `url` has {z}, {x} and {y}, and nothing else in braces."""

    name: str
    url: str
    attribution: str
    min_zoom: int = 0
    max_zoom: int = 19

    @property
    def host(self) -> str:
        """The host that is asked for tiles, as the person is told it."""
        return urlsplit(self.url).hostname or ""

    def tile_url(self, z: int, x: int, y: int) -> str:
        """Where one tile is."""
        return self.url.format(z=z, x=x, y=y)


def choices() -> tuple[TileSource, ...]:
    """The tiles on offer. Makes no request: xyzservices is a list."""
    # xyzservices is imported here because it reads a large file, and few launches need it.
    import xyzservices.providers as providers

    flat = providers.flatten()
    return tuple(_source(name, flat[key]) for name, key in _CHOICES if key in flat)


def _source(name: str, provider: dict[str, object]) -> TileSource:
    host = str(provider["url"])
    for field, value in provider.items():
        if field not in ("x", "y", "z", "url"):
            host = host.replace("{" + field + "}", str(value))
    # {s} spreads the load over mirrors, which HTTP/2 has made needless; {r} asks for retina.
    subdomains = str(provider.get("subdomains", "abc"))
    url = host.replace("{s}", subdomains[0]).replace("{r}", "")
    return TileSource(
        name=name,
        url=url,
        attribution=str(provider.get("attribution", name)),
        min_zoom=_whole(provider.get("min_zoom"), 0),
        max_zoom=_whole(provider.get("max_zoom"), 19),
    )


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) else default
