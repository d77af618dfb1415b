"""What GeoNames' feature codes are to the news: a kind and a word, or nothing that it names.

The codes are listed at geonames.org/export/codes.html. A code that is not in the list below is
what its class is (`_CLASSES`), or is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer.gazetteer.candidates import Kind


@dataclass(frozen=True, slots=True)
class Feature:
    """What a code means."""

    kind: Kind
    types: str
    """Type words as `WorldRow.types` has them."""


LEFT_OUT = {
    "A": "districts of the lowest orders and former ones (what bears their names is kept)",
    "H": "wells, springs, ponds, ditches and parts of rivers",
    "L": "fields, plots and localities",
    "P": "settlements that are not there any more",
    "R": "roads and railways",
    "S": "farms, shops, schools and other buildings that the news seldom names",
    "T": "hills, rocks, cliffs and other small landforms",
    "U": "features below the sea",
    "V": "woods, groves and other vegetation",
    "": "rows without a feature class",
}
"""What is not taken over, by class; a person who imports is told how many of each."""

_CODES = """
A COUNTRY country: PCL PCLD PCLF PCLI PCLIX PCLS
A AREA territory: TERR
A AREA former country: PCLH
A REGION region: ADM1
A COUNTY county: ADM2
A COUNTY municipality: ADM3
A COUNTY district: ADMD
A COUNTY parish: PRSH
A AREA area: LTER ZN ZNB

H WATER ocean: OCN
H WATER sea: SEA
H WATER gulf: GULF
H WATER bay: BAY BAYS BGHT COVE INLT
H WATER strait: STRT NRWS
H WATER channel: CHN CHNL CHNM SD
H WATER fjord: FJD FJDS
H WATER lagoon: LGN LGNS
H WATER lake: LK LKS LKC LKI LKN LKNI LKO LKX
H WATER reservoir: RSV RSVI
H WATER harbour: HBR HBRX RDST
H WATER waterfall: FLLS
H WATER glacier: GLCR
H WATER swamp: SWMP MRSH MRSHN WTLD
H WATER reef: RF RFC RFX
H WATER estuary: ESTY
H RIVER river: STM STMC STMD STMI STMM STMS STMX
H RIVER wadi: WAD WADS
H RIVER canal: CNL CNLI CNLN

L CONTINENT continent: CONT
L AREA region: RGN RGNE RGNH RGNL AREA
L RANGE coast: CST
L AREA park: PRK
L AREA reserve: RES RESF RESN RESP RESW
L AREA reservation: RESA
L AREA basin: BSND BSNP
L SITE military base: MILB
L SITE naval base: NVB
L AREA training area: MVA RNGA
L SITE port: PRT
L SITE oil field: OILF GASF
L AREA industrial area: INDS
L AREA oasis: OAS
L AREA battlefield: BTL
L AREA tribal area: TRB
L AREA mining area: MNA

P CITY capital;city: PPLC
P CITY neighbourhood: PPLX
P CITY settlement: STLMT
P CITY abandoned place: PPLQ PPLW

R SITE tunnel: TNL TNLRD TNLRR
R SITE causeway: CSWY

S SITE airport: AIRP
S SITE air base: AIRB
S SITE airfield: AIRF
S SITE archaeological site: ANS
S SITE bridge: BDG
S SITE castle: CSTL
S SITE camp: CMP
S SITE refugee camp: CMPRF
S SITE courthouse: CTHSE
S SITE customs post: CSTM
S SITE border post: PSTB PSTC
S SITE dam: DAM
S SITE embassy: DIP
S SITE fort: FT
S SITE government building: GOVL ADMF
S SITE historical site: HSTS
S SITE hospital: HSP
S SITE lighthouse: LTHSE
S SITE market: MKT
S SITE mine: MN MNAU MNC MNCU MNFE
S SITE military site: INSM BRKS
S SITE nuclear site: CTRA
S SITE spaceport: CTRS
S SITE monastery: MSTY CVNT
S SITE monument: MNMT
S SITE mosque: MSQE
S SITE museum: MUS
S SITE oil refinery: OILR
S SITE palace: PAL
S SITE power station: PS PSH PSN
S SITE prison: PRN
S SITE pyramid: PYR PYRS
S SITE railway station: RSTN MTRO
S SITE ruins: RUIN
S SITE shrine: SHRN
S SITE square: SQR
S SITE stadium: STDM
S SITE synagogue: SYG
S SITE temple: TMPL
S SITE theatre: THTR OPRA
S SITE tower: TOWR
S SITE university: UNIV
S SITE college: SCHC
S SITE zoo: ZOO

T RANGE mountains: MTS HLLS
T RANGE badlands: BDLD
T RANGE mountain: MT
T RANGE peak: PK PKS
T RANGE volcano: VLC
T RANGE desert: DSRT ERG
T RANGE valley: VAL VALS
T RANGE canyon: CNYN GRGE
T RANGE plain: PLN
T RANGE plateau: PLAT UPLD
T RANGE peninsula: PEN PENX ISTH
T RANGE cape: CAPE HDLD PROM PT
T RANGE island: ISL ISLF ISLX ATOL
T RANGE islands: ISLS
T RANGE delta: DLTA
T RANGE pass: PASS
T RANGE beach: BCH BCHS
T RANGE depression: DPR
T RANGE gap: GAP

V AREA forest: FRST
"""
_CLASSES = {"P": Feature(Kind.CITY, "")}
"""What any other code of a class is; a settlement is called by its size."""
_GONE = frozenset({"PPLH", "PPLCH"})


def _read() -> dict[tuple[str, str], Feature]:
    found = {}
    for line in filter(None, _CODES.splitlines()):
        what, _, codes = line.partition(":")
        feature_class, kind, types = what.split(" ", 2)
        feature = Feature(Kind[kind], types)
        found.update({(feature_class, code): feature for code in codes.split()})
    return found


_FEATURES = _read()


def feature_of(feature_class: str, code: str) -> Feature | None:
    """What a row is; None for what the news never names."""
    known = _FEATURES.get((feature_class, code))
    return known or (None if code in _GONE else _CLASSES.get(feature_class))
