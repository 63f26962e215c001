"""Learned templates on disk: one JSON file an outlet under `<output>/state/templates/`, written whole.

A template is only a short cut: where its file is gone or unreadable, the outlet is learned again. So reading never
fails a run; what is wrong is told to the caller.
"""

from pathlib import Path

from crawler.store.durable import as_output_error, make_folder, write_whole
from crawler.store.regular import read_regular

LARGEST_BYTES = 64 * 1024 * 1024
"""More is not read: a template that may answer has some hundred kilobytes."""


def template_path(output: Path, outlet_id: str) -> Path:
    return output / "state" / "templates" / f"{outlet_id}.json"


def read_template(output: Path, outlet_id: str) -> str | None:
    """Return the file's text, or None where there is none that can be read."""
    try:
        return read_regular(template_path(output, outlet_id), LARGEST_BYTES).decode()
    except (OSError, UnicodeDecodeError):
        return None


def write_template(output: Path, outlet_id: str, text: str) -> None:
    """Write the file; raises OutputError where the folder or the disk refuses."""
    path = template_path(output, outlet_id)
    with as_output_error(path):
        make_folder(path.parent)
        write_whole(path, text.encode())
