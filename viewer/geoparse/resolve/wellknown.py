"""Names that are places beyond doubt, whether or not a gazetteer has a row for them.

They have no coordinates here: a mention of one that the gazetteer lacks is shown as not
placed instead of being passed over.
"""

from __future__ import annotations

from viewer.gazetteer.countries import COUNTRIES
from viewer.geoparse.recognise.lexicon import word_set

_WORDS_TOO = frozenset(
    {"Georgia", "Jordan", "Chad", "Jersey", "Guinea", "Holland", "Turkey", "Guernsey", "UAE"}
)
"""Countries whose names are people's, or words: they need a cue of their own."""

COUNTRIES_AND_WORDS = frozenset(name.lower() for name in _WORDS_TOO)
"""The same, folded."""

STATES = frozenset(
    """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|
    Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|
    Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|
    New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|
    Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|
    West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|Manitoba|
    Saskatchewan|Nova Scotia|New Brunswick|Newfoundland""".replace("\n    ", "").split("|")
)
"""States and provinces that are written after a town: "Moscow, Idaho"."""

STATE_SHORT = word_set(
    """Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont
    Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA
    KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA
    WA WV WI WY N.J N.Y N.C N.D N.H N.M R.I S.C S.D W.Va D.C Ont
    Alta Sask Que Nfld N.S B.C N.B P.E.I"""
)

UNSURE_STATES = frozenset({"Georgia", "Washington", "New York", "Mississippi", "Quebec"})
"""States that are also what stands beside a city in a list of its like."""

_LARGE = (
    "Africa", "Asia", "Europe", "Antarctica", "North America", "South America", "Central America",
    "Latin America", "Middle East", "Southeast Asia", "Central Asia", "Northern Ireland",
    "Scotland", "Wales", "Crimea", "Siberia", "Gaza Strip", "West Bank", "European Russia",
)  # fmt: skip


def known_names() -> tuple[str, ...]:
    """The names of countries, states and continents that mean nothing else."""
    countries = [name for names in COUNTRIES.values() for name in names if name not in _WORDS_TOO]
    states = sorted(STATES - UNSURE_STATES - {"Virginia", "Maine", "Montana", "Florida"})
    return (*countries, *states, "Florida", "Montana", *_LARGE)
