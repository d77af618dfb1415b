"""What regions are called besides their names: oblasts, states, governorates, counties.

GeoNames names some regions with their kind ("Zhytomyr Oblast") and some without ("Kherson").
Here a name is taken apart, and the forms that the news uses are made: "Kherson Oblast",
"Kherson region", "Kherson province".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEFORE = re.compile(
    r"(?:the )?(?:(?:city and |royal |metropolitan |london )?(?:borough|city|district|county"
    r"|province|prefecture|state|republic|region|commune|ward|emirate|municipality|governorate|department"
    r"|isle) of (?:the )?"
    r"|(?:provincia|distrito|municipio|departamento|municipi|prov[ií]ncia|concelho) d(?:e|el|i|o|a)"
    r"(?: la| los| las)? |provincia |provincie |distrito "
    r"|province (?:de |du |des |d[’'] ?)(?:la |l[’'])?"
    r"|(?:d[eé]partement|arrondissement|pr[eé]fecture|commune|cercle) (?:de |du |des |d[’'] ?)"
    r"(?:la |l[’'])?"
    r"|regierungsbezirk |politischer bezirk |landkreis |bezirk |kreis |okres |caza de (?:la )?"
    r"|nom[oó]s |op[sš]tina |bashkia |muḩāfaz̧at |muhafazat |markaz |liwā[’'] |horad |grad "
    r"|comuna |amphoe |khet |op[cć]ina |departamento (?:de )?|county |region |regional |district "
    r"|komuna e |powiat |gmina |nafat |nefat |mukim |kabupaten |kota |huyện |thị xã |thành phố "
    r"|quận )",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" (?:(?:district|metropolitan|local|autonomous|city and|consolidated|unified)? ?"
    r"(?:county|parish|borough|census area|municipality|municipio|planning region|province|oblast"
    r"|oblast[’']|governorate|region|regional state|district|state|republic|kray|krai|raion|rayon"
    r"|department|prefecture|division|cercle|constituency|voivodeship|kommune|kommun|canton"
    r"|kanton|op[sš]tina|vald|regency|subregion|sub-county|sector|municipal district|okrug"
    r"|government area|capital territory|regional council|commune|territory|shi|diqu"
    r"|i̇lçesi|ilçesi|İlçesi))$",
    re.IGNORECASE,
)

_FIRST = """
always UA|RU Oblast,region,province
always KE County
always NG State
always RO|HR|HU|LT County
name AF|AO|AR|BF|BI|CR|DO|FI|GQ|ID|IR|KG|KH|KP|LA|MZ|PA|PG|PK Province,region
name SB|TM|TR|VN|ZA|ZM|ZW|CN|MG|CA|CD|KM|GA|VU|FJ Province,region
name NL|BE|IE|KR|CU|MN|DZ|AZ|TH|BG|CD|RW|SA|LK|NP|EC|TJ Province,region
name IQ|SY|YE|EG|JO|LB|OM|TN|KW|BH|PS Governorate,province,region
name MX|BR|VE|IN|MY|DE|AT|SD|SS|AU|FM|PW State
name BO|CO|PY|UY|HN|GT|SV|NI|HT|BJ|CG|LR Department,province
name PE|CL|ET|GH|TZ|NA|SO|ML|NE|SN|TG|MA|IT|FR|GE|PH|GN|TD|ER|CM Region,province
name KZ|UZ|BY|KY Region,oblast,province
name JP|GR|AL Prefecture,region
name SE|NO|EE|LV|TW|AL County,region
name IL|PT|UG|MW|BD|SL|LS|BW|CZ|SK|GM|GW District,region
name MM State,region
name CH Canton
name PL Voivodeship,province,region
name AE Emirate
name LY District,region
name JM|BB|AG|DM|GD|LC|VC|KN Parish
name ES Region,province
"""

_SECOND = """
US|IE|SS|TW County
LR|HU|KE District
SE|NO Municipality
EE Parish,municipality
CA County,region,district
UA|RU|BY|KZ|UZ|KG|TJ|TM|AZ|GE|MD Raion,district
GB|IN|PK|BD|NP|LK|AF|IQ|SY|YE|LY|SD|SO|UG|TZ|GH|RW|ZM|ZW|MW|MZ|SL|MM|TR|TH|MY|VN|JO|LB|EG District
PS|IL|ER|BW|NA|ZA|AU|NZ|CZ|SK|AT|CH|DE|BT|MN|LA|KH|AO|GM|GW|MG|CG|DJ|LS|AM|TL|SB|PG|FJ District
NG Local Government Area,LGA
PH|IT|ES|BE|CL|PE|BO|MA|BF|DZ|CU|NL Province
FR|SN|NE|GA|HN|TD|CM Department
IR County,district
ET Zone
ML Cercle
ID Regency,district
GN|TG|CN|GR|CF Prefecture
BA|RS|XK|MK|AL Municipality
HT Arrondissement
"""


def _first() -> dict[str, tuple[bool, tuple[str, ...]]]:
    table: dict[str, tuple[bool, tuple[str, ...]]] = {}
    for line in _FIRST.split("\n"):
        if line:
            how, codes, words = line.split(" ", 2)
            for code in codes.split("|"):
                table.setdefault(code, (how == "always", tuple(words.split(","))))
    return table


def _second() -> dict[str, tuple[str, ...]]:
    lines = (line.split(" ", 1) for line in _SECOND.split("\n") if line)
    return {code: tuple(words.split(",")) for codes, words in lines for code in codes.split("|")}


FIRST = _first()
"""Countries: whether the title always has the word, and the words of first-order regions."""
SECOND = _second()
"""The words of second-order regions by country; elsewhere they are municipalities."""
_USUAL = (False, ("region",))

_BEFORE_NAMES = "State Province Region Department Governorate Prefecture Canton Emirate District"
_OF = frozenset(f"{_BEFORE_NAMES} Regency".split())
"""The words that stand before a name as well: "the province of Batangas"."""
_OWN = {"ID": "Kabupaten", "ES": "Provincia de", "IT": "Provincia di"}
"""What the country's own language puts before the names of second-order regions."""
_DIRECTIONS = {
    **dict.fromkeys(("purba", "purbi", "purvi"), "East"),
    **dict.fromkeys(("paschim", "pashchim", "pashchimi", "paschimi"), "West"),
    **dict.fromkeys(("uttar", "uttara"), "North"),
    **dict.fromkeys(("dakshin", "dakshina"), "South"),
}

_FEDERAL = "US CA AU IN MX BR DE AT GB ES IT FR JP CN AR VE CH BE NL PK"
FEDERAL = frozenset(_FEDERAL.split())
"""Where the bare name of a region means it as readily as the town of the same name."""


_NO_NAMES = """
northern|southern|eastern|western|central|north|south|east|west|northeast|northwest|southeast
southwest|north-east|north-west|south-east|south-west|north-eastern|north-western|south-eastern
south-western|nord|sud|est|ouest|centre|norte|sur|este|oeste|upper|lower|middle|capital|federal
metropolitan|sea|coast|coastal|highlands|lakes|islands|unity|bay|bari|island|river|border|national
urban|rural|new|old|islas|city|northern borders|red sea|blue nile|white nile|upper nile|river nile
"""
_GENERIC = frozenset(name for line in _NO_NAMES.split("\n") for name in line.split("|") if name)
"""What is no name without the word for its kind: "Eastern" of "Eastern Province"."""


def base_of(name: str) -> str:
    """A region's name without its kind: "Kherson" of "Kherson Oblast"."""
    short = _AFTER.sub("", _BEFORE.sub("", name.strip())).strip()
    return name.strip() if len(short) < 2 or is_generic(short) else short


def first_title(name: str, country: str, *, shared: bool) -> str:
    """What to call a first-order region; `shared`: a town of the region has its bare name."""
    base = base_of(name)
    always, words = FIRST.get(country, _USUAL)
    kind = words[0].capitalize()
    if _bears_kind(name, base):
        return name if always or shared else base
    if is_generic(base) and not _AFTER.search(name):
        return f"{base} {kind}"
    return f"{base} {kind}" if always or (shared and country not in FEDERAL) else base


def first_forms(base: str, country: str) -> Iterator[str]:
    """A first-order region's name with the words for its kind: "Kherson region"."""
    if country in {"US", "GB"} or _AFTER.search(base) or is_generic(base):
        return
    _, words = FIRST.get(country, _USUAL)
    for word in words:
        yield f"{base} {word}"
    if words[0] in _OF:
        yield f"{words[0]} of {base}"


def second_forms(base: str, country: str) -> Iterator[str]:
    """A second-order region's name with the words for its kind: "Guma District"."""
    words = SECOND.get(country, ())
    for word in words:
        yield f"{base} {word.capitalize() if word.islower() else word}"
    if words and words[0] in _OF:
        yield f"{words[0]} of {base}"
    if country in _OWN:
        yield f"{_OWN[country]} {base}"


def in_english(name: str) -> str:
    """A name with its Hindi or Bengali direction in English: "West Champaran"."""
    first, _, rest = name.partition(" ")
    direction = _DIRECTIONS.get(first.casefold().replace("ū", "u").replace("ā", "a"))
    return f"{direction} {rest}" if direction and rest else name


def is_generic(name: str) -> bool:
    """Whether a name names nothing without the word for its kind: "Eastern"."""
    return name.casefold() in _GENERIC


def _bears_kind(name: str, base: str) -> bool:
    return name != base and bool(_AFTER.search(name) or _BEFORE.match(name))
