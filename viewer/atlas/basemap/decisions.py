"""What we decided where the source's map is not the internationally recognised one.

Natural Earth draws who holds the ground. Dateline draws recognised boundaries, with disputed
and de facto lines dashed. Each departure stands here with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

WORLD: Box = (-180, -90, 180, 90)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Polygons of one part, those that lie wholly in a box, that belong to another country."""

    part: str
    box: Box
    code: str
    reason: str


TRANSFERS = (
    Transfer(
        "Russia",
        (32.4, 44.3, 36.7, 46.3),
        "UA",
        "Crimea is Ukraine's: UN General Assembly resolution 68/262",
    ),
    Transfer("France", (-55, 2, -51, 6), "GF", "French Guiana has an ISO code of its own"),
    Transfer("France", (-61.3, 14.3, -60.7, 15.0), "MQ", "Martinique has an ISO code"),
    Transfer("France", (-62.0, 15.7, -60.9, 16.6), "GP", "Guadeloupe has an ISO code"),
    Transfer("France", (55.0, -21.5, 56.0, -20.8), "RE", "Réunion has an ISO code"),
    Transfer("France", (44.9, -13.1, 45.4, -12.5), "YT", "Mayotte has an ISO code"),
    Transfer("Norway", (9.0, 74.0, 35.0, 81.5), "SJ", "Svalbard has an ISO code"),
    Transfer("Norway", (-10.0, 70.5, -7.0, 71.5), "SJ", "Jan Mayen shares Svalbard's code"),
    Transfer("Norway", (3.0, -55.0, 4.0, -54.0), "BV", "Bouvet Island has an ISO code"),
    Transfer("Netherlands", (-69.0, 12.0, -68.0, 12.5), "BQ", "Bonaire has an ISO code"),
    Transfer("Netherlands", (-63.5, 17.3, -62.8, 17.8), "BQ", "Saba, Sint Eustatius: as Bonaire"),
    Transfer("New Zealand", (-173.0, -10.0, -171.0, -8.0), "TK", "Tokelau has an ISO code"),
    Transfer("Indian Ocean Ter.", (105.0, -11.0, 106.0, -10.0), "CX", "Christmas Island"),
    Transfer("Indian Ocean Ter.", (96.0, -13.0, 98.0, -11.0), "CC", "the Cocos Islands"),
)

WESTERN_SAHARA_NORTH = 27 + 40 / 60
"""The recognised boundary of Morocco and Western Sahara is the parallel 27 degrees 40 minutes;
the source gives Morocco all that lies west of the military berm."""

GOLAN = "Golan Heights"
GOLAN_INSIDE = (35.80, 33.05)
GOLAN_LINE = (
    (35.618, 33.272),
    (35.625, 33.255),
    (35.655, 33.250),
    (35.668, 33.235),
    (35.672, 33.200),
    (35.674, 33.165),
    (35.660, 33.140),
    (35.655, 33.110),
    (35.645, 33.080),
    (35.640, 33.050),
    (35.628, 33.020),
    (35.625, 32.960),
    (35.620, 32.930),
    (35.622, 32.895),
    (35.640, 32.888),
    (35.648, 32.870),
    (35.655, 32.840),
    (35.652, 32.810),
    (35.655, 32.785),
    (35.650, 32.755),
    (35.640, 32.720),
    (35.640, 32.705),
    (35.665, 32.695),
    (35.670, 32.700),
)
"""The boundary of 1923 (lon, lat), east of the upper Jordan and of Lake Tiberias, to about a
kilometre. The Golan is Syria's by UN Security Council resolution 497; the source has only the
line that Israel has held since 1967."""

WITHOUT_ID: dict[str, tuple[str | None, str]] = {
    "Kosovo": ("XK", "the user-assigned code that the EU and GeoNames use"),
    "Somaliland": ("SO", "recognised as part of Somalia"),
    "N. Cyprus": ("CY", "recognised as part of Cyprus"),
    "Cyprus U.N. Buffer Zone": ("CY", "recognised as part of Cyprus"),
    "Dhekelia": (None, "a British sovereign base area on Cyprus, without a code"),
    "Akrotiri": (None, "a British sovereign base area on Cyprus, without a code"),
    "USNB Guantanamo Bay": ("CU", "leased; sovereignty is Cuba's by the treaty of 1903"),
    "Baikonur": ("KZ", "leased to Russia; sovereignty is Kazakhstan's"),
    "Siachen Glacier": (None, "claimed by India and by Pakistan"),
    "Indian Ocean Ter.": ("AU", "what TRANSFERS leaves of Christmas and the Cocos Islands"),
    "Coral Sea Is.": ("AU", "an Australian territory without a code"),
    "Clipperton I.": ("FR", "French state property without a code"),
    "Spratly Is.": (None, "claimed by several states"),
    "Scarborough Reef": (None, "claimed by several states"),
    "Bajo Nuevo Bank": (None, "claimed by several states"),
    "Serranilla Bank": (None, "claimed by several states"),
}
"""The parts that have no ISO number in the source: name -> (code, reason)."""

WEST_OF_THE_BERM = "Western Sahara west of the berm"

DE_FACTO = frozenset(
    {"Somaliland", "N. Cyprus", "Cyprus U.N. Buffer Zone", WEST_OF_THE_BERM, GOLAN}
)
"""Parts that another power holds than the country they count to: the line inside that country
is drawn dashed. Crimea is not among them: the line at its isthmus is not drawn at all."""

CONTESTED = frozenset({"Siachen Glacier"})
"""Parts without a country whose whole outline is dashed."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The stretch of a border that lies in a box and is disputed or a de facto line."""

    pair: str
    reason: str
    box: Box = WORLD


DISPUTES = (
    Dispute("RS-XK", "Serbia does not recognise Kosovo"),
    Dispute("EH-MA", "the status of Western Sahara is not settled"),
    Dispute("IL-PS", "the armistice lines of 1949; the status is not settled"),
    Dispute("IL-SY", "the boundary of 1923; Israel has held the Golan since 1967"),
    Dispute(
        "IN-PK",
        "the Line of Control in Kashmir, from the Manawar Tawi to the Siachen",
        (72.0, 32.72, 78.0, 36.0),
    ),
    Dispute("CN-PK", "all of it lies in Kashmir, whose status is not settled"),
    Dispute("CN-IN", "the Line of Actual Control at Aksai Chin", (77.0, 32.3, 79.6, 36.0)),
    Dispute("CN-IN", "the McMahon Line, which China contests", (91.5, 26.5, 97.5, 30.0)),
    Dispute("SD-SS", "the final boundary, Abyei included, has not been determined"),
    Dispute("EG-SD", "the Hala'ib triangle and Bir Tawil", (33.1, 21.0, 37.5, 23.0)),
    Dispute("KE-SS", "the Ilemi triangle"),
    Dispute("KP-KR", "the military demarcation line of 1953"),
)

FOLDED = {
    "Vatican": (
        (12.4457, 41.9010),
        (12.4475, 41.9073),
        (12.4556, 41.9066),
        (12.4583, 41.9023),
        (12.4512, 41.9002),
        (12.4457, 41.9010),
    ),
}
"""Outlines (lon, lat) of what is so small that the source has rounded it to a line."""

NAMES = {
    "AX": "Åland",
    "BL": "Saint Barthélemy",
    "BQ": "Caribbean Netherlands",
    "CD": "DR Congo",
    "CG": "Congo",
    "CV": "Cape Verde",
    "CW": "Curaçao",
    "GM": "The Gambia",
    "BS": "The Bahamas",
    "NL": "Netherlands",
    "PN": "Pitcairn Islands",
    "PS": "Palestine",
    "RE": "Réunion",
    "ST": "São Tomé and Príncipe",
    "TF": "French Southern Lands",
    "TL": "Timor-Leste",
    "VA": "Vatican City",
}
"""English short names where GeoNames has one that the news does not use."""
