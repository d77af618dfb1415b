"""Words that show a place name to stand for those who govern there.

"Moscow said" is a metonym; so are "Ukraine's defence minister" and "talks with Moscow".
"""

from __future__ import annotations

from viewer.geoparse.recognise.lexicon import word_set

_VERBS = """
accept accuse act adopt advance agree aim allow announce annex answer appeal approve argue arm
ask assert attack await back ban become begin believe blame block boycott break build call cancel
cease celebrate claim close commit complain conclude condemn conduct confirm consider continue
control counter cut deal decide declare decline defeat defend demand deny deploy dismiss donate
downplay drop end escalate estimate evacuate expand expect expel express face fail favour favor
fear fight file fire fly follow force gain get give grant halt hail have help hit hold hope host
impose increase insist intend intervene introduce invade invite join keep know launch lead learn
leave lift lose make manage maintain mark mass mean mobilise mobilize move name need negotiate
offer open oppose order pay plan play pledge praise prefer prepare present press prevent promise
propose protest prove provide publish pull push put reach react ready receive recall recognise
recognize reconsider refuse regard regret reiterate reject release remain remember reply report
request resist resort respond resume retaliate retake return reveal rule run say seek seem seize
sell send set share shell show sign slam speak stand start state stay stop strike struggle submit
suffer supply support surrender suspect suspend take target tell tend test think threaten train
try turn understand unveil urge use veto view violate vote vow wait want warn watch welcome win
wish withdraw withhold work worry
"""
_IRREGULAR = """
became began begun broke broken built cut dealt did done drew fed fell felt fled flew forbade
forbidden forgot fought found froze gave given gone got had held hit kept knew known laid led
left lost made meant met paid put ran rose said sank sat saw seen sent set shot shown shut sold
sought spoke spoken spent stood struck sworn swore taken taught thought told took undertook
understood went withdrew withdrawn withheld won wrote written denied replied tried relied
downplayed submitted planned banned stopped referred occurred admitted admit admits admitting
"""


def _inflected(verb: str) -> set[str]:
    """A regular verb's forms that have an ending: says, saying, sayed."""
    stem = verb.removesuffix("e")
    forms = {verb + "s", stem + "ed", stem + "ing"}
    if verb.endswith(("s", "sh", "ch", "x")):
        forms.add(verb + "es")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    forms.add(verb + verb[-1] + "ing")
    return forms


ACTS = frozenset(form for verb in _VERBS.split() for form in _inflected(verb)) | frozenset(
    _IRREGULAR.split()
)
"""What governments do, in every form with an ending: "agrees", "agreed"."""

PLAIN_ACTS = frozenset(_VERBS.split())
"""The same without one, which a single government needs only after another verb."""

LETTING = word_set("let lets letting make makes made making help helps helped helping see saw")
"""Verbs before a subject whose verb has no ending: "let Ukraine join"."""

SPEECH = word_set(
    """said says say told tells announced added wrote writes tweeted explained noted asked replied
    insisted argued claimed warned stated reported confirmed estimated recalled"""
)

MODALS = word_set(
    """will would shall should can could may might must does did do has have had
    won wouldn shouldn couldn mustn doesn didn don hasn haven hadn cannot"""
)
BEING = word_set("is was are were isn wasn aren weren")
ADVERBS = word_set(
    """not also now still never already then later again only just reportedly allegedly
    officially formally repeatedly recently previously publicly once itself initially finally
    soon yet even nevertheless meanwhile long always often ever immediately quickly first
    earlier apparently clearly"""
)

ORGANS = word_set(
    """government governments administration president presidents presidency minister ministers
    ministry ministries premier chancellor parliament parliamentarians lawmakers lawmaker senators
    senator mp mps officials official authorities authority leaders leader leadership brass
    representatives representative delegation delegations diplomats diplomat diplomacy envoy envoys
    ambassador ambassadors embassy negotiators negotiator military army navy force forces troops
    soldiers commanders commander generals general police prosecutor prosecutors spokesman
    spokeswoman spokesperson regime cabinet court courts security intelligence
    ombudsman secretary department opposition council congress senate treasury"""
)
"""Who speaks and acts for a country."""

INSTITUTIONS = ORGANS | word_set(
    """mayor governor state central defense defence foreign interior prime deputy vice chief air
    armed special hands control
    invasion offensive attack attacks assault aggression war operation operations campaign
    decision decisions demand demands call calls claim claims statement statements announcement
    announcements offer offers proposal proposals refusal rejection response reaction threat
    threats sanctions policy policies position stance plan plans intention intentions goal goals
    aim aims effort efforts participation support aid bid ambitions strategy advance withdrawal
    denial warning warnings request pledge promise vow vows responsibility interests allies ally"""
)
"""What speaks and acts for a country when it follows its name."""

PARTNERS = word_set(
    """talk talks discussion discussions negotiation negotiations negotiate negotiating negotiated
    dialogue deal deals agreement agreements treaty ties relations relationship cooperation
    cooperate meeting meetings meet met war ceasefire truce peace sanction sanctions trade alliance
    allied clash clashes conflict tension tensions summit contacts contact consultations"""
)
"""What is held "with" those who govern a place, or "between" two such."""

PATIENTS = word_set(
    """told tell tells telling urged urge urges urging asked ask asks asking accused accuse accuses
    accusing warned warn warns warning blamed blame blames blaming condemned condemn condemns
    condemning sanctioned persuade persuaded convince convinced pressed pressure pressured helped
    help helping supported support supporting backed back backing"""
)
"""Verbs whose object, a place, stands for its government."""

EXPECTING = word_set(
    """expect expects expected expecting want wants wanted wanting allow allows allowed force
    forces forced require requires required invite invites invited call calls called for"""
)
"""Verbs before a subject with an infinitive: "expects Russia to advance"."""

NEVER_BEFORE_SUBJECTS = word_set("of about with for by against regarding concerning than")
"""Prepositions: what follows the name after them has another subject."""

DOERS = word_set(
    """led backed funded sponsored supplied armed trained brokered mediated imposed ordered run
    owned controlled held occupied aligned allied approved sanctioned"""
)
"""What is done by those who govern, after a hyphen: "U.S.-led"."""

UNDERGOING = word_set("has have had saw see sees loses lose lost feels feel felt")
"""Verbs of what a place has or undergoes, where a noun follows: "Chiva had a year's rain"."""

NOUNS_AHEAD = word_set(
    """a an the its no some many few several more most less fewer little much another every record
    rain rains snow power water electricity homes houses hundreds thousands dozens half nearly
    almost only"""
)
"""What begins such a noun."""

BACKING = word_set("support aid help backing assistance sanctions weapons guarantees funding loans")
