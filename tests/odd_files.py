"""What may stand in a file's place, in folders that others can write to."""

import os
import socket
from collections.abc import Callable
from pathlib import Path


def _make_socket(path: Path) -> None:
    """Bound by its name alone: an address of a socket holds a hundred bytes."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


ODD_FILES: dict[str, Callable[[Path], None]] = {
    "a named pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a socket": _make_socket,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
    "a link that leads to itself": lambda path: path.symlink_to(path.name),
}
"""How it is called -> makes it at a path."""
