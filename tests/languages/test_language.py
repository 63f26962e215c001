"""Every language is a data file with cases beside it; both are found by themselves."""

import tomllib
from pathlib import Path

import pytest

from crawler.fields.bylines import parse_byline
from crawler.languages import all_languages, common_words, load
from crawler.languages.language import DATA, split_phrases

HERE = Path(__file__).parent
CHROME_KEYS = {
    "related", "comments", "newsletter", "subscribe", "share", "tags", "author_bio", "correction",
    "correction_note", "pitch", "notice", "invitation", "embed", "pointer", "key_points", "live", "advertisement",
    "cookies", "more",
}  # fmt: skip
BYLINE_KEYS = {
    "prefixes", "joiners", "glued_joiners", "glued_prefixes", "unglued", "surnames", "house_endings",
    "capital_particles", "small_elisions", "publisher",
    "photo", "video", "editor", "translator", "contributor", "titles", "title_endings", "modifiers",
    "desks", "outlets", "places", "special", "inputs", "published", "reading", "noise", "articles",
}  # fmt: skip


def _cases() -> list[object]:
    found = []
    for path in sorted(HERE.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["byline"]:
            found.append(pytest.param(path.stem, case, id=f"{path.stem}: {case['raw'][:40]}"))
    return found


@pytest.mark.parametrize(("code", "case"), _cases())
def test_byline_case_of_a_language(code: str, case: dict[str, object]) -> None:
    """A language's own cases are read as they say."""
    byline = parse_byline(str(case["raw"]), language=code)

    found = [a.name if a.role == "reporter" else f"{a.name} ({a.role})" for a in byline.authors]
    assert (found, byline.desk, list(byline.agencies)) == (
        case["authors"],
        case.get("desk"),
        case.get("agencies", []),
    )


def test_every_language_has_cases() -> None:
    """No language file stands without cases beside the tests, and no cases without a language."""
    assert {path.stem for path in HERE.glob("*.toml")} == {path.stem for path in DATA.glob("*.toml")}


def test_there_are_enough_languages() -> None:
    """Byline words exist in at least 25 languages."""
    assert len(all_languages()) >= 25


@pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
def test_keys_are_known(language: object) -> None:
    """A misspelt key in a language file would be read by nobody."""
    assert set(language.chrome) <= CHROME_KEYS  # type: ignore[attr-defined]
    assert set(language.bylines) <= BYLINE_KEYS  # type: ignore[attr-defined]
    assert len(language.stop_words) >= 30  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("tag", "code"), [("de", "de"), ("de-AT", "de"), ("zh_Hant_TW", "zh"), ("NB", "no"), ("nn-NO", "no"), ("iw", "he")]
)
def test_tag_finds_its_language(tag: str, code: str) -> None:
    """A BCP 47 tag in any spelling, or an old or narrower code, finds the language's file."""
    found = load(tag)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("tag", [None, "", "xx", "../en", "e", "🙂"])
def test_unknown_tag_finds_nothing(tag: str | None) -> None:
    """A tag without data is None, whatever it holds."""
    assert load(tag) is None


def test_language_is_read_once() -> None:
    """The same tag gives the same object."""
    assert load("fr") is load("fr-CA")


def test_phrases_may_be_a_block_or_an_array() -> None:
    """A literal block and a TOML array say the same."""
    assert split_phrases("by | written by\nstory by") == split_phrases(["by", "written by", "story by"])


def test_common_words_are_of_all_languages() -> None:
    """The stop words of every language are at hand together."""
    assert {"the", "und", "который", "及"} <= common_words()
