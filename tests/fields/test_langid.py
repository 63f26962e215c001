"""A text's language is what it is written in, and what the page says where the text can't tell."""

import pytest
from hypothesis import given

from crawler.fields.langid import identify_language, primary_tag
from tests.strategies import messy_text

ENGLISH = (
    "The council voted on Tuesday to repair the old bridge over the river, and the mayor said that it was time for it."
)
GERMAN = (
    "Der Stadtrat hat am Dienstag beschlossen, die Brücke über den Fluss zu sanieren, und das ist gut für die Stadt."
)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, "en-US", "en"),
        (ENGLISH, None, "en"),
        (GERMAN, "en-US", "de"),  # the theme's default
        (GERMAN, "de-AT", "de"),
        (GERMAN, None, "de"),
        ("Council votes", "cy", "cy"),
        ("Council votes", None, None),
        ("", "pt-BR", "pt"),
        ("", None, None),
        (ENGLISH, "ig", "ig"),
        ("পৌরসভা মঙ্গলবার পুরোনো সেতু মেরামতের সিদ্ধান্ত নিয়েছে", "en-US", "bn"),
        ("অসমৰ মুখ্যমন্ত্ৰীয়ে আজি কয়", None, "as"),
        ("नगर परिषद ने मंगलवार को पुल की मरम्मत का फैसला किया", "mr", "mr"),
        ("नगर परिषद ने मंगलवार को पुल की मरम्मत का फैसला किया", "en", "hi"),
        ("市议会周二决定修复旧桥", "en", "zh"),
        ("市議会は火曜日に古い橋を修理することを決めた", None, "ja"),
        ("시의회는 화요일에 낡은 다리를 고치기로 했다", "en", "ko"),
        ("Міська рада вирішила відремонтувати міст її", None, "uk"),
        ("Городской совет решил отремонтировать мост, это важно, объявил мэр", "bg", "ru"),
        ("Градският съвет реши да ремонтира моста в събота", None, "bg"),
        ("Градско веће одлучило је да поправи мост, јер је љут", None, "sr"),
        ("شورای شهر تصمیم گرفت پل را تعمیر کند گفت چگونه", "ar", "fa"),
        ("قرر مجلس المدينة إصلاح الجسر القديم", None, "ar"),
        ("سٹی کونسل نے پل کی مرمت کا فیصلہ کیا ہے", "en", "ur"),
        ("Το δημοτικό συμβούλιο αποφάσισε", None, "el"),
        ("עיריית העיר החליטה לתקן את הגשר", None, "he"),
        (ENGLISH, "zh-CN", "en"),
        ("Umkhandlu wedolobha uvotele ukulungisa ibhuloho elidala ngoLwesibili ntambama " * 9, "en", None),
        ("Umkhandlu wedolobha uvotele ukulungisa ibhuloho elidala ngoLwesibili ntambama " * 9, "zu", "zu"),
    ],
)
def test_languages(text: str, declared: str | None, language: str | None) -> None:
    """Script first, then letters and stop words; the declaration stands where they don't contradict it."""
    assert identify_language(text, declared) == language


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en_US", "en"),
        ("DE", "de"),
        ("iw", "he"),
        ("nb-NO", "no"),
        ("x-default", None),
        ("und", None),
        ("en, de", "en"),
    ],
)
def test_tags_are_reduced_to_their_language(declared: str, tag: str | None) -> None:
    """A declared tag gives its primary subtag, or nothing."""
    assert primary_tag(declared) == tag


@given(messy_text, messy_text)
def test_any_text_and_any_tag(text: str, declared: str) -> None:
    """Nothing raises."""
    found = identify_language(text, declared)

    assert found is None or found.isalpha()
