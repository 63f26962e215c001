"""What the address and the forms of a page say it is: a small ad, a thread, a forecast, a poll. signals.py calls it.

A newsroom files stories in such folders too, so verdict.py believes it only of pages that nothing calls an article.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extract.class_words import NAMES, groups_of
from crawler.fields.text import count_words
from crawler.fields.urls import names_article
from crawler.page.elements import text_of
from crawler.page.page import Page

_FOLDERS = {
    "offer_page": """classifieds classified smallads kleinanzeigen anzeigenmarkt clasificados classificados annunci
    petites-annonces annonces realestate real-estate immobilien immobilienmarkt immobilier inmobiliaria imoveis jobs job
    stellenmarkt stellenangebote stellenanzeigen jobboerse empleo empleos emploi offres-emploi vagas marketplace""",
    "forum_page": """forum forums thread threads showthread viewtopic foro foros messageboard messageboards""",
    "service_page": """weather wetter forecast forecasts meteo pronostico previsao-do-tempo weer pogoda pocasi pocasie
    idojaras hava-durumu vremea vrijeme vreme saa vaeret vejret horoscope horoscopes horoskop horoskope horoscopo
    horoscopos oroscopo horoscoop horoskop-dnia tv-guide tv-listings tv-programm tvprogramm fernsehprogramm programme-tv
    programma-tv program-tv guida-tv programacion-tv tv-gids tv-tabla lottery lotto lottozahlen loteria loterias loterie
    lotteria lotterier""",
}
_KIND_OF = {folder: kind for kind, folders in _FOLDERS.items() for folder in folders.split()}
_COLUMNS = frozenset(("forum", "forums", "foro", "foros"))
"""What some papers call their page of opinions."""
_SPEECH = re.compile('[“„«「『"][^“”„«»「」『』"]{25,400}[”“»」』"]')
_SPEECH_WORDS = 5
"""Words of what somebody is quoted with; what is put in marks for emphasis, or a title, has fewer."""
_RADIO = b"radio"
"""Counted first: to ask the tree takes longer."""
_FORM = "form_page"
_MIN_CHOICES, _FORM_WORDS = 3, 300
"""Choices of a poll at least, and words of the longest quiz: more text is not searched."""
_WORDS_PER_CHOICE = 16
"""Text beside so many choices that they are what the page is about; a poll in a story has ten times as much."""
_ELSEWHERE = sum(1 << NAMES.index(name) for name in ("overlay", "newsletter", "comments", "paywall"))
_OUTSIDE = frozenset(("aside", "header", "footer", "nav"))


def quotes_somebody(texts: Iterable[str]) -> bool:
    """Whether somebody is quoted at some length, as a small ad or a forecast quotes nobody."""
    said = (match[0] for text in texts for match in _SPEECH.finditer(text))
    return any(count_words(words) >= _SPEECH_WORDS for words in said)


def is_column(url: str) -> bool:
    """Whether the address is of a folder called forum, and of nothing that says thread."""
    folders = set(_folders(url))
    return not _COLUMNS.isdisjoint(folders) and not any(
        _KIND_OF.get(folder) == "forum_page" for folder in folders - _COLUMNS
    )


def _folders(url: str) -> list[str]:
    path = unquote(url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]).lower()
    return path.rstrip("/").split("/")


def kind_of_listing(page: Page, prose_words: int) -> str | None:
    """Return `offer_page`, `forum_page`, `service_page` for a forecast, `form_page` for a poll or quiz, or None."""
    *folders, last = _folders(page.url)
    kind = next((_KIND_OF[folder] for folder in (*folders, last.partition(".")[0]) if folder in _KIND_OF), None)
    if kind == "service_page" and names_article(f"/{last}"):
        kind = None
    is_short = prose_words <= _FORM_WORDS
    return kind or (_FORM if is_short and _is_form(page, prose_words) else None)


def _is_form(page: Page, prose_words: int) -> bool:
    """Whether the page asks its readers to choose, and has hardly other text."""
    if page.source.count(_RADIO) * _WORDS_PER_CHOICE < max(prose_words, _MIN_CHOICES * _WORDS_PER_CHOICE):
        return False
    fields = (field for field in page.tree.iter("input") if (field.get("type") or "").lower() == "radio")
    choices = sum(_has_label(field) and not _stands_outside(field) for field in fields)
    return choices >= _MIN_CHOICES and choices * _WORDS_PER_CHOICE >= prose_words


def _has_label(field: HtmlElement) -> bool:
    """Whether words stand at the choice: the five of a row of stars have none."""
    around, after = field.getparent(), field.getnext()
    texts = [field.tail or ""]
    texts += [text_of(each) for each in (around, after) if each is not None and each.tag == "label"]
    return any(map(str.isalnum, "".join(texts)))


def _stands_outside(field: HtmlElement) -> bool:
    boxes = tuple(field.iterancestors())
    names = " ".join(f"{box.get('class') or ''} {box.get('id') or ''}" for box in boxes if box.tag != "body")
    return any(box.tag in _OUTSIDE for box in boxes) or bool(groups_of(names) & _ELSEWHERE)
