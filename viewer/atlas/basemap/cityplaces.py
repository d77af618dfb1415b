"""Which of GeoNames' populated places are labelled as cities, and what the news calls them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from typing import Any

MANY_KM = 15.0
"""No part of a city is further from its middle than this."""
LARGE = 700_000
"""From how many people on a city is taken to have its districts listed as places."""
SHARE = 1 / 4
"""A place near a large city that has more of its people than this is a city itself."""

TRANSLITERATED = (
    "AE AF AM AZ BD BG BH BT BY CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB "
    "LK LY MA MK MM MN MV NP OM PK PS QA RU SA SD SY TH TJ TM TN UA UZ YE"
)
"""Countries whose names reach English from another script: it uses no accents for them."""

NAMES: dict[tuple[str, str], str] = {
    ("AE", "Al Ain City"): "Al Ain",
    ("BE", "Gent"): "Ghent",
    ("BY", "Homyel'"): "Gomel",
    ("BY", "Hrodna"): "Grodno",
    ("BY", "Mahilyow"): "Mogilev",
    ("CA", "Montréal"): "Montreal",
    ("CA", "Québec"): "Quebec City",
    ("CH", "Zürich"): "Zurich",
    ("DE", "Frankfurt am Main"): "Frankfurt",
    ("DE", "Halle (Saale)"): "Halle",
    ("DE", "Hannover"): "Hanover",
    ("DE", "Köln"): "Cologne",
    ("DK", "Århus"): "Aarhus",
    ("EG", "Qina"): "Qena",
    ("ES", "Donostia / San Sebastián"): "San Sebastián",
    ("ES", "Gasteiz / Vitoria"): "Vitoria-Gasteiz",
    ("ES", "Sevilla"): "Seville",
    ("ET", "Nazrēt"): "Adama",
    ("GR", "Irákleion"): "Heraklion",
    ("GR", "Pátra"): "Patras",
    ("IL", "Reẖovot"): "Rehovot",
    ("IL", "Rishon LeTsiyyon"): "Rishon LeZion",
    ("IQ", "Al Fallūjah"): "Fallujah",
    ("IQ", "Basrah"): "Basra",
    ("IQ", "Bayjī"): "Baiji",
    ("IQ", "Dihok"): "Duhok",
    ("IR", "Orūmīyeh"): "Urmia",
    ("MM", "Nay Pyi Taw"): "Naypyidaw",
    ("MN", "Ulan Bator"): "Ulaanbaatar",
    ("MV", "Male"): "Malé",
    ("MX", "Acapulco de Juárez"): "Acapulco",
    ("MX", "León de los Aldama"): "León",
    ("MX", "Santiago de Querétaro"): "Querétaro",
    ("MX", "Xalapa de Enríquez"): "Xalapa",
    ("PS", "Jabālyā"): "Jabalia",
    ("PS", "Khān Yūnis"): "Khan Younis",
    ("SA", "Al Hufūf"): "Hofuf",
    ("SA", "Madinah"): "Medina",
    ("SA", "Makkah"): "Mecca",
    ("SO", "Hargeysa"): "Hargeisa",
    ("SY", "Al Qāmishlī"): "Qamishli",
    ("SY", "Al Ḩasakah"): "Hasakah",
    ("SY", "Ar Raqqah"): "Raqqa",
    ("SY", "Ḩamāh"): "Hama",
    ("UA", "Kamyanske"): "Kamianske",
    ("UA", "Kryvyy Rih"): "Kryvyi Rih",
    ("UA", "Makiyivka"): "Makiivka",
    ("UA", "Vinnytsya"): "Vinnytsia",
    ("UA", "Zaporizhzhya"): "Zaporizhzhia",
    ("US", "New York City"): "New York",
    ("VU", "Port-Vila"): "Port Vila",
    ("YE", "Al Ḩudaydah"): "Hodeidah",
}
"""The English name where GeoNames has another."""

PARTS = frozenset(
    {
        ("IL", "West Jerusalem"),
        ("IQ", "Al Başrah al Qadīmah"),
        ("IQ", "Al Mawşil al Jadīdah"),
        ("LB", "Ra’s Bayrūt"),
        ("PS", "East Jerusalem"),
        ("UA", "Kryukiv"),
        ("UA", "Pravyi Bereh"),
        ("UA", "Saltivka"),
        ("UA", "Skhidni Kvartaly"),
        ("UA", "Tekstylnyk"),
    }
)
"""Parts of a city that GeoNames counts as cities."""

DISTRICT = ("raion", "rayon", "район", "district", "stadtbezirk", "bezirk", "arrondissement")
"""What the other names of a place say that is a part of a city."""


def english(code: str, name: str) -> str:
    """The name of a city as the English-language news writes it."""
    if (code, name) in NAMES:
        return NAMES[code, name]
    if code == "RU":
        name = name.replace("yye", "ye").replace("yy", "y").replace("iy ", "y ").replace("ë", "e")
    if code == "UA":
        for spelt, wanted in (("ayi", "ai"), ("iyi", "ii"), ("iya", "iia"), ("iye", "iie")):
            name = name.replace(spelt, wanted)
    if code in TRANSLITERATED:
        letters = unicodedata.normalize("NFKD", name.strip())
        marks = "’‘ʼ`ʻ" + ("'" if code in {"RU", "UA", "BY"} else "")
        name = "".join(c for c in letters if not unicodedata.combining(c) and c not in marks)
    return name


def is_city(town: Mapping[str, Any]) -> bool:
    """Not a part of a city, as far as its names tell."""
    name = town["name"]
    if (town["countrycode"], name) in NAMES:
        return True
    if (town["countrycode"], name) in PARTS or len(name) > 32:
        return False
    if any(mark in name for mark in "/()&0123456789"):
        return False
    own = name.casefold()
    others = (other.casefold() for other in town["alternatenames"])
    return not any(word in other and own[:4] in other for other in others for word in DISTRICT)


def reach_km(population: int) -> float:
    """How far from the middle of a city a place may still be its district."""
    return 0.0 if population < LARGE else min(MANY_KM, math.sqrt(population) / 130)
