"""Opening what should be a file, whatever stands in its place."""

import os
from pathlib import Path

import pytest

from crawler.store.regular import NotRegularError, open_regular, read_regular, regular_size
from tests.odd_files import ODD_FILES


@pytest.mark.parametrize("kind", ODD_FILES)
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_WRONLY | os.O_CREAT])
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path, kind: str, flags: int) -> None:
    """A pipe that nobody reads, a device without end, a folder, a broken link: refused at once, in words."""
    path = tmp_path / "2026-11-23.jsonl"
    ODD_FILES[kind](path)

    with pytest.raises(NotRegularError, match=kind):
        open_regular(path, flags)
    with pytest.raises(NotRegularError, match=kind):
        regular_size(path)


def test_a_file_and_a_link_to_one_are_read(tmp_path: Path) -> None:
    """A link that somebody made on purpose, to a larger disk, is as good as the file; nothing is None."""
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_bytes(b"twelve bytes")
    link.symlink_to(path)

    assert regular_size(link) == 12
    assert read_regular(link, 6) == b"twelve"
    assert regular_size(tmp_path / "nothing") is None
