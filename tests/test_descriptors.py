"""Open files: what a process may have is shared out, and never more than there are."""

import resource

import pytest

from crawler.descriptors import FILES_PER_STORE, OTHER_FILES, Shares, share_descriptors
from crawler.errors import SettingError


@pytest.mark.parametrize("limit", [64, 100, 256, 512, 1_024, 4_096, 1_048_576, resource.RLIM_INFINITY])
def test_the_shares_fit_into_the_limit(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """Where few files may be open, fewer outlets and connections have theirs at a time; each has at least one."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    monkeypatch.setattr(resource, "setrlimit", _refuse)
    shares = share_descriptors()

    assert min(shares.stores, shares.requests, shares.idle) >= 1
    taken = shares.stores * FILES_PER_STORE + shares.requests + shares.idle + OTHER_FILES
    assert taken <= limit or limit == resource.RLIM_INFINITY


def test_a_low_limit_is_raised_as_far_as_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that allows 256 is no obstacle where the system allows more."""
    limits = [(256, 1_000)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, wanted: limits.append(wanted))

    assert share_descriptors() == Shares(stores=120, requests=240, idle=240)
    assert limits[-1] == (1_000, 1_000)


def test_too_few_are_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty open files are too few for a crawl to do anything; the message says how many are needed, and how."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (20, 20))
    monkeypatch.setattr(resource, "setrlimit", _refuse)

    with pytest.raises(SettingError, match=r"found 20, expected at least 64.*ulimit -n"):
        share_descriptors()


def _refuse(_resource: int, limits: tuple[int, int]) -> None:
    """Stand where the system's own stands: these tests must not lower the limit of the process that runs them."""
    raise AssertionError(limits)
