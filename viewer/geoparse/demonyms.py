"""Adjectives of places and what their people are called: "Russian", "Texans", "New Yorker".

They are mentions of their own role: "Russian troops" names Russia, though no place where the
troops are. An adjective may belong to several places: the Congolese live in two countries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.words import fold, spans
from viewer.geoparse.lexicon import word_set

# ISO 3166-1 alpha-2 and the adjectives; "_" stands for a blank. The likelier country of an
# adjective comes first in the order below, where it belongs to several.
_COUNTRIES = """\
AD andorran
AE emirati
AF afghan afghani
AG antiguan
AL albanian
AM armenian
AO angolan
AR argentine argentinian argentinean
AT austrian
AU australian aussie
AZ azerbaijani azeri
BA bosnian
BB barbadian bajan
BD bangladeshi
BE belgian
BF burkinabe burkinabè burkinan
BG bulgarian
BH bahraini
BI burundian
BJ beninese
BM bermudian bermudan
BN bruneian
BO bolivian
BR brazilian
BS bahamian
BT bhutanese
BW botswanan motswana batswana
BY belarusian belarussian belorussian byelorussian
BZ belizean
CA canadian
CD congolese
CF central_african
CG congolese
CH swiss
CI ivorian ivoirian
CL chilean
CM cameroonian
CN chinese
CO colombian
CR costa_rican
CU cuban
CV verdean cape_verdean
CY cypriot
CZ czech
DE german west_german east_german
DJ djiboutian
DK danish dane
DM dominican
DO dominican
DZ algerian
EC ecuadorian
EE estonian
EG egyptian
EH sahrawi
ER eritrean
ES spanish spaniard
ET ethiopian
FI finnish finn
FJ fijian
FM micronesian
FR french frenchman frenchmen frenchwoman
GA gabonese
GB british briton brit
GD grenadian
GE georgian
GH ghanaian
GL greenlandic greenlander
GM gambian
GN guinean
GQ equatoguinean
GR greek
GT guatemalan
GW bissau-guinean
GY guyanese
HK hongkonger hong_konger
HN honduran
HR croatian croat
HT haitian
HU hungarian
ID indonesian
IE irish irishman irishmen irishwoman
IL israeli
IN indian
IQ iraqi
IR iranian
IS icelandic icelander
IT italian
JM jamaican
JO jordanian
JP japanese
KE kenyan
KG kyrgyz
KH cambodian
KM comorian comoran
KN kittitian
KP north_korean korean
KR korean south_korean
KW kuwaiti
KZ kazakh kazakhstani
LA laotian lao
LB lebanese
LC st_lucian saint_lucian
LI liechtensteiner
LK sri_lankan
LR liberian
LS basotho
LT lithuanian
LU luxembourger luxembourgish
LV latvian
LY libyan
MA moroccan
MC monegasque
MD moldovan moldavian
ME montenegrin
MG malagasy
MH marshallese
MK macedonian north_macedonian
ML malian
MM burmese
MN mongolian
MO macanese
MR mauritanian
MT maltese
MU mauritian
MV maldivian
MW malawian
MX mexican
MY malaysian
MZ mozambican
NA namibian
NE nigerien
NG nigerian
NI nicaraguan
NL dutch dutchman dutchmen
NO norwegian
NP nepali nepalese
NR nauruan
NZ new_zealander kiwi
OM omani
PA panamanian
PE peruvian
PF tahitian
PG papua_new_guinean
PH philippine filipino filipina filipinos filipinas
PK pakistani
PL polish pole
PR puerto_rican
PS palestinian
PT portuguese
PW palauan
PY paraguayan
QA qatari
RO romanian
RS serbian serb
RU russian
RW rwandan
SA saudi saudi_arabian
SB solomon_islander
SC seychellois
SD sudanese
SE swedish swede
SG singaporean
SI slovenian slovene
SK slovak slovakian
SL sierra_leonean
SM sammarinese
SN senegalese
SO somali somalian
SR surinamese
SS south_sudanese
SV salvadoran
SY syrian
SZ swazi
TD chadian
TG togolese
TH thai
TJ tajik
TL timorese east_timorese
TM turkmen
TN tunisian
TO tongan
TR turkish turk
TT trinidadian tobagonian
TV tuvaluan
TW taiwanese
TZ tanzanian
UA ukrainian
UG ugandan
US american yankee
UY uruguayan
UZ uzbek
VE venezuelan
VN vietnamese south_vietnamese north_vietnamese
VU vanuatuan
WS samoan
XK kosovan kosovar
YE yemeni
ZA south_african
ZM zambian
ZW zimbabwean
"""

# A place and its adjectives; the gazetteer's best known place of the name is meant.
_PLACES = """\
Africa: african
North Africa: north_african
West Africa: west_african
East Africa: east_african
Central Africa:
Southern Africa: southern_african
Asia: asian
South Asia: south_asian
Southeast Asia: southeast_asian south-east_asian
East Asia: east_asian
Central Asia: central_asian
Europe: european
Eastern Europe: eastern_european
Western Europe: western_european
Central Europe: central_european
Latin America: latin_american
South America: south_american
North America: north_american
Central America: central_american
Caribbean: west_indian caribbeans
Middle East: middle_eastern mideastern
Scandinavia: scandinavian
Antarctica: antarctican
Oceania: oceanian
England: english englishman englishmen englishwoman
Scotland: scottish scot scotsman scotsmen
Wales: welsh welshman welshmen
Northern Ireland: northern_irish ulsterman
Cornwall: cornish cornishman
Yorkshire: yorkshireman
Crimea: crimean
Chechnya: chechen
Dagestan: dagestani
Tatarstan: tatarstani
Siberia: siberian
Abkhazia: abkhaz abkhazian
Transnistria: transnistrian
Kurdistan:
Kashmir: kashmiri
Punjab: punjabi
Sindh: sindhi
Balochistan: baloch balochi
Gujarat: gujarati
Kerala: keralite
Goa: goan
Bihar: bihari
Assam: assamese
Tibet: tibetan
Xinjiang: xinjianger
Catalonia: catalan catalonian
Andalusia: andalusian
Galicia: galician
Basque Country: basque
Corsica: corsican
Brittany: breton
Sicily: sicilian
Sardinia: sardinian
Tuscany: tuscan
Bavaria: bavarian
Saxony: saxon
Prussia: prussian
Flanders: flemish
Wallonia: walloon
Quebec: quebecer quebecker québécois quebecois
Newfoundland: newfoundlander
Nova Scotia: nova_scotian
Ontario: ontarian
Manitoba: manitoban
Saskatchewan: saskatchewanian
Alberta: albertan
British Columbia: british_columbian
Tasmania: tasmanian
Queensland: queenslander
Bali: balinese
Java: javanese
Aceh: acehnese
Zanzibar: zanzibari
Darfur: darfuri
Tigray: tigrayan
Gaza: gazan
Alabama: alabamian alabaman
Alaska: alaskan
Arizona: arizonan
Arkansas: arkansan
California: californian
Southern California: southern_californian
Northern California: northern_californian
Colorado: coloradan
Florida: floridian
Hawaii: hawaiian
Idaho: idahoan
Illinois: illinoisan
Indiana: hoosier indianan
Iowa: iowan
Kansas: kansan
Kentucky: kentuckian
Louisiana: louisianan louisianian
Maine: mainer
Maryland: marylander
Michigan: michigander michiganian
Minnesota: minnesotan
Mississippi: mississippian
Missouri: missourian
Montana: montanan
Nebraska: nebraskan
Nevada: nevadan
New England: new_englander
New Hampshire: new_hampshirite
New Jersey: new_jerseyan
New Mexico: new_mexican
New York: new_yorker
North Carolina: north_carolinian
North Dakota: north_dakotan
Ohio: ohioan
Oklahoma: oklahoman
Oregon: oregonian
Pennsylvania: pennsylvanian
Rhode Island: rhode_islander
South Carolina: south_carolinian
South Dakota: south_dakotan
Tennessee: tennessean tennesseean
Texas: texan
Utah: utahn utahan
Vermont: vermonter
Virginia: virginian
West Virginia: west_virginian
Wisconsin: wisconsinite
Wyoming: wyomingite
London: londoner
Paris: parisian
Berlin: berliner
Vienna: viennese
Rome: roman
Milan: milanese
Naples: neapolitan
Venice: venetian
Florence: florentine
Madrid: madrileño madrilenian
Barcelona: barcelonan
Lisbon: lisboner
Athens: athenian
Moscow: muscovite
Warsaw: varsovian
Dublin: dubliner
Belfast:
Glasgow: glaswegian
Liverpool: liverpudlian
Manchester: mancunian
Newcastle: geordie
Birmingham: brummie
Cardiff: cardiffian
Bristol: bristolian
Chicago: chicagoan
Boston: bostonian
Philadelphia: philadelphian
Houston: houstonian
Los Angeles: angeleno
San Francisco: san_franciscan
San Diego: san_diegan
Seattle: seattleite
Atlanta: atlantan
New Orleans: new_orleanian
Brooklyn: brooklynite
Toronto: torontonian
Montreal: montrealer
Vancouver: vancouverite
Sydney: sydneysider
Melbourne: melburnian
Hong Kong: hongkonger hong_konger
Shanghai: shanghainese
Mumbai: mumbaikar
Delhi: delhiite
Lagos: lagosian
Nairobi: nairobian
Cairo: cairene
Jerusalem: jerusalemite
Beirut: beiruti
Baghdad: baghdadi
Kyiv: kyivan kievan
"""

PEOPLES = word_set(
    """arab arabic hebrew yiddish jewish muslim christian catholic orthodox western
    eastern northern southern soviet baltic balkan nordic kurdish tatar latin gaelic tamil hindi
    urdu persian farsi swahili mandarin cantonese bengali pashto dari"""
)
"""Adjectives of peoples, languages and faiths that belong to no one place."""

_MOST_WORDS = 3
_ENDS_PLURAL = ("s", "ese", "sh", "ch", "men", "man", "woman", "women")


class Demonym(NamedTuple):
    """An adjective, or a name of people, as it stands in a text."""

    words: int
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2, the likeliest first."""
    places: tuple[str, ...]
    """Titles of places that are no countries."""


def _listed() -> dict[tuple[str, ...], Demonym]:
    countries: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    places: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in _COUNTRIES.splitlines():
        code, _, words = line.partition(" ")
        for word in words.split():
            countries[_key(word)].append(code)
    for line in _PLACES.splitlines():
        title, _, words = line.partition(":")
        for word in words.split():
            places[_key(word)].append(title)
    found: dict[tuple[str, ...], Demonym] = {}
    for key in (*countries, *places):
        codes = tuple(sorted(countries.get(key, ()), key=_LIKELIER.get(key[-1], "").find))
        one = Demonym(len(key), codes, tuple(places.get(key, ())))
        found[key] = one
        if not key[-1].endswith(_ENDS_PLURAL):
            found.setdefault((*key[:-1], key[-1] + "s"), one)
    return found


def _key(written: str) -> tuple[str, ...]:
    text = written.replace("_", " ")
    return tuple(fold(text[start:end]) for start, end in spans(text))


_LIKELIER = {"congolese": "CD CG", "dominican": "DO DM", "korean": "KR KP"}
_DEMONYMS = _listed()
_FIRST_WORDS = frozenset(key[0] for key in _DEMONYMS)
_ADJECTIVES = frozenset(key[0] for key in _DEMONYMS if len(key) == 1) | PEOPLES

DEMONYMS: dict[str, str] = {
    key[0]: one.countries[0] for key, one in _DEMONYMS.items() if len(key) == 1 and one.countries
}
"""Folded adjective of one word to the code of the likeliest country."""


def is_adjective(word: str) -> bool:
    """Whether a folded word is an adjective or the people of it: "russian", "russians"."""
    return word in _ADJECTIVES


def demonym_at(keys: Sequence[str], word: int) -> Demonym | None:
    """The adjective of a place that begins at a word of folded words, the longest."""
    if keys[word] not in _FIRST_WORDS:
        return None
    for count in range(_MOST_WORDS, 0, -1):
        one = _DEMONYMS.get(tuple(keys[word : word + count]))
        if one is not None:
            return one
    return None


def candidates(gazetteer: Gazetteer, demonym: Demonym) -> tuple[Candidate, ...]:
    """The places that an adjective may belong to, the likeliest first."""
    found: dict[str, Candidate] = {}
    for code in demonym.countries:
        for one in _named(gazetteer, COUNTRIES[code][0]):
            if one.kind is Kind.COUNTRY and one.country == code:
                found.setdefault(one.id, one)
    for title in demonym.places:
        for one in _named(gazetteer, title)[:1]:
            found.setdefault(one.id, one)
    return tuple(found.values())


def _named(gazetteer: Gazetteer, title: str) -> Sequence[Candidate]:
    return gazetteer.named([fold(title[start:end]) for start, end in spans(title)])
