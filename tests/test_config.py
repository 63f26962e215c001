import ipaddress
from datetime import date
from pathlib import Path

import pytest

from crawler.config import Shard, read_config
from crawler.errors import SettingError


def test_defaults_are_those_of_settings() -> None:
    """What a mapping leaves out is as in settings.py."""
    config = read_config({})

    assert config.output == Path("output")
    assert config.obey_robots
    assert config.allow_networks == ()
    assert config.workers >= 1


def test_command_line_strings_are_typed() -> None:
    """Every value may come as the text of `--set KEY=VALUE`."""
    config = read_config(
        {
            "NEWS_SINCE": "2025-05-17",
            "NEWS_MAX_PAGES": "10",
            "NEWS_SHARD": "1/4",
            "NEWS_OBEY_ROBOTS": "no",
            "NEWS_ALLOW_NETWORKS": "127.0.0.0/8,::1/128",
        }
    )

    assert config.bounds.since == date(2025, 5, 17)
    assert config.bounds.max_pages == 10
    assert config.shard == Shard(index=1, count=4)
    assert not config.obey_robots
    assert config.allow_networks == (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("NEWS_TRYS", 3, ["NEWS_TRYS", "did you mean NEWS_TRIES"]),
        ("NEWS_TRIES", "many", ["NEWS_TRIES", "'many'", "at least 1"]),
        ("NEWS_SHARD", "4/4", ["NEWS_SHARD", "0 <= i < N"]),
        ("NEWS_SINCE", "yesterday", ["NEWS_SINCE", "YYYY-MM-DD"]),
        ("NEWS_ALLOW_NETWORKS", "127.0.0.1/8", ["NEWS_ALLOW_NETWORKS", "CIDR"]),
        ("NEWS_CONTACT", "a\r\nHost: evil", ["NEWS_CONTACT", "ASCII"]),
        ("NEWS_BACKOFF_SECONDS", "nan", ["NEWS_BACKOFF_SECONDS", "seconds"]),
        ("NEWS_REVISIT_HOURS", "6,1", ["NEWS_REVISIT_HOURS", "rising"]),
        ("NEWS_REVISIT_HOURS", "soon", ["NEWS_REVISIT_HOURS", "hours"]),
    ],
)
def test_wrong_setting_is_named(key: str, value: object, words: list[str]) -> None:
    """A wrong key or value is one message with what was found and what was expected."""
    with pytest.raises(SettingError) as caught:
        read_config({key: value})

    assert all(word in str(caught.value) for word in words)
