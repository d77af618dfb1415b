"""Words by the country whose writers use them: a sheriff is American, a councillor is not.

They speak of where a text was written, faintly but for many at once; a place that nothing else
tells from its namesakes abroad ("the Athens Police Department") is told by them.
"""

from __future__ import annotations

from collections.abc import Sequence

_LISTED = """\
US sheriff|sheriffs|selectman|selectmen|alderman|aldermen|police department|fire department
US school district|elementary school|middle school|junior high|high schools|school board
US county commissioners|county commissioner|state trooper|state troopers|state police
US highway patrol|grand jury|district attorney|sophomore|sophomores|freshmen|congressman
US congresswoman|interstate|city council|city hall|state legislature|statehouse|baptist|pta
US police chief|fire chief|city manager|homecoming|varsity|valedictorian|medicaid|medicare
US circuit court|superior court|county jail|home run|touchdown|quarterback|semester|ymca
US math|downtown|neighborhood|neighborhoods|program|programs|center|defense|labor|color|harbor
US favorite|honor|honored|traveled|canceled|theater|organize|organized|organization|percent
US realize|realized|recognize|recognized|license|offense|gray|favor|behavior|rumors|parking lot
GB councillor|councillors|constabulary|borough council|county council|district council|nhs
GB parish council|city centre|town centre|secondary school|primary school|council tax|motorway
GB crown court|magistrates|mp|mps|pensioner|pensioners|roundabout|lorry|pub|pubs|fortnight
GB detective constable|colour|centre|centres|neighbour|neighbours|programme|favourite|honour
GB organise|organised|organisation|realise|realised|recognise|recognised|labour|defence|theatre
GB licence|travelled|cancelled|behaviour|rumours|grey|metres|kilometres|car park|tory|headteacher
IE garda|gardai|taoiseach|tanaiste|dail|oireachtas
CA councillor|councillors|opp|rcmp|ontario provincial police|mpp|centre|centres|colour|neighbour
CA labour|defence|kilometres|metres|theatre|honour|premier|riding|hydro
AU councillor|councillors|premier|centre|centres|colour|labour|defence|kilometres|metres|organised
NZ councillor|councillors|iwi|maori|pakeha|centre|kilometres
IN lakh|lakhs|crore|crores|rupees|panchayat|lok sabha|rajya sabha|bjp|tehsil|taluk|gram
PK lakh|crore|rupees|tehsil|taluka
BD lakh|crore|taka|upazila|thana
NG naira|local government area|inec|efcc
KE matatu|shillings|mca|wananchi
ZA rand|bakkie|anc|saps|load shedding
PH barangay|pesos|purok
MY ringgit|datuk|tan sri
ID rupiah|regent
JM parish
"""


def _by_phrase() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _LISTED.splitlines():
        for phrase in line[3:].split("|"):
            found[phrase] = (*found.get(phrase, ()), line[:2])
    return found


IDIOMS = _by_phrase()
"""Folded words to the countries where they are at home."""
_FIRST = {phrase.partition(" ")[0] for phrase in IDIOMS}
_LONGEST = 3


def _phrases(keys: Sequence[str]) -> list[str]:
    """The idioms of a text, each once, in alphabetical order."""
    found = _FIRST.intersection(keys)
    phrases: set[str] = set()
    if found:
        for number, key in enumerate(keys):
            if key in found:
                for length in range(1, _LONGEST + 1):
                    phrases.add(" ".join(keys[number : number + length]))
    return sorted(phrases & IDIOMS.keys())


def voices(keys: Sequence[str]) -> dict[str, float]:
    """How many idioms of each country a text has; one that several share counts in part."""
    votes: dict[str, float] = {}
    for phrase in _phrases(keys):
        countries = IDIOMS[phrase]
        for country in countries:
            votes[country] = votes.get(country, 0.0) + 1.0 / len(countries)
    return votes


def heard(keys: Sequence[str], country: str) -> list[str]:
    """The idioms of a text that are a country's, the most telling first."""
    found = [phrase for phrase in _phrases(keys) if country in IDIOMS[phrase]]
    return sorted(found, key=lambda phrase: len(IDIOMS[phrase]))
