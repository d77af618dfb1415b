"""Adjectives of countries and peoples, with the country each belongs to.

They are no mentions of a place here: "Russian troops" names Russia in an adjective only. But
"the Polish border" names a border, and "in Russian" no place at all.
"""

from __future__ import annotations

from viewer.geoparse.lexicon import word_set

_LISTED = """\
AF afghan
AL albanian
DZ algerian
AO angolan
AR argentine argentinian
AM armenian
AU australian
AT austrian
AZ azerbaijani azeri
BH bahraini
BD bangladeshi
BY belarusian belarussian belorussian byelorussian
BE belgian
BJ beninese
BO bolivian
BA bosnian
BW botswanan
BR brazilian
GB british english scottish welsh
BN bruneian
BG bulgarian
BI burundian
KH cambodian
CM cameroonian
CA canadian
TD chadian
CL chilean
CN chinese
CO colombian
CD congolese
CR rican
HR croatian
CU cuban
CY cypriot
CZ czech
DK danish
DJ djiboutian
EC ecuadorian
EG egyptian
SV salvadoran
ER eritrean
EE estonian
ET ethiopian
FJ fijian
FI finnish
FR french
GA gabonese
GM gambian
GE georgian
DE german
GH ghanaian
GR greek
GT guatemalan
GN guinean
HT haitian
HN honduran
HU hungarian
IS icelandic
IN indian
ID indonesian
IR iranian
IQ iraqi
IE irish
IL israeli
IT italian
JM jamaican
JP japanese
JO jordanian
KZ kazakh kazakhstani
KE kenyan
KP korean
XK kosovan kosovar
KW kuwaiti
KG kyrgyz
LA laotian
LV latvian
LB lebanese
LR liberian
LY libyan
LT lithuanian
MG malagasy
MW malawian
MY malaysian
ML malian
MT maltese
MR mauritanian
MX mexican
MD moldovan moldavian
MN mongolian
ME montenegrin
MA moroccan
MZ mozambican
MM burmese
NA namibian
NP nepali nepalese
NL dutch
NZ zealand
NI nicaraguan
NG nigerian
NE nigerien
MK macedonian
NO norwegian
OM omani
PK pakistani
PS palestinian
PA panamanian
PY paraguayan
PE peruvian
PH philippine filipino
PL polish
PT portuguese
QA qatari
RO romanian
RU russian
RW rwandan
SA saudi
SN senegalese
RS serbian
SL leonean
SG singaporean
SK slovak slovakian
SI slovenian slovene
SO somali somalian
ZA african
ES spanish
LK lankan
SD sudanese
SE swedish
CH swiss
SY syrian
TW taiwanese
TJ tajik
TZ tanzanian
TH thai
TG togolese
TN tunisian
TR turkish
TM turkmen
UG ugandan
UA ukrainian
AE emirati
US american
UY uruguayan
UZ uzbek
VE venezuelan
VN vietnamese
YE yemeni
ZM zambian
ZW zimbabwean
"""
DEMONYMS: dict[str, str] = {
    word: line[:2] for line in _LISTED.splitlines() for word in line[3:].split()
}
"""Folded adjective to the country's code."""

PEOPLES = word_set(
    """european asian arab arabic hebrew yiddish jewish muslim christian catholic orthodox western
    eastern northern southern soviet baltic balkan nordic scandinavian kurdish tibetan crimean
    siberian catalan basque tatar chechen latin roman gaelic tamil hindi urdu persian farsi swahili
    mandarin cantonese bengali pashto dari"""
)
"""Adjectives of peoples, languages and faiths that belong to no one country."""


_ADJECTIVES = frozenset(DEMONYMS) | PEOPLES | {word + "s" for word in DEMONYMS}


def is_adjective(word: str) -> bool:
    """Whether a folded word is an adjective or the people of it: "russian", "russians"."""
    return word in _ADJECTIVES
