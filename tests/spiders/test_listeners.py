"""A signal reaches whoever listens, and nobody is looked for in vain."""

import asyncio
from typing import Any

from pydispatch import dispatcher
from scrapy.signalmanager import SignalManager

from crawler.spiders.listeners import send_to_listeners_only

ASKED, UNHEARD = object(), object()


def test_who_listens_is_told_and_answers() -> None:
    """Those of this crawl, those of any sender and any signal, and those who come later; at once or in a coroutine."""
    manager = SignalManager(sender=object())
    send_to_listeners_only(manager)
    told: list[str] = []
    own, of_any, late = (lambda page, who=who: told.append(f"{who} {page}") for who in ("own", "any", "late"))

    manager.connect(own, ASKED)
    manager.send_catch_log(signal=ASKED, page="a")
    dispatcher.connect(of_any, dispatcher.Any, sender=dispatcher.Any)
    manager.send_catch_log(UNHEARD, page="b")
    dispatcher.disconnect(of_any, dispatcher.Any, sender=dispatcher.Any)
    manager.connect(late, UNHEARD)
    answers = asyncio.run(manager.send_catch_log_async(signal=UNHEARD, page="c"))
    manager.disconnect(own, ASKED)
    manager.send_catch_log(ASKED, page="d")

    assert told == ["own a", "any b", "late c"]
    assert answers == [(late, None)]


def test_without_listeners_there_are_no_answers() -> None:
    """Scrapy itself is not asked to look for any."""
    manager: Any = SignalManager(sender=object())
    manager.send_catch_log = manager.send_catch_log_async = None
    send_to_listeners_only(manager)

    assert manager.send_catch_log(UNHEARD) == []
    assert asyncio.run(manager.send_catch_log_async(UNHEARD)) == []
