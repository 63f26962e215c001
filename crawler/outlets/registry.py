"""Which outlets a command means: ids of files in the outlets folder, paths of files, or bare URLs.

Everything wrong with any of them is one OutletError, raised before the first request.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from crawler.errors import OutletError
from crawler.fields.urls import canonicalize_url, page_key, same_site
from crawler.outlets.check import read_outlet
from crawler.outlets.outlet import Outlet, outlet_from_url


def resolve(names: Sequence[str], folder: Path) -> tuple[Outlet, ...]:
    """Return the outlets that `names` mean, in their order; without names every outlet of `folder`, by id.

    A name is an id, the path of a `.toml` file, or a URL; an address that a file of the folder describes is that
    outlet. OutletError for unknown ids (with near ones), broken files, and two outlets of one id or one home.
    """
    files = outlet_files(folder)
    if not names and not files:
        raise OutletError(f"{folder}: no outlet files; name a URL, or write one with: copydesk add URL")
    by_home = _by_home(files) if any("://" in name for name in names) else {}
    problems: list[str] = []
    outlets: list[Outlet] = []
    for name in dict.fromkeys(names) if names else (str(path) for path in files):
        try:
            outlets.append(_outlet(name, files, folder, by_home))
        except OutletError as error:
            problems.append(str(error))
    once: dict[Path | bytes, Outlet] = {}
    for outlet in outlets:
        once.setdefault(_identity(outlet), outlet)
    distinct = tuple(once.values())
    problems.extend(_clashes(distinct))
    if problems:
        raise OutletError("\n".join(problems))
    return distinct


def outlet_files(folder: Path) -> tuple[Path, ...]:
    """Return the outlet files below `folder` by id; hidden ones and those in hidden folders are left out."""
    found = (
        path for path in folder.rglob("*.toml") if not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )
    return tuple(sorted(found, key=lambda path: (path.stem, str(path))))


def outlet_for_url(url: str, outlets: Iterable[Outlet]) -> Outlet | None:
    """Return the outlet whose site `url` belongs to, the one with the longest fitting home; None for no outlet's."""
    fitting = [outlet for outlet in outlets if same_site(url, outlet.home)]
    below = [outlet for outlet in fitting if _address(url).startswith(_address(outlet.home).rstrip("/"))]
    return max(below or fitting, key=lambda outlet: len(_address(outlet.home)), default=None)


def _outlet(name: str, files: Sequence[Path], folder: Path, by_home: Mapping[bytes, Outlet]) -> Outlet:
    if "://" in name:
        bare = outlet_from_url(name)
        return by_home.get(_home_key(bare), bare)
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return read_outlet(Path(name))
    for path in files:
        if path.stem == name:
            return read_outlet(path)
    raise OutletError(_unknown(name, files, folder))


def _by_home(files: Sequence[Path]) -> dict[bytes, Outlet]:
    """The outlets of the readable files by home, so that a bare URL finds its file."""
    found: dict[bytes, Outlet] = {}
    for path in files:
        with suppress(OutletError):  # a broken file that nobody named is no reason to stop
            outlet = read_outlet(path)
            found.setdefault(_home_key(outlet), outlet)
    return found


def _unknown(name: str, files: Sequence[Path], folder: Path) -> str:
    ids = [path.stem for path in files]
    near = difflib.get_close_matches(name.lower(), ids, 3)
    if near:
        hint = "did you mean " + " or ".join(f'"{found}"' for found in near) + "?"
    elif "." in name:
        hint = f"for an address write https://{name}/"
    else:
        hint = f"expected one of the {len(ids)} ids in {folder}/, a file, or a URL"
    return f'outlet "{name}": unknown; {hint}'


def _clashes(outlets: Sequence[Outlet]) -> Iterable[str]:
    """One message for each outlet whose id or home another one has already."""
    ids: dict[str, Outlet] = {}
    homes: dict[bytes, Outlet] = {}
    for outlet in outlets:
        same_id, same_home = ids.setdefault(outlet.id, outlet), homes.setdefault(_home_key(outlet), outlet)
        if same_id is not outlet:
            yield f'{_place(outlet)}: id "{outlet.id}" is taken by {_place(same_id)}; rename a file, or write one'
        elif same_home is not outlet:
            yield f'{_place(outlet)}: key "home": {outlet.home} is the home of {_place(same_home)}; keep one of them'


def _identity(outlet: Outlet) -> Path | bytes:
    """What makes two names one outlet: the same file, or for bare URLs the same address."""
    return outlet.path.resolve() if outlet.path else _home_key(outlet)


def _home_key(outlet: Outlet) -> bytes:
    return page_key(outlet.home)


def _address(url: str) -> str:
    """The canonical address without scheme and `www.`."""
    return canonicalize_url(url).partition("://")[2].removeprefix("www.")


def _place(outlet: Outlet) -> str:
    return str(outlet.path or outlet.home)
