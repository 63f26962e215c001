"""Text behind a wall that stands in the page in cipher."""

from crawler.extract.ciphers import is_ciphered
from tests.extract.cms_page import TEXT, article, page

OPEN = "Der Hafen wird am Montag für alle Schiffe gesperrt, und die Fähren fahren nicht."
HIDDEN = "Efs Ibgfo xjse bn Npoubh gýs bmmf Tdijggf hftqfssu- voe ejf Gåisfo gbisfo ojdiu/"


def test_a_text_is_ciphered_that_reads_only_with_its_letters_put_back() -> None:
    """The words that every sentence of the language has tell it."""
    assert is_ciphered(HIDDEN, "de")
    assert not is_ciphered(OPEN, "de")
    assert not is_ciphered(OPEN, None)
    assert not is_ciphered("Lanyon United 3, Fenmouth Rovers 1, Carenza Town 0", "en")


def test_a_ciphered_text_is_left_out_and_the_body_said_to_be_cut() -> None:
    """What the wall hides is nobody's reading matter."""
    hidden = "Uif dpvodjm pg Dbsfo{b wpufe up pqfo uif pme csjehf up bmm usbggjd bgufs uif gmppe."
    found = article(page().replace(TEXT, f"{TEXT}<p class=obfuscated>{hidden}</p>"))

    assert "dpvodjm" not in found.body_text
    assert found.access.truncated
