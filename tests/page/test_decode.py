"""Bytes to text: declarations, lies about them, and everything that is no HTML."""

import contextlib
import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import PageError
from crawler.page.decode import decode

TEXTS = {
    "windows-1252": "Der Bürgermeister eröffnete am Montag die größte Brücke über den Fluß. “Schön”, sagte er,",
    "iso-8859-9": "Belediye başkanı pazartesi günü yeni köprüyü açtı. Şehirde yaşayanlar için iyi bir gün, dedi.",
    "windows-1250": "Starosta v pondělí otevřel nový most přes řeku. Říkal, že je to pro město dobrý den, dodal.",
    "windows-1257": "Meras pirmadienį atidarė naują tiltą per upę. Jis sakė, kad tai gera diena miestui ir žmonėms.",
    "windows-1251": "Мэр города в понедельник открыл новый мост через реку. Он сказал, что это хороший день для всех.",
    "koi8-r": "Мэр города в понедельник открыл новый мост через реку. Он сказал, что это хороший день для всех.",
    "windows-1253": "Ο δήμαρχος εγκαινίασε τη Δευτέρα τη νέα γέφυρα πάνω από το ποτάμι και είπε ότι είναι καλή ημέρα.",
    "windows-1255": "ראש העיר חנך ביום שני את הגשר החדש מעל הנהר. הוא אמר שזה יום טוב לתושבים.",
    "windows-1256": "افتتح رئيس البلدية يوم الاثنين الجسر الجديد فوق النهر وقال إن هذا يوم جيد لجميع السكان.",
    "windows-874": "นายกเทศมนตรีเปิดสะพานใหม่ข้ามแม่น้ำเมื่อวันจันทร์ และกล่าวว่าเป็นวันที่ดีสำหรับทุกคนในเมืองนี้",
    "gb18030": "市长星期一为跨河新桥剪彩。他说，这对全市居民来说是一个好日子，人们不用再绕路了。",
    "big5": "市長星期一為跨河新橋剪綵。他說，這對全市居民來說是一個好日子，人們不用再繞路了。",
    "shift_jis": "市長は月曜日に川にかかる新しい橋の開通式に出席した。市民にとって良い日だと語った。",
    "euc-jp": "市長は月曜日に川にかかる新しい橋の開通式に出席した。市民にとって良い日だと語った。",
    "euc-kr": "시장은 월요일에 강을 가로지르는 새 다리의 개통식에 참석했다. 시민들에게 좋은 날이라고 말했다.",
}
DECLARED = "text/html; charset={}"
UTF8 = "text/html; charset=utf-8"


def page(text: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}<title>t</title></head><body><p>{text}</p></body></html>"


def encode(text: str, charset: str) -> bytes:
    return text.encode({"windows-874": "cp874"}.get(charset, charset))


def misread(text: str) -> str:
    """UTF-8 taken for windows-1252, whose five holes browsers pass through."""
    return "".join(chr(b) if b in b"\x81\x8d\x8f\x90\x9d" else bytes((b,)).decode("cp1252") for b in text.encode())


def code_of(body: bytes, content_type: str | None = UTF8) -> str:
    with pytest.raises(PageError) as refusal:
        decode(body, content_type=content_type)
    return refusal.value.code


@pytest.mark.parametrize("charset", TEXTS)
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "true", "none", "x-unknown"])
def test_text_comes_out_right_whatever_the_header_says(charset: str, declared: str) -> None:
    """A right, a wrong, an unknown and no declaration give the same text."""
    source = page(TEXTS[charset])
    content_type = {"true": DECLARED.format(charset), "none": None}.get(declared, DECLARED.format(declared))

    assert decode(encode(source, charset), content_type=content_type).text == source


@pytest.mark.parametrize("charset", TEXTS)
def test_utf8_declared_as_a_legacy_charset_is_utf8(charset: str) -> None:
    """UTF-8 under an old server's default charset is read as UTF-8."""
    source = page(TEXTS[charset])

    assert decode(source.encode(), content_type=DECLARED.format(charset)).text == source


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<!-- <meta charset=utf-8> --><script>" + "x" * 60_000 + "</script><META CHARSET=windows-1251>",
    ],
)
def test_meta_is_found_wherever_it_stands_in_the_head(head: str) -> None:
    """The meta element counts even behind tens of kilobytes of script, and never inside a comment."""
    source = page("Мэр", head)

    assert decode(source.encode("cp1251"), content_type="text/html").text == source


def test_xml_declaration_names_the_charset() -> None:
    """XHTML pages declare it in their first line."""
    source = '<?xml version="1.0" encoding="iso-8859-9"?><html><body><p>Şu</p></body></html>'

    assert decode(source.encode("iso-8859-9")).text == source


def test_header_wins_over_meta_where_the_text_allows_both() -> None:
    """RFC 9110 and HTML give the transport layer precedence."""
    source = page("Мэр", '<meta charset="koi8-r">')

    assert decode(source.encode("cp1251"), content_type=DECLARED.format("windows-1251")).text == source


def test_quotes_and_dashes_alone_let_the_declaration_stand() -> None:
    """English in windows-1252 has hardly any foreign letter: its quotes, dashes and a £ are as good."""
    text = "“It is the town’s,” she said – “all £5,000 of it.” " * 3
    page = decode(f"<meta charset=windows-1252><p>{text}</p>".encode("cp1252"))

    assert (page.charset, text in page.text) == ("windows-1252", True)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_over_every_declaration(codec: str) -> None:
    """The mark is honoured and taken off."""
    source = page(TEXTS["windows-1251"])

    assert decode(source.encode(codec), content_type=DECLARED.format("windows-1252")).text == source


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXTS["windows-1252"], TEXTS["gb18030"]])
def test_utf16_without_a_mark_is_seen(codec: str, text: str) -> None:
    """The NULs of its markup tell UTF-16 and its byte order."""
    source = page(text)

    decoded = decode(source.encode(codec))

    assert (decoded.text, decoded.charset) == (source, codec)


def test_iso_2022_jp_is_seen_by_its_escapes() -> None:
    """Seven-bit Japanese passes for ASCII unless one looks."""
    source = page(TEXTS["shift_jis"])

    assert decode(source.encode("iso2022_jp")).text == source


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("latin-1", "windows-1252"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("ks_c_5601-1987", "euc-kr"),
        ("x-sjis", "shift_jis"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, charset: str) -> None:
    """The Encoding Standard's wider charset stands for the old label."""
    source = page(TEXTS[charset])

    decoded = decode(encode(source, charset), content_type=DECLARED.format(label))

    assert decoded.text == source
    assert decoded.charset == charset


def test_a_few_foreign_bytes_in_utf8_are_read_as_windows_1252() -> None:
    """An agency's spliced-in quote does not cost the page its charset."""
    start, end = page("Über den Fluß, größer, schöner, süßer X").encode().split(b"X")

    assert (
        decode(start + b"\x93caf\xe9\x94" + end, content_type=UTF8).text == (start + "“café”".encode() + end).decode()
    )


SOUND = "".join(
    f"<p>The council said it would mend the road, a cost of £{n} million, by the end of May.</p>" for n in range(30)
)
CUT_EMOJI = b"\xf0\x9f\x98"


@pytest.mark.parametrize(
    "garbage",
    [CUT_EMOJI, b"\xe9", b"\x8f", "\ufffd".encode(), "特价广告优惠".encode("gbk"), "セール中".encode("shift_jis")],
    ids=["cut emoji", "latin", "no charset", "lost before", "gbk", "shift_jis"],
)
def test_a_garbled_advertisement_costs_no_page(garbage: bytes) -> None:
    """Ten bytes or forty in one foreign box: the page is UTF-8 as it says, and its other text comes out whole."""
    box = b"<div><p>" + b" ".join(b"best " + garbage + b" offers" for _ in range(10)) + b"</p></div>"
    decoded = decode(SOUND.encode() + box, content_type=UTF8)

    assert decoded.charset == "utf-8"
    assert decoded.text.startswith(SOUND)


def test_cut_emoji_in_plain_english_are_no_other_charset() -> None:
    """All letters are ASCII but for what a template left of six emoji, wherever they stand."""
    text = SOUND.replace("£", "$").encode().replace(b"road", b"road " + CUT_EMOJI, 6)

    assert decode(text, content_type=UTF8).text == text.decode("utf-8", "replace")


@pytest.mark.parametrize("charset", ["windows-1252", "windows-1250", "windows-1251", "windows-1253"])
def test_a_page_that_lost_its_letters_is_refused(charset: str) -> None:
    """Each letter beyond ASCII had become U+FFFD before the page was sent: nobody can read it as it was meant."""
    lost = "".join(letter if letter < "\x80" else "\ufffd" for letter in page(TEXTS[charset]))

    assert code_of(lost.encode()) == "bad_encoding"


def test_a_page_cut_inside_a_character_loses_only_that() -> None:
    """A connection that ends early is no encoding fault."""
    assert decode("<p>Größe – é".encode()[:-1], content_type=UTF8).text == "<p>Größe – "


@pytest.mark.parametrize(
    "charset", ["windows-1252", "windows-1251", "windows-1253", "gb18030", "shift_jis", "euc-kr", "windows-1256"]
)
def test_double_encoded_text_is_repaired(charset: str) -> None:
    """UTF-8 that was taken for windows-1252 and encoded again is turned back."""
    assert decode(page(misread(TEXTS[charset])).encode(), content_type=UTF8).text == page(TEXTS[charset])


@pytest.mark.parametrize(
    "text", ["Ã la carte, NÃO, MANHÃ”, AMANHÃ», LÂ«", "Ð er íslenskur stafur. Ð“", "CAFÉ” Ó“ Ä– ã€", *TEXTS.values()]
)
def test_right_text_is_never_repaired(text: str) -> None:
    """Capitals before quotes look like mojibake and are none."""
    assert decode(page(text).encode(), content_type=UTF8).text == page(text)


def test_nul_bytes_are_left_out() -> None:
    """A stray NUL must not end the document for the parser."""
    assert decode(b"<p>one\0 two</p>", content_type=UTF8).text == "<p>one two</p>"


@pytest.mark.parametrize("body", [b"", b" \n\t ", b"\0\0\0", b"\xef\xbb\xbf \n"])
def test_nothing_but_blanks_is_an_empty_page(body: bytes) -> None:
    """White space, NULs and a byte order mark are no content."""
    assert code_of(body) == "empty_page"


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj <</Type /Catalog>>",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"GIF89a\x01\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"PK\x03\x04\x14\0",
        gzip.compress(b"<html><body>packed twice</body></html>", mtime=0),
        b"\0\0\0\x20ftypisom",
        b'{"a": "<p>html inside</p>"}',
        b'[{"a": 1}]',
        b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
        b'<?xml version="1.0"?>\n<!-- made by x -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>',
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>',
        b'<?xml version="1.0"?><Whatever/>',
        b"just some words, no markup at all",
        bytes(range(256)) * 20,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_not_html_is_refused(body: bytes) -> None:
    """The bytes decide, whatever the header claims."""
    assert code_of(body, "text/html; charset=utf-8") == "not_html"


@pytest.mark.parametrize(
    "body",
    [
        b"<p>fragment</p>",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML" "x">\n<html/>',
        b"\n\n<!-- cached --><!DOCTYPE html><html><p>x</p></html>",
        b"words first <b>then</b> markup",
        b"{% broken template %}<html><p>x</p></html>",
        b"[caption]<p>x</p>",
    ],
)
def test_odd_html_is_still_html(body: bytes) -> None:
    """Fragments, XHTML and leftovers of templates pass."""
    assert decode(body, content_type=None).text == body.decode()


def test_bytes_of_no_charset_are_refused() -> None:
    """High bytes that make no language in any charset are never written as mojibake."""
    noise = bytes((i * 89 + 131) % 128 + 128 for i in range(1500))

    assert code_of(b"<html><body><p>" + noise + b"</p></body></html>") == "bad_encoding"


@given(
    st.binary(max_size=400),
    st.sampled_from([None, UTF8, "text/html; charset=gb2312", "text/html; charset=utf-16", ";;charset=\x00"]),
)
def test_no_bytes_make_it_raise_anything_else(body: bytes, content_type: str | None) -> None:
    """PageError is the only way out but a text that UTF-8 can hold."""
    for candidate in (body, b"<p>" + body + b"</p>"):
        try:
            text = decode(candidate, content_type=content_type).text
        except PageError:
            continue

        assert text.encode()
        assert "\0" not in text


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_declared_text_round_trips(charset: str, data: st.DataObject) -> None:
    """Any order of a sentence's words comes back from its declared charset."""
    words = data.draw(st.permutations(TEXTS[charset].split()))
    source = page(" ".join(words[: data.draw(st.integers(len(words) * 2 // 3, len(words)))]))

    assert decode(encode(source, charset), content_type=DECLARED.format(charset)).text == source


@pytest.mark.parametrize(
    "unit", [b"<meta ", b"<!--", b"<html lang=", "Ã".encode(), b">\x80", b"\xe9t\xe9 ", b"<?xml ", b'{"', b"\x1b$"]
)
def test_cost_grows_with_length_only(unit: bytes) -> None:
    """A megabyte of one broken thing takes well under the second that quadratic search would multiply."""
    started = time.process_time()
    with contextlib.suppress(PageError):
        decode(b"<p>\xe9" + unit * (1_000_000 // len(unit)))

    assert time.process_time() - started < 2.0
