"""The vocabulary of misbehaviours: answers to put together, sound or broken."""

from collections.abc import Iterable

from crawler.demo.faults.fault import Answer, Request, Wire

HTML = "text/html; charset=utf-8"
DRIP_SECONDS = 0.2
_PIECE_BYTES = 65_536


def head(
    status: str = "200 OK", content_type: str = HTML, *, length: int | None = None, more: Iterable[str] = ()
) -> bytes:
    """Return a response head; without `length` the body ends with the connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", "Connection: close", *more]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def sound(body: bytes, content_type: str = HTML, *, status: str = "200 OK", more: Iterable[str] = ()) -> Answer:
    """A correct response with this body, which may contain anything."""
    start = head(status, content_type, length=len(body), more=more)

    async def answer(_: Request, wire: Wire) -> None:
        await wire.send(start + body)

    return answer


def raw(data: bytes) -> Answer:
    """These bytes and nothing else."""

    async def answer(_: Request, wire: Wire) -> None:
        await wire.send(data)

    return answer


def redirect(location: str, status: str = "302 Found") -> Answer:
    """A redirect; `{home}`, `{host}` and `{vault}` in the location are filled in."""

    async def answer(request: Request, wire: Wire) -> None:
        await wire.send(head(status, length=0, more=[f"Location: {fill(location, request.home, request.vault)}"]))

    return answer


def stall(start: bytes) -> Answer:
    """This beginning, then silence."""

    async def answer(_: Request, wire: Wire) -> None:
        await wire.send(start)
        await wire.stall()

    return answer


def drip(start: bytes, drop: bytes) -> Answer:
    """This beginning, then one drop after another without an end."""

    async def answer(_: Request, wire: Wire) -> None:
        await wire.send(start)
        while wire.is_open:
            await wire.wait(DRIP_SECONDS)
            await wire.send(drop)

    return answer


def reset_after(start: bytes) -> Answer:
    """This beginning, then a TCP reset."""

    async def answer(_: Request, wire: Wire) -> None:
        await wire.send(start)
        await wire.wait(DRIP_SECONDS)  # a reset sent at once may overtake the bytes before it
        wire.reset()

    return answer


def streamed(start: bytes, piece: bytes, times: int, end: bytes = b"") -> Answer:
    """One piece again and again: bodies of gigabytes from kilobytes of memory. Stops where the client hangs up."""
    n_joined = max(1, _PIECE_BYTES // len(piece))

    async def answer(_: Request, wire: Wire) -> None:
        await wire.send(start)
        whole, rest = divmod(times, n_joined)
        for _number in range(whole):
            if not wire.is_open:
                return
            await wire.send(piece * n_joined)
        await wire.send(piece * rest + end)

    return answer


def fill(text: str, home: str, vault: str) -> str:
    """Return `text` with `{home}`, `{host}` (host:port) and `{vault}` replaced."""
    host = home.split("//", 1)[-1].rstrip("/")
    return text.replace("{home}", home).replace("{host}", host).replace("{vault}", vault)


def page(title: str, paragraphs: Iterable[str], *, in_head: str = "", in_body: str = "") -> bytes:
    """Return a plain, sound article page in UTF-8; title and paragraphs go in as they are, markup and all."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{in_head}</head>\n'
        f'<body><article><h1>{title}</h1>\n<div class="entry-content">\n{text}\n</div></article>{in_body}</body>\n'
        f"</html>\n"
    ).encode("utf-8", "surrogatepass")
