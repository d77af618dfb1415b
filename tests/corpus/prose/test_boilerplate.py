from __future__ import annotations

import time

import pytest

from viewer.corpus.prose.boilerplate import RULES, has_letters, matching_rule, plainly

FURNITURE = {
    "skip link": ["Skip to content Skip to footer", "Jump to navigation", "Back to top"],
    "bare address": ["https://example.org/a?b=c", "pic.twitter.com/AbC https://t.co/x"],
    "credit": [
        "(Photo: Reuters)",
        "[Photo: Jane Roe/AFP]",
        "Photo by Jane Roe / Getty Images",
        "Image: AP",
        "Credit: Jane Roe, The Paper",
        "REUTERS/Jane Roe",
        "Jane Roe/AFP via Getty Images",
        "(AP Photo/Jane Roe)",
        "Фото: Reuters",
    ],
    "gallery count": ["2 View gallery", "View gallery", "Image 3 of 12", "14 photos", "3 / 12"],
    "comments heading": ["Comments", "12 Comments", "Leave a Reply", "Join the conversation"],
    "call to follow": [
        "  • Follow Ynetnews on Facebook and Twitter",
        "Follow us on Telegram, Instagram and X!",
        "Join our Telegram channel",
        "Follow @thepaper on Twitter",
        "Download our app",
    ],
    "call to follow, in Russian and Ukrainian": [
        "Подписывайтесь на наш канал",
        "Читайте также: Минск",
    ],
    "call to subscribe": [
        "Sign up for our daily newsletter",
        "Subscribe now",
        "Get the day’s top stories in your inbox.",
        "Your email address",
    ],
    "call to donate": [
        "Donate now!",
        "Please support our journalism today.",
        "Become a member",
        "Please consider making a tax-deductible donation",
        "Support the Paper from as little as £1.",
    ],
    "share bar": ["Share on Facebook", "Facebook Twitter WhatsApp Email", "Print this article"],
    "advertisement": ["ADVERTISEMENT", "Story continues below advertisement"],
    "link to another article": ["Read more: Snow in Athens", "Tags: Athens, snow"],
    "heading of links": ["Related", "Related Topics", "Most read", "Topics", "Top stories:"],
    "picture source": ["Image source, Getty Images", "Media source: Reuters"],
    "caption label": ["Image caption,", "Caption:"],
    "cookie banner": [
        "We value your privacy",
        "We and our 120 trusted partners store information on a device.",
    ],
    "mailing": [
        "View this email in your browser",
        "You’re receiving this email because you signed up.",
        "Unsubscribe | Manage preferences",
        "Our mailing address is: 1 Main Street, Athens",
    ],
    "sign-off": ["(Reporting by Eva Nagy in Budapest; Editing by Tom Hart)"],
    "comment form": ["Your email address will not be published. Required fields are marked *"],
    "page control": [
        "Accessibility Help",
        "News",
        "14:32 GMT",
        "Reject all",
        "Menu",
        "Log in",
        "5 min read",
        "Reading time: 7 minutes",
    ],
    "privacy notice": [
        "By signing up you agree to our Privacy Policy and Terms of Use.",
        "The commenter agrees to the privacy policy of The Paper and agrees not to libel.",
        "We use cookies to improve your visit.",
        "Privacy Policy | Terms of Service",
    ],
    "copyright": [
        "© 2022 The Paper",
        "Copyright 2022 The Paper. All rights reserved.",
        "This article was originally published in The Paper.",
    ],
}

NEWS = [
    "Facebook agreed to change its privacy policy, regulators in Dublin said on Monday.",
    "Twitter and Facebook were blocked in Moscow.",
    "Follow the Danube from Vienna and you come to Bratislava.",
    "Follow-up talks on Telegram's future will be held in Paris.",
    "Donations to the Red Cross in Beirut have doubled since the blast.",
    "Donate blood, the hospitals of Aleppo asked; hundreds came.",
    "Support for Kyiv is growing in Prague.",
    "Give peace a chance, they sang in Berlin.",
    "Photos from Bucha showed bodies in the street.",
    "Photo shows a burnt tank near Irpin",
    "Video of the strike on Vinnytsia was shown in Kyiv.",
    "Subscribe to the theory of the Kremlin and you must believe that Bucha was staged.",
    "Sign up and fight, men in Kharkiv are told.",
    "Comments by the governor of Luhansk were denied in Moscow.",
    "Comment: why Vilnius worries",
    "Copyright law in Poland is to change.",
    "Share prices fell in Frankfurt and London.",
    "Print shops in Minsk were searched.",
    "Search parties left Zermatt at dawn.",
    "Home at last: families return to Mosul",
    "World leaders meet in Davos",
    "Live fire was heard in Khartoum.",
    "Skip the border at Medyka, refugees are told.",
    "Related families fled to Amman.",
    "Read more slowly, the court in Hamburg told the clerk.",
    "The story was first published in 1920 and is set in Riga.",
    "The report was first published by the Kyiv School of Economics.",
    "AP Moller-Maersk stopped sailing to Odesa.",
    "Reuters reported shelling in Mykolaiv.",
    "Advertising in Tehran is censored.",
    "Gallery owners in Venice protest.",
    "5 minutes from Sarajevo the road ends.",
    "12 died in Homs",
    "Join the army, says a poster in Saint Petersburg.",
    "Users who accept the privacy policy of the app were tracked in Xinjiang, it said.",
    "By using drones, Baku broke through in Hadrut.",
    "https://example.org was blocked in Ankara",
]


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, lines in FURNITURE.items() for line in lines]
)
def test_furniture_is_known_by_its_rule(name: str, line: str) -> None:
    rule = matching_rule(plainly(line))

    assert rule is not None
    assert rule.name == name


def test_every_rule_has_an_example_and_a_reason() -> None:
    assert {rule.name for rule in RULES} == set(FURNITURE)
    assert all(rule.why for rule in RULES)


@pytest.mark.parametrize("line", NEWS)
def test_news_is_no_furniture(line: str) -> None:
    assert matching_rule(plainly(line)) is None


@pytest.mark.parametrize("line", ['""', "***", "— —", "2022", "•"])
def test_what_has_no_letters_says_nothing(line: str) -> None:
    assert not has_letters(line)


@pytest.mark.parametrize("line", ["Київ", "של", "北京", "a"])
def test_letters_are_of_any_script(line: str) -> None:
    assert has_letters(line)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_is_slow_on_lines_that_almost_fit(rule: object) -> None:
    units = ["a ", "facebook ", "follow us on ", "photo: a / ", "by click ", "get ", "x, ", "a/",
             "the commenters agree ", "sign up ", "share this story on ", "(c) ", "1 of ", "\u00a0",
             "read more: ", "skip to content ", "privacy policy and ", "https://"]  # fmt: skip
    started = time.process_time()
    for unit in units:
        matching_rule((unit * 4000)[:3990] + "\x01")
        matching_rule((unit * 200)[:155] + "\x01")
    assert time.process_time() - started < 1
