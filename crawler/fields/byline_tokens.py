"""From a printed credit to tokens that know what they may mean; `byline_reader` makes credits of them.

    "By JANE ROE, AP | 17 May 2025"  ->  phrase(prefix) word word sep phrase(agency) sep date

Addresses, handles and reading times become separators; a run of numbers, months and clock words becomes one date token.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from crawler.fields.byline_lexicon import NO_SPACES, Lexicon, Meaning, fold_word

TokenKind = Literal["word", "phrase", "sep", "open", "close", "date", "number", "domain"]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s|,;()<>]+"
    r"|[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"
    r"|@[^\W\d][\w.]+"
    r"|\bdpa:\d{6}-[\d-]+/\d+",  # what dpa sends every text with
    re.IGNORECASE,
)
_ADDRESS_MARK = re.compile(r"//|www\.|@|[(\[]at[)\]]|dpa:", re.IGNORECASE)
"""One of them is in every address; to look for them takes a fraction of what the expression does."""
_NICKNAME = r"[\"“„][^\W\d_](?:[^\W\d_]|[ .'’-](?=[^\W\d_])){1,24}[\"”“]"
_TOKEN = re.compile(
    r"(?P<nickname>(?<=[^\W\d_]\s)" + _NICKNAME + r"(?=\s[^\W\d_]))"
    r"|(?P<open>[(\[{（【〔［<＜])|(?P<close>[)\]}）】〕］>＞])"
    r"|(?P<sep>--+|[-–—―]+(?=\s)|(?<=\s)[-–—―]+|[—―]|[,;:|/\\•●▪◆■□★☆～~=+*!?…→»«›‹≪≫、，；：／＼｜。＝।،؛\"“”„「」『』《》]|(?<=\s)[·・]|[·・](?=\s)|&(?:amp;)?)"
    r"|(?P<word>(?:[^-\s()\[\]{}（）【】〔〕［］<>＜＞,;:|/\\•●▪◆■□★☆～~=+*!?…→»«›‹≪≫、，；：／＼｜。＝।،؛\"“”„「」『』《》&—―]+|-(?!-))+)"
)
_KINDS: dict[str | None, TokenKind] = {"open": "open", "close": "close", "sep": "sep", "nickname": "word"}
_DATE_NUMBER = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|er|ère|ª|º|°|\.|日|月|年|号|號|时|時|分|일|월|년|시|분|-?го|-?ші|h|am|pm|a\.m|p\.m)?"
    r"|\d{4}-\d\d?-\d\d?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|\d{1,2}[.:h]\d\d|\d{1,2}\.\d{1,2}\.?"
    r"|\d{4}年\d{1,2}月\d{1,2}日?|\d{1,2}月\d{1,2}日|\d{4}년|\d{1,2}월",
    re.IGNORECASE,
)
_LABELLED_CHAR = re.compile(r"(?<![^\s/・、，,／|｜:：】)）])([文图圖摄攝撮写図])(?=\s*[/／:：・·丨|｜=＝])")
_HANGUL_DOT = re.compile("(?<=[\uac00-\ud7af])·(?=[\uac00-\ud7af])")
_HANGUL_WORD = re.compile("[\uac00-\ud7af]+")
_GIVEN_SYLLABLES = 2  # of nearly every Korean given name, behind one of the family name
CUT = "\x1f"
"""Marks where a run of a script without spaces was cut; white space to the tokeniser, nothing to a reader."""
_UNSPACED = re.compile(f"[{NO_SPACES}]")
_STAFF_CODE = re.compile(r"(?<=[\u3400-\u9fff])\s?[A-Z]{1,3}\d{2,6}\b")
"""What Chinese newsrooms print behind an editor's name."""
_GLUE = re.compile("[a-zß-ÿ\u0600-\u0eff][A-ZÀ-ÞŠŽŁ]")
"""A capital right behind a small letter: asked first, as the next three all need one and few lines have any."""
_GLUED_PREFIX = re.compile(r"\b([Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Nn]gu)(?=[A-ZÀ-ÞŠŽŁ][a-zà-ÿ])")
_GLUED_WORD = re.compile("(?<=[a-zß-ÿ\u0600-\u0eff]{2})[A-ZÀ-Þ][a-zß-ÿ]{3,}")
_GLUED_PEOPLE = re.compile(
    r"(?<!\S)([A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ][\w.]* )?(?!Mac|Fitz|Van|Von|Del|Dal)[A-ZÀ-Þ][a-zß-ÿ]{2,})"
    r"(?=[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ])"
)
"""Two full names in elements side by side that only a style sheet parts: "Jane RoeSam Lee"."""
_GLUED_WIRES = re.compile(r"\b\w{2,8}-\w{2,8}\b")
"""Agencies joined by a hyphen: "AFP-JIJI"."""
_ARABIC_PAIR = re.compile(r"(?<!\S)([\u0620-\u06ff]+)-([\u0620-\u06ff]+)(?!\S)")
"""A place and the agency that reports from it: "دمشق-سانا"."""
_ELIDED = re.compile(r"(?<=\s)(?:l|d|dell|all)['’](?=[A-Z]{2,})")
"""An article run into an agency: "avec l'AFP"."""
_GLUED_NAMES = re.compile("(?<=[A-ZÇĞİÖŞÜ]{3})- ?(?=[A-ZÇĞİÖŞÜ][a-zçğıöşü])")
_ETHIOPIC_MARKS = str.maketrans("፣፤፦።፡", ",;:. ")
_CAMERA = re.compile("[\U0001f4f7\U0001f4f8]\ufe0f?")
_SYMBOL = re.compile("[©®™℗\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_GLUED_CLOCK = re.compile(r"(?<=[^\W\d_]{2})(?=\d{1,2}[:.]\d\d)")
"""Themes print "ByJane RoeUpdated20:49" where tags, not spaces, part the words."""
_CLOCK_GLUED = re.compile(r"(?<=\d[:.]\d\d)(?=[^\W\d_]{3})|(?<=\b(?:19|20)\d\d)(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
"""Nor before them: "06 Jan 2026Updated", "20:49Updated"."""
_GLUED_DOT = re.compile(r"(?<=[^\W\d_]{2})[·•](?=\d)")
_DOMAIN = re.compile(
    r"(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}|(?:[A-Za-z0-9][A-Za-z0-9-]+\.)+(?i:com|net|org|info|news|tv|co|eu|gov|edu|[a-z]{2})"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?|[^\W\d_]\.")
_NUMBERED_NAME = re.compile(r"[A-Z]{2}|[^\W\d_]{4}")
"""Letters beside digits that make a name of an outlet ("7NEWS", "20minutes") rather than a number."""
_LETTER_FIRST = re.compile(r"[A-Za-z]\d")
"""A portal's name, "g1" and "R7", is no number either."""
_INITIAL, _HAS_DIGIT = re.compile(r"[^\W\d_]\."), re.compile(r"\d")
_KEEP_STOP = 4
"""Longest word, in letters, whose full stop may belong to it (`Jr.`, `Prof.`); after a longer one a sentence ends."""
_GLUE_REACH = 2
_GLUED_CHARS = 20
_QUOTES = {"«": "»", '"': '"', "„": '“”"', "“": "”"}
_QUOTED_TOKENS = 7
"""A quoted name of an outlet has up to five words between its marks."""
_QUOTED_NAMES = frozenset({"desks", "outlets"})


@dataclass(slots=True)
class Token:
    """One word, phrase, separator, bracket, date or number, with its place in the text."""

    kind: TokenKind
    text: str
    start: int
    end: int
    meaning: Meaning = field(default_factory=dict)


def tokenise(text: str, lexicon: Lexicon) -> tuple[str, list[Token]]:
    """Return the text as it was really read (addresses blanked, scripts without spaces split) and its tokens."""
    text = _ADDRESS.sub(" | ", text) if _ADDRESS_MARK.search(text) else text
    if not text.isascii():
        text = _SYMBOL.sub(" | ", _CAMERA.sub(" | Photo: ", text)).translate(_ETHIOPIC_MARKS)
    if prefix := lexicon.glued_prefix(text):
        text = f"{prefix} {text[len(prefix) :]}"
    is_glued = _GLUE.search(text) is not None
    text = _parted(_GLUED_PREFIX.sub(r"\1 ", text) if is_glued else text, lexicon)
    if is_glued:
        text = _GLUED_PEOPLE.sub(r"\1 | ", text)
        text = _GLUED_WORD.sub(lambda found: f" {found.group()}" if _is_glued(found, lexicon) else found.group(), text)
    if not text.isascii():
        text = _split_unspaced(text, lexicon)
    return text, _mark_dates(_phrases(_split(text), lexicon), text, lexicon)


def _parted(text: str, lexicon: Lexicon) -> str:
    """Return the text with blanks where clocks, names and agencies are run together."""
    if _HAS_DIGIT.search(text):
        text = _CLOCK_GLUED.sub(" ", _GLUED_CLOCK.sub(" ", _GLUED_DOT.sub(" | ", text)))
    text = _GLUED_NAMES.sub(" - ", text) if "-" in text else text
    text = _ELIDED.sub(" ", text) if "'" in text or "’" in text else text
    if "-" not in text:
        return text
    return _GLUED_WIRES.sub(
        lambda found: (
            found.group().replace("-", " / ") if lexicon.are_agencies(found.group().split("-")) else found.group()
        ),
        text,
    )


def _split_unspaced(text: str, lexicon: Lexicon) -> str:
    """Return the text with cuts around known words where its script puts no blanks."""
    text = _ARABIC_PAIR.sub(
        lambda found: found.group().replace("-", " - ") if lexicon.has_agency(found) else found.group(), text
    )
    if _UNSPACED.search(text):
        text = _STAFF_CODE.sub("", text)
        text = _HANGUL_DOT.sub(f"{CUT}·{CUT}", text)
        text = _LABELLED_CHAR.sub(rf"\1{CUT}", text)
        text = lexicon.unspaced.sub(lambda found: _cut_out(found, lexicon), text) if lexicon.unspaced else text
    return text


def _cut_out(found: re.Match[str], lexicon: Lexicon) -> str:
    """The phrase between marks, or as it is where it is a Korean given name: 류영상 ends in the word for "video"."""
    phrase, (start, end) = found.group(), found.span()
    word = _HANGUL_WORD.match(found.string, start - 1) if start else None
    is_whole = word is not None and word.end() == end and not _HANGUL_WORD.match(found.string[start - 2 : start - 1])
    meaning = lexicon.match([phrase], 0) if is_whole and len(phrase) == _GIVEN_SYLLABLES else None
    return phrase if meaning and "role" in meaning[1] else f"{CUT}{phrase}{CUT}"


def _is_glued(found: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the word, or the one it is run into, is none of a name: "RoeStaff Writer", "ReporterEmail"."""
    before = found.string[max(0, found.start() - _GLUED_CHARS) : found.start()].rpartition(" ")[2]
    return lexicon.parts_credits(found.group()) or lexicon.is_title(before)


def _split(text: str) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "word":
            tokens += _word(found.group(), found.start())
        else:
            tokens.append(Token(_KINDS[found.lastgroup], found.group(), found.start(), found.end()))
    return tokens


def _word(text: str, start: int) -> list[Token]:
    end = start + len(text)
    if text.isalpha():
        return [Token("word", text, start, end)]
    if _HAS_DIGIT.search(text):
        named = (
            _LETTER_FIRST.fullmatch(text)
            or _DOMAIN.fullmatch(text)
            or (_NUMBERED_NAME.search(text) and not _DATE_NUMBER.fullmatch(text))
        )
        kind: TokenKind = "domain" if named else "number"
        return [Token(kind, text, start, end)]
    bare = text.rstrip(".")
    if not bare:
        return [Token("sep", text, start, end)]
    if len(bare) == len(text) or len(bare) <= _KEEP_STOP or _INITIALS.fullmatch(text):
        kind = "domain" if "." in bare and _DOMAIN.fullmatch(text) and not _INITIALS.fullmatch(text) else "word"
        return [Token(kind, text, start, end)]
    middle = start + len(bare)
    return [
        Token("domain" if _DOMAIN.fullmatch(bare) and "." in bare else "word", bare, start, middle),
        Token("sep", ".", middle, end),
    ]


def _mark_dates(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """Join each run of numbers, months, weekdays and clock words that holds a number into one date token."""
    if not any(token.kind == "number" for token in tokens):
        return tokens
    marked: list[Token] = []
    i = 0
    while i < len(tokens):
        end = _date_run(tokens, i, lexicon)
        if end > i:
            first, last = tokens[i], tokens[end - 1]
            marked.append(Token("date", text[first.start : last.end], first.start, last.end))
            i = end
        else:
            marked.append(tokens[i])
            i += 1
    return marked


def _date_run(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Return where the date that begins at `at` ends, or `at` where none begins."""
    end, i, strength, numbers = at, at, 0, 0
    while i < len(tokens):
        weight = _date_weight(tokens[i], lexicon)
        if weight and (i > at or _opens_date(tokens, i, weight, lexicon)):
            strength += weight if weight > 0 else 0
            numbers += tokens[i].kind == "number"
            i += 1
            end = i
        elif i > at and i - end < _GLUE_REACH and _is_date_glue(tokens[i], lexicon):
            i += 1
        else:
            break
    return end if numbers and strength >= _DATE_STRENGTH else at


def _opens_date(tokens: list[Token], at: int, weight: int, lexicon: Lexicon) -> bool:
    """A number, month or weekday opens a date; "vor" or "hace" only where a number follows."""
    if weight != 1 or tokens[at].kind == "number":
        return weight > 0
    following = next(
        (each for each in tokens[at + 1 :] if _date_weight(each, lexicon) != 1 or each.kind == "number"), None
    )
    near = tokens[at + 1 : at + 3]
    return following is not None and (following.kind == "number" or any(each.kind == "sep" for each in near))


_DATE_STRENGTH = 2
_FULL_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*|\d{4}-\d\d.*|\d{1,2}[:h]\d\d.*|.*[年月日号년월일].*|(?:19|20)\d\d\.?",
    re.IGNORECASE,
)


def _date_weight(token: Token, lexicon: Lexicon) -> int:
    """2: makes a run a date; 1: helps; -1: may stand in it; 0: ends it."""
    if token.kind == "number":
        if not _DATE_NUMBER.match(token.text):
            return 0
        return 2 if _FULL_DATE.fullmatch(token.text) else 1
    if token.kind not in ("word", "domain", "phrase"):
        return 0
    words = [fold_word(word) for word in token.text.split()]
    if lexicon.months.issuperset(words):
        return 2
    if lexicon.dates.issuperset(words):
        return 1
    return -1 if lexicon.zones.issuperset(words) else 0


def _is_date_glue(token: Token, lexicon: Lexicon) -> bool:
    if token.kind == "sep":
        return token.text in {",", ".", ":", "-", "–", "/", "،"}
    return token.kind in ("word", "phrase") and fold_word(token.text) in lexicon.date_glue


def _quote_end(tokens: list[Token], at: int) -> int:
    """Return the place behind a short name in quotation marks that stands at `at`, else `at`: Редакция «Волны»."""
    closing = _QUOTES.get(tokens[at].text, "") if at < len(tokens) else ""
    ends = (i for i in range(at + 2, min(at + _QUOTED_TOKENS, len(tokens))) if closing and tokens[i].text in closing)
    return next(ends, at - 1) + 1


def _phrases(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Join words that are a known phrase into one token with its meanings."""
    folded = [fold_word(token.text) if token.kind in ("word", "domain") else "\0" for token in tokens]
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token, match = tokens[i], lexicon.match(folded, i)
        if match and not _INITIAL.fullmatch(token.text):
            length, meaning = match
            words = " ".join(each.text for each in tokens[i : i + length])
            end = _quote_end(tokens, i + length) if _QUOTED_NAMES & meaning.keys() else i + length
            found.append(Token("phrase", words, token.start, tokens[end - 1].end, meaning))
            i = end
        elif token.text in ("&", "&amp;", "+"):
            found.append(Token("phrase", token.text, token.start, token.end, {"joiner": ""}))
            i += 1
        else:
            found.append(token)
            i += 1
    return found
