"""A change between revisions is named as an editor would."""

import time

import pytest
from hypothesis import given

from crawler.fields.changes import describe_change
from crawler.fields.fingerprints import content_hash
from tests.strategies import messy_text

PARAGRAPHS = [
    f"The council of district {n} voted on Tuesday to repair the bridge over the river, at a cost of {n}00,000 dollars."
    for n in range(1, 9)
]
BODY = "\n\n".join(PARAGRAPHS)


def kind_of(new_body: str, new_headline: str = "Council votes") -> str | None:
    change = describe_change("Council votes", BODY, new_headline, new_body)
    return change.kind if change else None


@pytest.mark.parametrize(
    ("new_body", "kind"),
    [
        (BODY, None),
        (BODY.replace("\n\n", " \n") + " ", None),
        (BODY.replace(",", " -"), None),
        (BODY.replace("district 3 voted", "district 3 votde"), "typo"),
        (BODY.replace("district 3 voted on Tuesday", "District 3 voted on tuesday"), "typo"),
        (BODY.replace("300,000 dollars", "900,000 dollars"), "minor"),
        (BODY.replace("district 3 voted on Tuesday", "district 3 voted on Monday"), "minor"),
        (BODY + "\n\nThe mayor welcomed the decision on her way out.", "minor"),
        (BODY + "\n\n" + " ".join(f"word{n}" for n in range(60)), "major"),
        ("\n\n".join(PARAGRAPHS[:4]), "major"),
        (BODY + "\n\nCorrection: an earlier version of this article gave the wrong cost of the bridge.", "correction"),
        (BODY + "\n\nThis article was amended on 18 May to give the right cost.", "correction"),
        (BODY + "\n\nIn einer früheren Fassung stand ein falscher Betrag.", "correction"),
        (BODY + "\n\nCorrection", "minor"),
    ],
)
def test_kinds_of_change(new_body: str, kind: str | None) -> None:
    """Letters are a typo, facts are minor, a fifth is major, a note is a correction; punctuation is nothing."""
    assert kind_of(new_body) == kind


def test_a_note_that_was_there_is_no_new_correction() -> None:
    """Only an added note makes a correction."""
    noted = BODY + "\n\nCorrection: the cost of the bridge was wrong in an earlier version."

    change = describe_change(
        "Council votes", noted, "Council votes", noted.replace("district 3 voted", "district 3 rowed")
    )

    assert change is not None
    assert change.kind == "typo"


def test_words_are_counted() -> None:
    """Added and removed words, of headline and body."""
    change = describe_change("Council votes", BODY, "Council approves bridge", BODY + "\n\nMore follows soon.")

    assert change is not None
    assert (change.added, change.removed, change.kind) == (5, 1, "minor")


@given(messy_text, messy_text, messy_text, messy_text)
def test_no_change_means_the_same_hash(old: str, old_body: str, new: str, new_body: str) -> None:
    """None and an equal content hash are one statement, and a text is never a change of itself."""
    change = describe_change(old, old_body, new, new_body)

    assert (change is None) == (content_hash(old, old_body) == content_hash(new, new_body))
    assert describe_change(old, old_body, old, old_body) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 20_000, "b a " * 20_000),
        ("a\n" * 20_000, "b\na\n" * 10_000),
        ("x" * 400_000, "y" * 400_000),
    ],
)
def test_time_is_bounded(old: str, new: str) -> None:
    """Texts made to be slow are not."""
    start = time.process_time()

    change = describe_change("h", old, "h", new)

    assert change is not None
    assert time.process_time() - start < 5
