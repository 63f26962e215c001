"""The house's own lines among an article's: its cookies, its newsletter, its disclaimer."""

import pytest
from lxml import html

from crawler.extract.blocks import read_blocks
from crawler.extract.body import choose_body
from crawler.extract.evidence import Evidence
from crawler.extract.phrases import is_notice

FIRST = "Harbour dues in Fenmouth will rise by four per cent in January, the harbour board decided on Monday night."
SECOND = "Skippers called the rise unfair and said they would ask the county to look at the books of the board."
COOKIES = "We use cookies and similar technologies to give you the best experience. Click accept to agree to their use."


def body_of(*lines: str) -> list[str]:
    """Return the body's texts of a page of such lines, all of which look like text by themselves."""
    blocks = read_blocks(
        html.fromstring(f"<html><body><div>{''.join(f'<p>{line}</p>' for line in lines)}</div></body>")
    )
    for block in blocks:
        block.score = 0.95
    return [block.text for block in choose_body(blocks, Evidence(), "en").blocks]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", COOKIES),
        ("de", "Wir verwenden Cookies und ähnliche Technologien, um Inhalte zu personalisieren."),
        ("fr", "Recevez chaque matin l’essentiel de votre ville dans notre lettre d’information gratuite."),
        ("es", "Recibe cada mañana las noticias más importantes de tu ciudad en tu correo."),
        ("en", "Contact the writer at news@paper.example or 555-0100."),
        ("en", "This article was amended on 13 May 2026 to give the name of the mayor as it is spelt."),
        ("de", "In einer früheren Version dieses Artikels war der Name der Bürgermeisterin falsch geschrieben."),
        ("ru", "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter."),
        (
            "en",
            "Can't get enough? Sign up now for the Weekly newsletter packed with the latest news, pictures and more!",
        ),
        ("en", "Sign up to the Lanyon Weekly Brief here for news on business and innovation in your inbox"),
        ("hu", "Figyelem! A hozzászólások nem a lap nézeteit tükrözik. Az olvasók személyes véleményét tartalmazzák."),
        ("en", "Copyright 2026 The Associated Press. All rights reserved."),
        ("it", "© 2026 Il Corriere di Carenza - Riproduzione riservata"),
        ("id", "Daftar buletin kami dan terima berita terpenting setiap pagi."),
        ("el", "Ακολουθήστε την εφημερίδα στο Google News και μάθετε πρώτοι τις ειδήσεις."),
        ("zh", "订阅我们的新闻简报，每天早上获取最重要的新闻。"),
        ("zh", "【免责声明】本文仅代表作者本人观点，与本网站无关。"),
    ],
)
def test_a_notice_is_known_by_its_words(language: str, line: str) -> None:
    """No name or place on the page tells it."""
    assert is_notice(line, language)


@pytest.mark.parametrize(
    "line",
    [
        "The court ruled on Tuesday that cookies need the consent of readers.",
        "The newsletter of the harbour board has 400 readers, Ada Marsh said.",
        "More than 400 people have asked to sign up for the newsletter of the harbour board since it was founded.",
        "Sign up at the town hall by Friday. The newsletter of the board has the hours, Ada Marsh said.",
        "The choir holds all rights to the recording, Ada Marsh said.",
    ],
)
def test_what_tells_of_such_things_is_no_notice(line: str) -> None:
    """The words alone say nothing."""
    assert not is_notice(line, "en")


def test_a_notice_in_the_text_is_dropped() -> None:
    """Wherever it stands."""
    assert body_of(COOKIES, FIRST, SECOND) == [FIRST, SECOND]
    assert body_of(FIRST, COOKIES, SECOND) == [FIRST, SECOND]


def test_a_text_that_is_hardly_anything_else_is_about_them() -> None:
    """A page whose text is such a notice keeps it; what the page is, the verdict says."""
    assert body_of("Cookies explained.", COOKIES) == ["Cookies explained.", COOKIES]
