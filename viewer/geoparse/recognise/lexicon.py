"""Words by what they tell of a capitalised neighbour; all folded, as `words.fold` does it.

Lists, not rules: each is named for the question it answers.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


MONTHS = word_set(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec"""
)
WEEKDAYS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri
    sat sun"""
)
DATES = MONTHS | WEEKDAYS | word_set("easter christmas ramadan hanukkah passover lent ad bc am pm")

FUNCTION = word_set(
    """a an the this that these those some any no not all both each every either neither such
    i he she it we they you him her them us me my his its our their your who whom whose which
    what when where why how and or nor but yet so if then than as because since while although
    though whereas unless until before after during in on at by for from to of off with without
    within into onto over under above below between among amid against about across along
    around behind beside beyond despite down except inside like near outside past per through
    throughout toward towards up upon via is are was were be been being am has have had do does
    did will would shall should can could may might must there here now today yesterday
    tomorrow earlier later meanwhile however moreover also even only just once still too very
    more most many much few several other another one two three four five six seven eight nine
    ten according instead thus therefore hence perhaps maybe yes let"""
)
"""Words that begin sentences with a capital and are no part of a name."""

DIRECTIONS = word_set(
    """northern southern eastern western central northeastern northwestern southeastern
    southwestern north-eastern mainland inner outer downtown greater metropolitan rural urban
    occupied wartime modern ancient medieval old soviet tsarist imperial capital nearby
    neighbouring neighboring present-day then"""
)
"""Adjectives before a place that leave it the same place: "central Kyiv"."""

PARTY_STARTS = word_set(
    """united miss air team our just fair young radio mid dynamo fc cska spartak lokomotiv metalist
    sporting real inter hotel"""
)
"""Words that make a party, a team or a title of the place after them: "United Russia"."""

DISHES = word_set("chicken cutlet cutlets cake mule mules dumplings borscht salad")
"""What is named after a place and is not there: "chicken Kiev", "Moscow mule"."""

STREETS = word_set("street avenue road boulevard lane square bridge drive highway")
NAMESAKES = STREETS | word_set("spring springs station hill heights creek beach tower")
"""What is named after a country and is not it: "Poland Spring"."""
CARDINALS = word_set("north south east west")
NAME_STARTS = word_set(
    """new saint st san santa sao mount mt fort ft lake port point cape upper lower little big
    great latin el al los las la le abu bin ibn de del van von"""
)
"""Words that make another name of the place name that follows: "New Moscow"."""

PERSON_TITLES = word_set(
    """mr mrs ms miss mister madam dr prof professor sir dame lord lady president premier
    minister chancellor mayor governor senator congressman congresswoman representative
    ambassador general colonel captain major lieutenant sergeant admiral commander marshal
    corporal private king queen prince princess duke duchess count pope archbishop bishop
    cardinal rabbi imam sheikh ayatollah father sister brother rev reverend judge justice
    attorney detective officer sheriff coach chairman chairwoman chair secretary spokesman
    spokeswoman spokesperson correspondent reporter journalist actor actress singer author
    analyst ombudsman commissioner director chief sen gov rep gen col capt lt sgt maj adm cmdr
    hon insp det supt"""
)
ABBREVIATED_TITLES = word_set(
    "mr mrs ms dr prof sen gov rep gen col capt lt sgt maj adm cmdr rev hon insp det supt pres"
)

SHORTENED = word_set(
    "st ste sta mt ft pt dr gen col sgt lt rev jr sr no capt sen rep gov mr mrs ms"
)
"""Words that a full stop follows within a name: "St. Foo"."""

OFFICES = word_set(
    """president presidents presidential prime vice deputy foreign defense defence interior
    finance minister ministers ministry premier chancellor mayor governor gov senator sen
    senators ambassador envoy consul general gen king queen prince attorney secretary state
    department parliament parliamentary senate congress congressman house supreme
    constitutional high appeal court courts police army navy naval marine marines air coast
    force forces armed ground special national security intelligence service services city
    council duma embassy consulate military chief cabinet justice treasury health education
    energy transport economy economic emergency emergencies representative rep capitol customs
    border central federal prosecutor prosecutors ombudsman commander commissioner spokesman
    spokeswoman spokesperson government administration opposition leader lawmaker lawmakers
    officials official troops delegation first lady"""
)
"""What may follow a place and speak for it: "Ukraine President", "Moscow Mayor"."""

ORGANISATIONS = word_set(
    """times post news independent herald tribune today gazette journal daily weekly mail telegraph
    observer university universities institute institution college school academy bank party
    club fc cf sc bc united dynamo spartak lokomotiv airlines airways exchange orchestra ballet
    symphony philharmonic museum opera theatre theater festival marathon open cup prix olympics
    group inc ltd llc plc corp corporation company co foundation association society union
    organization organisation treaty pact accord accords agreement agreements protocol
    convention declaration memorandum hotel magazine review press radio tv television network
    studios records pharmaceuticals steel motors church cathedral league federation trust
    initiative project conference summit forum ngo coalition alliance fund partners
    center centre consulting telecom capital ventures holdings brewery tribunal committee fleet
    gazeta pravda tales express hilton wildcats tigers lions bears eagles rangers giants united's
    philharmonia"""
)
"""What makes an organisation, a newspaper or a treaty of the names before it."""

ORGANISATIONS_OF = word_set(
    """bank university institute academy college voice church party museum orchestra school
    society association union treaty pact convention gulf sea bay strait duke duchess prince
    princess bishop archbishop patriarchate cathedral radio prix statue hospital journal
    friends sons daughters league order"""
)
"""What makes another name with "of": "Bank of Ukraine", "Gulf of Mexico"."""

WATERS_OF = word_set("gulf sea bay strait duke duchess prince princess bishop archbishop prix")
"""Of those, what makes another place or a person."""

FEATURES = word_set(
    """street avenue road boulevard lane square bridge airport airfield airbase river creek
    valley heights hills hill beach island islands station park forest lake sea ocean bay gulf
    strait straits channel canal peninsula mountains mountain desert oblast raion krai okrug
    region province county governorate prefecture district parish township dam reservoir port
    harbour harbor hospital stadium palace castle monastery cemetery zoo springs tower"""
)
"""What makes another place of the names before it: "Moscow River"."""

REGIONS = word_set("region oblast province governorate prefecture raion krai county district")
REGION_PLURALS = word_set(
    "regions oblasts provinces governorates prefectures raions counties districts"
)
FEATURE_PREFIXES = word_set("lake mount mt cape river port fort")
NATURAL_FEATURES = word_set(
    """sea ocean bay gulf strait straits channel canal peninsula mountains mountain desert
    islands island river valley delta basin oblast raion krai okrug region province county
    governorate prefecture parish"""
)

NOT_PLACES = word_set(
    """facebook twitter instagram youtube telegram tiktok google apple microsoft amazon whatsapp
    netflix tesla reuters afp ap bbc cnn parliament congress senate cabinet kremlin government
    internet web bitcoin god jesus christ allah islam christianity judaism democracy english
    latin covid coronavirus parliament's article chapter section part phase act level group
    world war cold champions premier olympic olympics wikipedia zoom skype linkedin reddit
    spring summer autumn fall winter bible quran koran heaven hell earth moon mars venus nature
    court house office state department ministry university"""
)
"""Capitalised words after "in" and "from" that name no place."""

BORDER_TAILS = word_set(
    """guard guards guardsman police patrol patrols agent agents agency official officials
    officer officers control controls service services force forces troops security town towns
    city cities village villages region regions post posts state states county counties area
    areas authorities collie collies"""
)
"""After "border": the word that the adjective before it belongs to."""

LOCATIVES = word_set(
    """in at near from to into onto toward towards across around outside inside within through
    throughout over above along via on off beyond behind past"""
)
"""Prepositions that make what follows a location, whatever it does."""

LOCATIVE_OF = word_set(
    """north south east west northeast northwest southeast southwest outskirts suburb suburbs
    capital city town village port region province oblast district island part parts parts
    coast centre center heart edge side streets half rest south-east south-west north-east
    north-west territory area areas airspace map mayor governor people population invasion
    occupation bombing shelling siege battle all most"""
)
"""Before "of", what makes the place after it a location: "the capital of Kiev"."""

FIRST_NAMES = word_set(
    """aaron abdul abraham adam adrian ahmad ahmed alan albert alejandro aleksandr alex
    alexander alexei alexey alfred ali alice allison amanda amy ana anastasia anatoly andrea
    andreas andrei andrew andrey andriy andrzej angela ann anna anne anthony antonio antony
    arkady arthur barack barbara ben benjamin bernard betty bill billy bob bogdan boris
    brandon brenda brian bruce carl carlos carol caroline catherine chad charles charlie
    charlotte chris christian christina christine christopher claire clara colin connor
    craig cynthia daniel daria dave david deborah denis dennis diana diego dmitri dmitriy
    dmitry dmytro donald dorothy douglas ed eddie edward elena elizabeth emily emma emmanuel
    eric erik ernest eugene evan evgeny fatima filippo florence frank fred gary gennady
    geoffrey george gerald giorgio giuseppe gordon grace graham greg gregory hanna hannah
    harold harry hassan heather heidi helen henry hillary howard hugh hussein ian igor ihor
    ilya irina isaac israel ivan jack jacob jake james jamie jane janet jason jean jeff
    jeffrey jennifer jeremy jerry jesse jessica jesus jill jim jimmy joan joe joel johan
    john johnny jon jonathan jordan jorge jose joseph joshua juan judith julia julian julie
    justin karen karl kate katherine kathleen keith kelly ken kenneth kevin kim kyle larry
    laura lauren lawrence lee leo leon leonid linda lisa logan louis louise lucas lucy luis
    luke lyudmila lyudmyla madison maksim marco marcus margaret maria marie mario marina
    mark marta martha martin mary matt matthew max maxim megan melissa michael michel
    michelle miguel mike mikhail mohamed mohammad mohammed muhammad mykhailo mykola nancy
    natalia natasha nathan neil nicholas nick nicolas nicole nigel nikita nikolai nina noah
    oleg oleh oleksandr oleksii oleksiy olena olga oliver olivia omar oscar pablo pamela
    patricia patrick paul pavel pavlo pedro peter petro phil philip pierre piotr rachel
    ralph ramzan ray raymond rebecca ricardo richard rick rob robert roger roman ron ronald
    rosa rose roy russell ruslan ruth ryan sam samantha samuel sandra sara sarah scott sean
    sergei sergey serhii serhiy sharon simon sofia sophia sophie stanislav stephanie stephen
    steve steven stuart susan svetlana taras tatiana ted teresa terry theresa thomas tim
    timothy tom tony tyler ursula vadim valentina valeri valery vasily vera viacheslav
    victor victoria viktor vincent vitali vitalii vitaly vlad vladimir vladislav volodymyr
    walter warren wayne wendy william xavier yaroslav yevgeny yulia yuri yuriy yury yusuf
    zachary zoe paris"""
)

STATE_WORDS = word_set(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario
    quebec alberta manitoba saskatchewan ala ariz ark calif colo conn del fla ga ill ind kan ky
    la md mass mich minn mo mont neb nev okla ore pa tenn tex va vt wash wis wyo"""
)
"""States and provinces of one word, as they stand after a town."""
