"""The room for large bodies: no more than its bytes are held, each body gets its turn, one alone always fits."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.room import LIGHT_BYTES, Load, Room

MOST = 4 * LIGHT_BYTES


def test_small_bodies_are_never_refused() -> None:
    """What nearly all pages are takes no room from anybody, and finds some always."""
    room = Room(MOST)
    room.grow(Load("large"), MOST)

    assert all(room.grow(Load(f"small{n}"), LIGHT_BYTES) for n in range(100))
    assert room.n_bytes == MOST


def test_body_without_room_is_let_go_and_gets_its_turn() -> None:
    """It waits until the largest that it may become fits, and then nothing takes its room away."""
    room, freed = Room(MOST), []
    first, second = Load("a"), Load("b")
    assert room.grow(first, 3 * LIGHT_BYTES)

    assert not room.grow(second, 2 * LIGHT_BYTES)
    waiting = room.wait("b")
    assert room.is_laden_by("b")
    assert not room.reserve(waiting, 2 * LIGHT_BYTES)
    room.heard = lambda: freed.append(True)
    room.free(first)

    assert freed
    assert room.reserve(waiting, 2 * LIGHT_BYTES)
    assert not room.grow(Load("c"), 3 * LIGHT_BYTES)
    assert room.grow(waiting, 3 * LIGHT_BYTES)
    room.free(waiting)
    assert not room.is_laden_by("b")
    assert not room.n_bytes


def test_one_body_alone_always_fits() -> None:
    """A budget below the size limit of a body stops nobody for ever."""
    room = Room(LIGHT_BYTES)

    assert room.grow(Load("a"), MOST)
    waiting = room.wait("b")
    assert not room.reserve(waiting, MOST)
    assert not room.grow(Load("c"), MOST)


def test_waiting_body_is_let_in_when_nothing_is_held() -> None:
    """Also one that is larger than all the room there is."""
    room = Room(LIGHT_BYTES)

    assert room.reserve(room.wait("a"), MOST)


def test_received_body_takes_what_it_has() -> None:
    """Once it is here, what was set aside for its growth is free for others."""
    room = Room(MOST)
    load = room.wait("a")
    room.reserve(load, MOST)
    room.grow(load, 2 * LIGHT_BYTES)

    assert room.settle(load, 2 * LIGHT_BYTES)
    assert room.n_bytes == 2 * LIGHT_BYTES
    small = room.wait("b")
    room.reserve(small, LIGHT_BYTES)
    assert not room.settle(small, 1000)
    assert not room.is_laden_by("b")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, MOST)), max_size=60))
def test_budget_is_kept(steps: list[tuple[int, int]]) -> None:
    """Whatever grows and ends in whatever order, more than the budget is held by one body alone at the most."""
    room, loads = Room(2 * LIGHT_BYTES), {n: Load(str(n)) for n in range(10)}
    for number, size in steps:
        if size % 3:
            room.grow(loads[number], max(size, loads[number].n_bytes))
        else:
            room.free(loads[number])
        assert room.n_bytes <= max(2 * LIGHT_BYTES, *(load.n_bytes for load in loads.values()))
    for load in loads.values():
        room.free(load)
    assert not room.n_bytes
