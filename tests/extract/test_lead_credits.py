"""Credits inside a text: how Asian reports open, and notes at the end."""

from datetime import UTC, datetime

import pytest

from crawler.extract.article import PageInput, extract_article
from crawler.items import Article
from crawler.outlets.outlet import outlet_from_url

URL = "https://paper.example/county/footbridge"
REST = {
    "zh": "市议会决定继续开放老桥，居民在会议上用了两个多小时讲述大桥关闭会给他们的生活带来怎样的影响。",
    "ko": "시의회는 화요일 밤 오래된 다리를 봄까지 차량에 계속 열어 두기로 결정했다고 시 관계자가 전했다.",
    "en": "The council voted late on Tuesday to keep the old footbridge open to walkers until the end of next spring.",
    "de": "Der Rat hat am Dienstagabend beschlossen, den alten Steg bis zum nächsten Frühjahr offen zu lassen.",
    "ja": "町議会は火曜日の夜、古い橋を春まで車両に開放し続けることを決め、住民の声に耳を傾けたと述べた。",
}


def read(language: str, main: str) -> Article:
    page = PageInput(
        body=f'<html lang="{language}"><title>桥</title><body><main><h1>桥 2</h1>{main}</main></body></html>'.encode(),
        url=URL,
        fetched_at=datetime(2026, 5, 20, tzinfo=UTC),
        outlet=outlet_from_url(URL),
        force=True,
    )
    article = extract_article(page)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("language", "opening", "names", "agencies"),
    [
        ("zh", "本报讯（记者 林晓梅）", ["林晓梅"], ()),
        ("zh", "新华社青谷5月9日电（记者林晓梅）", ["林晓梅"], ("Xinhua",)),
        ("ko", "(청산=연합뉴스) 윤서희 기자 = ", ["윤서희"], ("Yonhap",)),
        ("ja", "【ソウル＝沢渡直人】", ["沢渡直人"], ()),
        ("zh", "市长表示（见图）", [], ()),
        ("ko", "(사진=시청) ", [], ()),
    ],
)
def test_a_report_opens_with_its_reporter(
    language: str, opening: str, names: list[str], agencies: tuple[str, ...]
) -> None:
    """A bracket with the reporter counts where nothing else names one; any other bracket does not."""
    text = "".join(f"<p>{start}{REST[language] * 2}</p>" for start in (opening, "", "", ""))

    article = read(language, text)

    assert ([author.name for author in article.authors], article.agencies) == (names, agencies)


@pytest.mark.parametrize(
    ("language", "byline", "ending", "names", "agencies"),
    [
        ("de", "Von Anke Sturmfels", " (dpa)", ["Anke Sturmfels"], ("dpa",)),
        ("de", "", " /AFP/", [], ("AFP",)),
        ("en", "By Rita Moss", " — Reuters", ["Rita Moss"], ("Reuters",)),
        ("en", "By Rita Moss", " (Jane Roe)", ["Rita Moss"], ()),
        ("en", "By Rita Moss", " It is run by the Associated Press (AP).", ["Rita Moss"], ()),
        ("ja", "", "（沢渡 直人）", ["沢渡 直人"], ()),
        ("ja", "", "（写真は1面）", [], ()),
    ],
)
def test_a_credit_stands_behind_the_last_sentence(
    language: str, byline: str, ending: str, names: list[str], agencies: tuple[str, ...]
) -> None:
    """An agency is one beside whoever else is named, a writer in scripts that sign so; the text keeps both."""
    text = "".join(f"<p>{REST[language] * 2}{end}</p>" for end in ("", "", "", ending))

    article = read(language, f'<p class="byline">{byline}</p>{text}')

    assert ([author.name for author in article.authors], article.agencies) == (names, agencies)
    assert article.body_text.endswith(ending.strip())


def test_a_writer_signs_below_the_text_and_above_its_buttons() -> None:
    """What only signs is no text, though a list of buttons with unknown words follows it."""
    text = f"<div>{(REST['ja'] * 2 + '<br><br>') * 4}（沢渡 直人）</div>"
    buttons = '<ul class="SnsButtons"><li>シェア</li><li>ポスト</li><li>ブックマーク</li></ul>'

    article = read("ja", f"<div>{text}{buttons}</div>")

    assert [author.name for author in article.authors] == ["沢渡 直人"]
    assert article.body_text.endswith(REST["ja"])


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("AFP", ([], None, ("AFP",))),
        ("Newsroom", ([], "Newsroom", ())),
        ("Council", ([], None, ())),
        ("", ([], None, ())),
    ],
)
def test_a_line_right_below_the_box_of_the_text_may_sign_it(line: str, credit: object) -> None:
    """No class that anybody knows names the line, and it stands beside the box and not in it."""
    text = "".join(f"<p>{REST['en'] * 2}</p>" for _ in range(4))

    article = read("en", f"<div><div class=k1>{text}</div><div class=k2>{line}</div></div>")

    assert ([author.name for author in article.authors], article.desk, article.agencies) == credit
