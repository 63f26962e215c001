"""Lines that offer a subscription or lead elsewhere, language by language, and how long a text is."""

import pytest

from crawler.extract.phrases import demands_subscription, holds_pitch, leads_elsewhere, letters


@pytest.mark.parametrize(
    ("language", "offer"),
    [
        ("de", "Dieser Artikel ist nur für Abonnenten. Jetzt abonnieren und weiterlesen."),
        ("tr", "Bu haberin devamı yalnızca abonelere açıktır. Okumaya devam etmek için abone olun."),
        ("pl", "Ten artykuł jest dostępny tylko dla prenumeratorów. Wykup prenumeratę, aby czytać dalej."),
        ("pt", "Conteúdo só para quem assina. Assine para continuar lendo."),
        ("sv", "Den här artikeln är för prenumeranter. Bli prenumerant för att läsa vidare."),
        ("zh", "本文仅限订阅用户阅读。请订阅后继续阅读全文。"),
        ("ja", "この先は有料会員限定です。ログインして続きを読むことができます。"),
    ],
)
def test_an_offer_is_known_among_other_words(language: str, offer: str) -> None:
    """In scripts that say a word in two characters a shorter phrase is long enough to mean it."""
    assert holds_pitch(offer, language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "他说，订阅量今年上升了一成。"),
        ("en", "She subscribed to the plan of the council."),
        ("de", "Er liest seit 1990."),
    ],
)
def test_a_sentence_about_subscribers_offers_nothing(language: str, line: str) -> None:
    """One word of the trade is not enough."""
    assert not holds_pitch(line, language)


def test_a_dense_script_says_more_in_fewer_characters() -> None:
    """Where a text must have some length, a character of Chinese, Japanese or Korean is worth three letters."""
    assert letters("The bridge") == 10
    assert letters("橋は水曜に開く") == 21
    assert letters("Мост") == 4


def test_a_line_that_leads_to_another_story_says_so_before_its_colon() -> None:
    """The words are those of the page's language and of English."""
    assert leads_elsewhere("Read also: Council keeps the bridge", "en")
    assert leads_elsewhere("Läs också: Ny ägare lovar 19 jobb", "sv")
    assert not leads_elsewhere("The mayor: Council keeps the bridge", "en")
    assert not leads_elsewhere("Read also", "en")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("el", "Για να συνεχίσετε την ανάγνωση, γίνετε συνδρομητής"),
        ("hi", "पूरी खबर पढ़ने के लिए सब्सक्राइब करें"),
        ("ar", "اشترك الآن لمتابعة القراءة"),
        ("he", "הכתבה המלאה זמינה למנויים בלבד"),
        ("ta", "இந்த கட்டுரை சந்தாதாரர்களுக்கு மட்டும்"),
        ("th", "สมัครสมาชิกเพื่ออ่านต่อ"),
        ("fr", "Inscrivez-vous pour lire l’intégralité de l’article"),
        ("en", "Unlock this story for $1"),
    ],
)
def test_a_demand_to_subscribe_is_known_in_many_scripts(language: str, line: str) -> None:
    """It says that what stands above is not the whole text."""
    assert demands_subscription(line, language)


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Subscribe"), ("de", "Abo"), ("nl", "Inloggen ›"), ("en", "Support local journalism"), ("ja", "ログイン")],
)
def test_a_menus_line_demands_nothing(language: str, line: str) -> None:
    """Such lines stand below whole articles as well."""
    assert holds_pitch(line, language)
    assert not demands_subscription(line, language)
