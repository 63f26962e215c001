"""`copydesk extract` as its users run it: files and pipes, good and bad input mixed."""

import dataclasses
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crawler.cli.app import main
from crawler.cli.extract_entry import own_address

ARTICLE = """<!doctype html><html lang="en"><head><title>{headline} - Weller Post</title>
<link rel="canonical" href="{url}"><meta property="og:type" content="article"></head><body><h1>{headline}</h1>
<p>By Jane Roe | 17 May 2025, 10:05</p>
<p>The bridge over the Weller has been closed since Monday night, when a lorry hit the parapet and came to rest above
the water. Nobody was hurt. Drivers face a detour of eleven miles while engineers look at the damage.</p>
<p>The county hopes to open one lane by Thursday. “It could have been far worse,” a spokesman said at the scene.</p>
</body></html>"""
HEADLINE = "Bridge closed after lorry hits parapet"
PAGE = ARTICLE.format(headline=HEADLINE, url="https://weller.example/bridge").encode()
TAG_PAGE = '<html><head><title>Tag: floods</title></head><body class="archive tag"><h1>Tag: floods</h1>' + "".join(
    f'<h2><a href="/{n}">A headline of some length about the flood number {n}</a></h2>' for n in range(12)
)
HANG_SECONDS = "1"


def article(
    headline: str = "Bridge closed after lorry hits parapet", url: str = "https://weller.example/bridge"
) -> str:
    return ARTICLE.format(headline=headline, url=url)


@dataclasses.dataclass(frozen=True)
class Outcome:
    returncode: int
    stdout: bytes
    stderr: bytes


class Command:
    """Runs the command in this process, inside a folder of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> None:
        self._monkeypatch, self._capture = monkeypatch, capture

    def __call__(self, *arguments: str) -> Outcome:
        self._monkeypatch.setattr(sys, "argv", ["copydesk", "extract", *arguments])
        self._monkeypatch.setattr(sys, "__stderr__", sys.stderr)  # the command puts a stream of its own there
        with pytest.raises(SystemExit) as leaving:
            main()
        out, err = self._capture.readouterr()
        return Outcome(int(leaving.value.code or 0), out, err)


@pytest.fixture(name="extract")
def _extract(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capfdbinary)


def run_shell(script: str, cwd: Path, stdin: bytes = b"") -> Outcome:
    """Run a line of shell in which `copydesk` is the command, in processes of its own."""
    python = f'"{sys.executable}" -c "from crawler.cli.app import main; main()"'
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    line = f'set -o pipefail; copydesk() {{ {python} "$@"; }}; {script}'
    result = subprocess.run(
        ["bash", "-c", line], cwd=cwd, input=stdin, capture_output=True, env=environment, check=False
    )
    return Outcome(result.returncode, result.stdout, result.stderr)


def lines(result: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def write_manifest(folder: Path, rows: Sequence[object]) -> str:
    path = folder / "manifest.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" if isinstance(row, dict) else f"{row}\n" for row in rows))
    return path.name


def test_a_file_becomes_a_record(extract: Command, tmp_path: Path) -> None:
    """The page's own canonical address stands where none is given; the exit code is 0."""
    (tmp_path / "page.html").write_text(article())

    result = extract("page.html")

    (record,) = lines(result)
    assert result.returncode == 0
    assert record["headline"] == "Bridge closed after lorry hits parapet"
    assert record["url"] == "https://weller.example/bridge"
    assert record["authors"] == [{"name": "Jane Roe", "role": "reporter"}]
    assert record["body_text"].startswith("The bridge over the Weller")
    assert b"1 input: 1 article, 0 rejected" in result.stderr


def test_standard_input_packed_or_not(tmp_path: Path) -> None:
    """`-` reads one page, and --url says where it is from."""
    script = "copydesk extract - --url https://other.example/a"
    plain, packed = (run_shell(script, tmp_path, stdin=page) for page in (PAGE, gzip.compress(PAGE)))

    assert lines(plain)[0]["url"] == lines(packed)[0]["url"] == "https://other.example/a"
    assert lines(plain)[0]["body"] == lines(packed)[0]["body"]


def test_complaints_that_nobody_reads_cost_no_line(tmp_path: Path) -> None:
    """A log that is full, or whose reader is gone, is about the work; the records and the exit code are the same."""
    (tmp_path / "page.html").write_text(article())
    script = "copydesk extract gone.html page.html --progress"

    full, left = run_shell(f"{script} 2> /dev/full", tmp_path), run_shell(f"{script} 2> >(true)", tmp_path)

    for result in (full, left):
        assert (result.returncode, len(lines(result))) == (3, 2)


def test_a_page_without_any_address_is_still_extracted(extract: Command, tmp_path: Path) -> None:
    """An address that can't exist stands for the missing one."""
    (tmp_path / "index.html").write_text(
        article().replace('<link rel="canonical" href="https://weller.example/bridge">', "")
    )

    (record,) = lines(extract("index.html"))

    assert record["url"].startswith("https://unknown.invalid/")
    assert record["outlet"]["id"] == "unknown"


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_every_line_of_a_manifest_has_its_line_in_order(extract: Command, tmp_path: Path, jobs: str) -> None:
    """Records, rejections and unreadable inputs keep the manifest's order and ids, whatever the number of jobs."""
    (tmp_path / "pages").mkdir()
    for number in range(6):
        page = article(f"Bridge number {number} closed after lorry hits it", f"https://weller.example/{number}")
        (tmp_path / f"pages/{number}.html").write_text(page)
    (tmp_path / "tag.html").write_text(TAG_PAGE)
    (tmp_path / "packed.html.gz").write_bytes(gzip.compress(article().encode()))
    (tmp_path / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "empty.html").write_bytes(b" \n")
    (tmp_path / "latin.html").write_bytes(article("Über die Brücke für Fußgänger schließt").encode("cp1252"))
    manifest = write_manifest(
        tmp_path,
        [
            *({"id": f"p{n}", "url": f"https://weller.example/{n}", "path": f"pages/{n}.html"} for n in range(6)),
            {"id": "tag", "url": "https://weller.example/4711", "path": "tag.html"},
            {"id": "gone", "url": "https://user:secret@weller.example/x", "path": "gone.html"},
            "this is no json",
            "",
            {"id": 17, "url": "https://weller.example/p", "path": "packed.html.gz"},
            {"id": "binary", "url": "https://weller.example/b", "path": "binary.html"},
            {"id": "empty", "url": "https://weller.example/e", "path": "empty.html"},
            {"id": "latin", "url": "https://weller.example/l", "path": "latin.html", "content_type": "text/html"},
            {"id": "nopath", "url": "https://weller.example/n"},
            {"id": "bare", "url": "weller.example/bare", "path": "pages/2.html"},
            {"id": "script", "url": "javascript:alert(1)", "path": "pages/2.html"},
            {"id": "folder", "url": "https://weller.example/f", "path": "pages"},
            {"id": "status", "url": "https://weller.example/s", "path": "pages/1.html", "status": 404},
        ],
    )

    result = extract("--manifest", manifest, "--jobs", jobs)

    assert [(row["id"], row.get("rejected")) for row in lines(result)] == [
        *((f"p{n}", None) for n in range(6)),
        ("tag", "tag_page"),
        ("gone", "unreadable"),
        ("manifest.jsonl:9", "bad_manifest_line"),
        ("17", None),
        ("binary", "not_html"),
        ("empty", "empty_page"),
        ("latin", None),
        ("nopath", "bad_manifest_line"),
        ("bare", None),
        ("script", "bad_input"),
        ("folder", "unreadable"),
        ("status", "error_page"),
    ]
    assert lines(result)[12]["headline"] == "Über die Brücke für Fußgänger schließt"
    assert lines(result)[14]["url"] == "https://weller.example/bare"
    assert result.returncode == 3
    assert b"secret" not in result.stdout + result.stderr
    assert b"unreadable: " in result.stderr


def test_a_rejected_page_is_no_failure_and_force_overrules_it(extract: Command, tmp_path: Path) -> None:
    """The rejection has id, code, detail and url; with --force a record stands there."""
    (tmp_path / "tag.html").write_text(TAG_PAGE + "<p>" + "A paragraph about floods. " * 20 + "</p>")

    refused = extract("tag.html", "--url", "https://weller.example/4711")
    forced = extract("tag.html", "--url", "https://weller.example/4711", "--force")

    (row,) = lines(refused)
    assert refused.returncode == forced.returncode == 0
    assert (row["id"], row["rejected"], row["url"]) == ("https://weller.example/4711", "tag_page", row["url"])
    assert row["detail"]
    assert lines(forced)[0]["schema"] == "article/1"


def test_folders_are_read_in_order(extract: Command, tmp_path: Path) -> None:
    """Every HTML file below a folder, sorted by path, other files left out."""
    (tmp_path / "pages/b").mkdir(parents=True)
    for name in ("c.html", "a.htm", "b/z.html.gz"):
        page = article(f"Bridge {name} closed after lorry hits it", f"https://weller.example/{name}").encode()
        (tmp_path / "pages" / name).write_bytes(gzip.compress(page) if name.endswith("gz") else page)
    (tmp_path / "pages/notes.txt").write_text("no page")

    result = extract("pages")

    assert [row["url"].rpartition("example/")[2] for row in lines(result)] == ["a.htm", "b/z.html.gz", "c.html"]


def test_outlet_files_give_zone_and_name(extract: Command, tmp_path: Path) -> None:
    """The outlet whose site the address belongs to lends its zone to the printed time."""
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets/weller-post.toml").write_text(
        'name = "Weller Post"\nhome = "https://weller.example/"\ncountry = "us"\ntimezone = "America/Denver"\n'
    )
    (tmp_path / "page.html").write_text(article())

    (record,) = lines(extract("page.html", "--outlets", "outlets"))

    assert record["outlet"]["id"] == "weller-post"
    assert record["date_published"] == "2025-05-17T10:05:00-06:00"


def test_a_page_that_never_ends_is_ended(extract: Command, tmp_path: Path) -> None:
    """The time limit holds with one job as well, and the next page is extracted."""
    hang = "<html><body>" + "<div>" * 90 + "".join(f"<p a{n}=1>{'x ' * 50}</p>" for n in range(95_000))
    (tmp_path / "a.html").write_text(hang)
    (tmp_path / "b.html").write_text(article())

    result = extract("a.html", "b.html", "--jobs", "1", "--timeout", HANG_SECONDS)

    assert [row.get("rejected") for row in lines(result)] == ["extract_timeout", None]
    assert result.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name files, folders or -"),
        (["page.html", "--manifest", "m.jsonl"], "name files, folders or -"),
        (["a.html", "b.html", "--url", "https://x.example/"], "--url goes with a single input"),
        (["--manifest", "missing.jsonl"], "missing.jsonl: No such file"),
        (["a.html", "--outlets", "nowhere"], "nowhere"),
        (["a.html", "--set", "NEWS_TRIS=3"], "did you mean NEWS_TRIES"),
    ],
)
def test_wrong_usage_is_told_before_any_work(extract: Command, arguments: list[str], message: str) -> None:
    """Exit code 2, one message on stderr, nothing on stdout."""
    result = extract(*arguments)

    assert (result.returncode, result.stdout) == (2, b"")
    assert message in result.stderr.decode()


def test_nothing_that_could_be_read_is_exit_code_5(extract: Command, tmp_path: Path) -> None:
    """As a crawl that could fetch nothing."""
    result = extract("gone.html", "empty-folder-that-is-not")

    assert result.returncode == 5
    assert [row["rejected"] for row in lines(result)] == ["unreadable", "unreadable"]


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`copydesk extract ... | head` ends quietly."""
    for number in range(30):
        (tmp_path / f"{number}.html").write_text(article(url=f"https://weller.example/{number}"))

    result = run_shell("copydesk extract . --jobs 1 | head -c 10", tmp_path)

    assert result == Outcome(0, b'{"schema":', b"")


def test_full_output_is_exit_code_7(tmp_path: Path) -> None:
    """A disk that is full is told as such."""
    (tmp_path / "page.html").write_text(article())

    result = run_shell("copydesk extract page.html > /dev/full", tmp_path)

    assert result.returncode == 7
    assert b"standard output: No space left on device" in result.stderr


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (b'<link rel="canonical" href="https://a.example/x?a=1&amp;b=2">', "https://a.example/x?a=1&b=2"),
        (b"<LINK HREF='https://a.example/' REL='canonical'>", "https://a.example/"),
        (b'<meta property="og:url" content="http://a.example/y">', "http://a.example/y"),
        (b'<link rel=canonical href="/relative">', None),
        (b'<link rel=canonical href="javascript:alert(1)">', None),
        (b"<p>https://a.example/</p>", None),
    ],
)
def test_a_pages_own_address(html: bytes, address: str | None) -> None:
    """Canonical link or og:url, absolute http only."""
    assert own_address(html) == address
