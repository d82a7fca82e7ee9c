"""Load of a server: `python -m bench.http_load http://127.0.0.1:8000 --clients 8 --seconds 10`.

Each client sends a search, reads the answer, and sends the next one. The queries are the judged
ones of the bundled wiki. They are sent once before the measurement, so that caches are warm. The
figures depend on what else the machine does: compare within one run only.
"""

import argparse
import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.figures import percentile

QUERIES = Path(__file__).parents[1] / "tests/relevance/queries.tsv"
_END_OF_HEADERS = b"\r\n\r\n"


@dataclass(slots=True)
class Load:
    """Answers of one run."""

    seconds: list[float] = field(default_factory=list)
    """Time of each answer."""

    statuses: Counter[str] = field(default_factory=Counter)

    def line(self, duration: float) -> str:
        """Return the figures as a line of text."""
        times = [percentile(self.seconds, share) * 1000 for share in (0.5, 0.95, 0.99)]
        p50, p95, p99 = (f"{each:.1f}" for each in times)
        counts = ", ".join(f"{count} × {status}" for status, count in self.statuses.items())
        rate = len(self.seconds) / duration
        return f"{rate:.0f} answers/s, p50 {p50}, p95 {p95}, p99 {p99} ms; {counts}"


def main() -> None:
    """Measure, and print a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("url")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--queries", type=Path, default=QUERIES, help="id, tab, query per line")
    options = parser.parse_args()
    lines = options.queries.read_text("utf-8").splitlines()
    queries = [line.split("\t")[1] for line in lines if "\t" in line]
    print(asyncio.run(measure(options, queries)))


async def measure(options: argparse.Namespace, queries: list[str]) -> str:
    """Send all queries once, then as many as there is time for; return the figures."""
    server = urlsplit(options.url)
    address = server.hostname or "", server.port or 80
    requests = [
        f"GET {server.path}/api/v1/search?q={quote(query)}&limit={options.limit} HTTP/1.1\r\n"
        f"Host: {server.netloc}\r\n\r\n".encode()
        for query in queries
    ]
    await _client(address, requests, Load(), len(requests))
    load, began = Load(), time.perf_counter()
    end = began + options.seconds
    parts = [requests[start:] + requests[:start] for start in _starts(options.clients, requests)]
    await asyncio.gather(*(_client(address, part, load, end=end) for part in parts))
    return load.line(time.perf_counter() - began)


def _starts(clients: int, requests: list[bytes]) -> range:
    """Return where each client begins, so that they do not send the same query at the same time."""
    step = max(1, len(requests) // clients)
    return range(0, step * clients, step)


async def _client(
    address: tuple[str, int],
    requests: list[bytes],
    load: Load,
    most: float = float("inf"),
    end: float = float("inf"),
) -> None:
    """Send requests one after another, until there are enough answers or no time is left."""
    reader, writer = await asyncio.open_connection(*address)
    number = 0
    while number < most and time.perf_counter() < end:
        began = time.perf_counter()
        writer.write(requests[number % len(requests)])
        head = (await reader.readuntil(_END_OF_HEADERS)).lower()
        length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        load.seconds.append(time.perf_counter() - began)
        load.statuses[head[9:12].decode()] += 1
        number += 1
    writer.close()
    await writer.wait_closed()


if __name__ == "__main__":
    main()
