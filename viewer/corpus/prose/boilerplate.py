"""Lines that belong to a web page and not to its article, told from the line alone.

A rule must hold for the line as a whole, from its first character to its last. Furniture
that is missed costs a glance; a paragraph that is taken for furniture is lost from the map,
so a rule that could fit a sentence of news is too wide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLATFORM = (
    r"(?:facebook|twitter|x|instagram|telegram|tiktok|youtube|linkedin|whatsapp|mastodon|bluesky"
    r"|threads|reddit|pinterest|flipboard|apple news|google news|spotify|apple podcasts|rss"
    r"|snapchat|viber|vkontakte|vk|messenger|e-?mail|social media)"
)
_PLATFORMS = rf"(?:[\s,;&|/.!:()]|and|or|our|@[\w.]+|https?://\S+|{_PLATFORM})*"
_ARTICLE = r"(?:this |the |an |our )?(?:article|story|post|page|piece|report)"
_POLICY = (
    r"(?:privacy (?:policy|notice|statement)|cookies? (?:policy|notice)|community guidelines"
    r"|terms (?:of (?:use|service)|and conditions|& conditions))"
)
_AGENCY = (
    r"(?:afp|ap|ap photo|associated press|reuters|getty|getty images|epa|epa-efe|upi|dpa|tass"
    r"|shutterstock|istock|alamy|unsplash|wikimedia commons|anadolu|xinhua|planet labs|maxar"
    r"|maxar technologies|zuma|zuma press|nurphoto|sipa|sopa images|ukrinform|courtesy)"
)
_WORDS = r"[\w.'&-]+(?: [\w.'&-]+){0,4}"
_MEDIUM = (
    r"(?:photo(?:s|graph)?|video|image|picture|pic|screenshot|footage|graphic|illustration|foto"
    r"|bild|фото|відео|видео|צילום)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture: its name, why it is no part of an article, and how it reads.

    The pattern is tried on the whole line with its white space and bullets gone, its
    apostrophes straight, in lower case.
    """

    name: str
    why: str
    pattern: re.Pattern[str]
    longest: int
    """Characters; a longer line is not tried."""


def _rule(name: str, why: str, longest: int, *patterns: str) -> Rule:
    return Rule(name, why, re.compile("|".join(patterns)), longest)


CREDIT = _rule(
    "credit",
    "says whose picture stood there, not what the article says",
    140,
    rf"[(\[]\s?{_MEDIUM}(?: credit| courtesy| by)?s?\s?[:/|]\s?[^()\[\]]{{1,80}}[)\]]",
    rf"[(\[]\s?{_MEDIUM}s? (?:by|courtesy(?: of)?|via) [^()\[\]]{{1,80}}[)\]]",
    rf"[(\[]?(?:{_MEDIUM} )?(?:credits?|courtesy)(?: of)?\s?:\s?{_WORDS}(?:\s?[/|,]\s?{_WORDS})?"
    r"[)\]]?",
    rf"{_MEDIUM}s?\s?(?::|by|via|courtesy of)\s?(?:{_WORDS}\s?[/|,]\s?)?{_AGENCY}"
    rf"(?: via {_WORDS})?",
    rf"{_MEDIUM}s? by {_WORDS}\s?/\s?{_WORDS}",
    rf"[(\[]?(?:{_WORDS}\s?/\s?)?{_AGENCY}(?:\s?/\s?{_WORDS}| via {_AGENCY})[)\]]?",
    rf"[(\[]{_AGENCY}[)\]]|getty images|ap photo|shutterstock|alamy|epa-efe",
)
"""The name under a picture; also tells that the line above it is a caption."""

GALLERY = _rule(
    "gallery count",
    "counts the pictures of a page",
    60,
    r"(?:\d{1,3} )?view (?:the )?(?:full |photo |image )?(?:gallery|photos|slideshow|images)",
    r"(?:gallery|slideshow|photos|images|pictures|slide)(?:\s?[(:]?\s?\d{1,3}[)]?)?",
    r"\d{1,3} (?:gallery|photos|images|pictures|slides)",
    r"(?:photo|image|picture|slide|gallery|figure)? ?\d{1,3} ?(?:of|/) ?\d{1,3}",
    r"(?:open|enlarge|expand|view|hide|show) (?:the )?(?:image|photo|picture|caption)s?"
    r"(?: in (?:gallery|fullscreen|full ?screen|modal))?",
)
"""What stands above the pictures of a page; captions follow it."""

PICTURE_SOURCE = _rule(
    "picture source",
    "says whose picture stood there, above its caption",
    140,
    rf"(?:{_MEDIUM}|media) (?:source|copyright|rights?)\s?[,:/|]\s?.{{1,100}}",
)
"""The name above a caption."""

CAPTION_LABEL = _rule(
    "caption label",
    "announces a caption",
    40,
    rf"(?:(?:{_MEDIUM}|media) )?captions?\s?[,:]?",
)
"""What stands above a caption, by itself."""

COMMENTS = _rule(
    "comments heading",
    "begins what readers wrote",
    80,
    r"(?:\d{1,6} )?comments?(?: ?[(:] ?\d{0,6}\)?)?",
    r"(?:leave|post|write|add) (?:a|your) (?:comment|reply)",
    r"join the (?:conversation|discussion)",
    r"(?:show|view|load|hide|read|see)(?: all| more)? ?\d{0,6} comments",
    r"comments (?:are|have been) (?:closed|off|disabled|turned off)[^.]{0,40}\.?",
)
"""What stands above the comments of readers."""

RELATED = _rule(
    "heading of links",
    "begins a list of what can be read elsewhere",
    60,
    r"(?:see also|related(?: (?:articles?|stor(?:y|ies)|topics?|content|news|links|posts?))?"
    r"|recommended(?: (?:stories|for you|reading))?|most (?:read|popular|viewed|shared)"
    r"|more on this(?: story)?|in case you missed it|trending(?: now)?|editors?'?s? picks?"
    r"|you (?:may|might) also (?:like|be interested in)|latest news|top stories|more stories"
    r"|(?:article )?topics|tags|explore more)[\s.:»→]*",
)
"""What stands above the titles of other articles."""

RULES: tuple[Rule, ...] = (
    _rule(
        "skip link",
        "jumps to another part of the page, for keyboards and screen readers",
        160,
        r"(?:(?:skip|jump) to (?:the )?(?:main |primary |site )?(?:content|footer|navigation|nav"
        r"|search|menu|main|header|comments|sidebar|top)(?: area)?[\s,|>»·.]*)+",
        r"(?:back|return) to (?:the )?(?:top|home ?page)(?: button)?",
    ),
    _rule(
        "bare address",
        "is a link or an embedded post of which only the address is left",
        4000,
        r"(?:(?:https?://|www\.|pic\.twitter\.com/|t\.co/|youtu\.be/)\S+[\s,;|]*)+",
    ),
    CREDIT,
    GALLERY,
    PICTURE_SOURCE,
    CAPTION_LABEL,
    COMMENTS,
    RELATED,
    _rule(
        "call to follow",
        "asks the reader to follow the publisher elsewhere",
        200,
        rf"(?:please )?(?:follow|like|find|join|connect with|subscribe to|watch|add)"
        rf" (?:us|me|them|him|her|@[\w.]+|{_WORDS}),? (?:on|via|at) {_PLATFORM}{_PLATFORMS}",
        rf"(?:follow|join|subscribe to)"
        rf" (?:us|@[\w.]+|our (?:\w+ ){{0,2}}(?:channel|group|page|feed))"
        rf"(?: (?:on|in|at) {_PLATFORMS})?[.!]?",
        r"download (?:the|our) (?:[\w']+ ){0,4}app\b[^.]{0,80}\.?",
    ),
    _rule(
        "call to follow, in Russian and Ukrainian",
        "asks the reader to follow the publisher elsewhere, or to read something else",
        200,
        r"(?:подписывайтесь|подпишитесь|підписуйтес[ья]|підпишіться|приєднуйтес[ья]) (?:на|до)"
        r"\b.{0,120}",
        r"читайте (?:также|также на|також|ще|нас)\b.{0,160}",
    ),
    _rule(
        "call to subscribe",
        "offers a newsletter or a subscription",
        260,
        r"(?:please )?(?:sign up|subscribe|register|opt in)\b.{0,80}\b(?:newsletters?|mailing list"
        r"|e-?mail updates|news alerts|e-?mail alerts|in(?:to)? your inbox|to your inbox"
        r"|our podcast|our channel|our (?:daily|weekly|morning) \w+)\b.{0,120}",
        r"(?:please )?(?:sign up|subscribe|register)(?: (?:now|here|today|for free|free))*[.!]?",
        r"(?:get|receive) .{0,120}\b(?:newsletters?|(?:in|to|into) your inbox)\b.{0,80}",
        r"(?:already )?(?:a )?subscribers? ?(?:only|log in|login)?|(?:enter )?(?:your )?e-?mail"
        r"(?: address)?\*?",
    ),
    _rule(
        "call to donate",
        "asks the reader for money, in a line of its own",
        160,
        r"(?:please )?(?:donate|give)(?: (?:now|today|here|monthly|once|online))+[.!]?|donate[.!]?",
        r"(?:please )?(?:help )?(?:support|fund) (?:us|our|independent|fearless|quality|free)"
        r"(?: (?:independent|fearless|investigative|public-interest))?"
        r"(?: (?:work|journalism|newsroom|reporting|media|mission))?"
        r"(?: (?:now|today|here|with a (?:\w+[ -]){0,3}(?:gift|donation|contribution)))*[.!]?",
        r"(?:please )?(?:consider )?(?:become|becoming|be) (?:a|an|our) (?:\w+ ){0,2}(?:member"
        r"|supporter|subscriber|patron|sustainer)(?: (?:now|today|here))?[.!]?",
        r"(?:please )?(?:consider )?mak(?:e|ing) a (?:[\w-]+ ){0,3}(?:donation|gift|contribution)"
        r"(?: (?:now|today|here|to (?:us|support our work)))?[.!]?",
        r"buy (?:us|me) a coffee[.!]?",
        r"support [\w.' ]{1,40}(?: from| for)? (?:as little as|just) [$£€].{1,40}",
    ),
    _rule(
        "share bar",
        "is the row of buttons to share or print",
        160,
        rf"(?:(?:share|tweet|print|e-?mail|copy (?:the )?link|save|bookmark|pin it|listen|comment"
        rf"|gift|{_PLATFORM})(?: {_ARTICLE})?(?: (?:on|via|by|to|with|using))?[\s,|/·•:]*)+",
        rf"(?:share|print|save|gift|send|republish|e-?mail|listen to) {_ARTICLE}"
        r"(?: (?:on|via|by|to|with) [\w /,|]{1,60})?",
        r"link copied!?|copied to clipboard|(?:click|tap) (?:here )?to (?:share|print|copy).{0,80}",
    ),
    _rule(
        "advertisement",
        "marks where an advertisement stood",
        100,
        r"(?:advertisements?|advertising|ads?|sponsored(?: content)?|promoted(?: content)?"
        r"|paid (?:content|post)|skip ad(?:vertisement)?)[\s.:-]*",
        r"(?:story|article|content) (?:continues|resumes) (?:below|after).{0,50}",
        r"(?:scroll|swipe) (?:down )?to continue(?: reading)?.{0,40}|remove ads",
    ),
    _rule(
        "link to another article",
        "names what can be read elsewhere",
        240,
        r"(?:read (?:more|next|also|on|full (?:story|article)|the full (?:story|article))|see also"
        r"|also read|(?:continue|keep) reading)(?:\s?[:|>»→].{0,200}|[.…\s]*)",
        r"(?:related(?: (?:articles?|stor(?:y|ies)|topics?|content|news|links|posts?))?"
        r"|recommended(?: (?:stories|for you|reading))?|most (?:read|popular|viewed|shared)"
        r"|more on this(?: story)?|in case you missed it|trending(?: now)?|editors?'?s? picks?)"
        r"\s?[:|>»→].{1,200}",
        r"you (?:may|might) also (?:like|be interested in).{0,60}|(?:up next|next article"
        r"|previous article|load more|show more|read less|show less)[\s.:»→]*",
        r"(?:tags?|filed under|topics?|categor(?:y|ies)|keywords)\s?:.{1,200}",
    ),
    _rule(
        "sign-off",
        "says who wrote and edited, for the record of the agency",
        240,
        r"\(?(?:additional )?(?:reporting|writing|compiled|translated)[^.;]{0,30} by [^.;]{3,100};"
        r"\s?(?:additional |writing|editing|reporting|compiled|translated)[^.]{3,120}[.)]*",
    ),
    _rule(
        "comment form",
        "belongs to the form in which readers write",
        160,
        r"(?:your )?e-?mail address will not be published.{0,80}|required fields are marked.{0,20}",
        r"(?:log|sign) in to (?:leave a |post a )?(?:comment|reply|join)[^.]{0,60}\.?",
    ),
    _rule(
        "page control",
        "is a button or a menu",
        60,
        r"(?:(?:main |open |close |toggle |site )?(?:menu|search|navigation|sidebar)|home|close"
        r"|(?:log|sign)[ -]?(?:in|out|up)|create (?:an )?account|my account|contact(?: us)?"
        r"|about us|advertise(?: with us)?|newsletters?|accept(?: all)?(?: cookies)?|dismiss"
        r"|live|breaking news|opinion|world(?: news)?|politics|business|sports?|play(?: video)?"
        r"|pause|mute|video|loading\.{0,3}|cookie settings|manage (?:cookies|consent|preferences"
        r"|options|choices|settings)|news|more menu|[\w.]{1,12} account|close panel|about sharing"
        r"|accessibility(?: help| links| statement)?|reject(?: all)?(?: cookies)?|published"
        r"|(?:accept|agree)(?: (?:and|&) (?:continue|close))?|reuse this content)",
        r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)? ?(?:gmt|utc|bst|c?est?|cet|eet|msk|et|pt)",
        r"report (?:a |an )?(?:typo|error|correction|mistake)|(?:change|increase|text) font size",
        r"(?:listen|read|reading time:?)?[\s(:]*\d{1,3}[ -]min(?:ute)?s?"
        r"(?: (?:read|listen|watch))?\)?",
    ),
    _rule(
        "privacy notice",
        "binds the reader to terms and says nothing of the article",
        900,
        rf"(?:by|when) (?:click|sign|subscrib|us|submitt|continu|register|enter|comment|post)\w*"
        rf"\b.{{0,200}}\b{_POLICY}\b.{{0,500}}",
        rf"(?:the commenters?|commenters?|you|i|all comments)\b.{{0,40}}\b"
        rf"(?:agrees?|accepts?|consents?|acknowledges?|subject)\b.{{0,80}}\b{_POLICY}\b.{{0,600}}",
        rf"(?:(?:read|see|view|review) )?(?:our |the )?{_POLICY}(?:[\s,|&·.]|and|our|{_POLICY})*",
        r"(?:we|this (?:web)?site|our (?:web)?site|this page)(?: and our partners)? uses? cookies"
        r".{0,500}",
        r"this site is protected by recaptcha.{0,200}",
    ),
    _rule(
        "cookie banner",
        "asks for consent before the page is shown",
        600,
        r"(?:we (?:value|respect|care about)|(?:your|about)) (?:your )?privacy[.!]?",
        r"we and our (?:\d{1,4} )?(?:\w+ ){0,2}partners\b.{0,500}",
    ),
    _rule(
        "mailing",
        "belongs to the mail that an article came in",
        300,
        r"view (?:this|the) (?:e-?mail|message|newsletter)? ?(?:in|on) (?:your|a|the)? ?"
        r"(?:browser|web).{0,40}|(?:trouble|problems) (?:viewing|reading) this e?-?mail.{0,80}",
        r"you(?:'re| are) (?:receiving|getting|subscribed to) (?:this|these|the) "
        r"(?:e-?mails?|newsletters?|messages?)\b.{0,200}",
        r"(?:(?:click here to )?unsubscribe|manage (?:your )?(?:e-?mail )?preferences"
        r"|update (?:your )?(?:e-?mail )?(?:preferences|profile)|forward to a friend|[\s|·•,]|or)+",
        r"(?:our|my) mailing address(?: is)?\s?:?.{0,200}",
    ),
    _rule(
        "copyright",
        "says who owns the text",
        400,
        r"(?:copyright )?(?:©|\(c\))\s?.{0,250}",
        r"copyright,? (?:©|\(c\))?\s?(?:1[89]|20)\d\d.{0,250}",
        r"[^.]{0,150}\ball rights reserved\b.{0,200}",
        r"this (?:article|story|post|piece|work) (?:is|was|has been) (?:licen[sc]ed under"
        r"|re-?published (?:from|with|under)|originally published|first published|reprinted)"
        r".{0,300}",
    ),
)
"""Every rule that judges a line by itself."""

_LONGEST = max(rule.longest for rule in RULES)
# Room for the white space and the bullets that a line loses.
_PEEK = _LONGEST + 1000
_EDGES = " \t•·▪▫◦‣⁃■□●○►▶➤*–—-"
_LETTERS = re.compile(r"[^\W\d_]")


def matching_rule(plain: str) -> Rule | None:
    """The rule by which a line is furniture, or None; the line as `plainly` gives it."""
    length = len(plain)
    for rule in RULES:
        if length <= rule.longest and rule.pattern.fullmatch(plain):
            return rule
    return None


def has_letters(line: str) -> bool:
    """Whether there is a letter in the line, of any script; rows of stars have none."""
    return _LETTERS.search(line) is not None


def plainly(line: str) -> str:
    """A line as the rules read it: lower case, single spaces, straight quotes, no bullet.

    Of a line that is longer than any rule, only the beginning.
    """
    line = line[:_PEEK]
    if not line.isascii():
        line = line.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return " ".join(line.casefold().split()).strip(_EDGES)
