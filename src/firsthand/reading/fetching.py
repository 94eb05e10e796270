"""One thing fetched from the web: bounded in time, size and redirects, and only from where it may be.

Nothing is fetched but what a person asked for. A host that a person named may lie anywhere; one that
only a page, a feed or a redirect named must have a public address, so that no stranger's text can make
this machine ask its own network. The address that was checked is the one that is connected to.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Collection, Mapping
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from firsthand import __version__
from firsthand.model import Value
from firsthand.reading.child import Failure
from firsthand.reading.limits import MEGABYTE

# Who asks, for robots.txt and for the logs of others.
AGENT = "firsthand"
_HEADERS = {"User-Agent": f"{AGENT}/{__version__}", "Accept-Encoding": "gzip", "Connection": "close"}
# Seconds and bytes of one answer, redirects followed.
SECONDS = 30.0
BYTES = 20 * MEGABYTE
REDIRECTS = 5
_MOVED = {301, 302, 303, 307, 308}
_PIECE = 1 << 16
# Bits of zlib's window with a gzip header.
_GZIP = 31


class Answer(Value):
    """What a server answered, `url` after redirects; names of headers are in small letters."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes


def fetch(url: str, named: Collection[str], conditions: Mapping[str, str] | None = None) -> Answer | Failure:
    """Return what a server answers, or why there is no answer.

    `named` are the hosts that a person named; `conditions` are headers to send along.
    """
    end = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return Failure("address", f"{url[:200]}: this is no address")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return Failure("address", f"{url[:200]}: only http and https are fetched")
        try:
            answer = _once(parts, port or (443 if parts.scheme == "https" else 80), (named, conditions or {}, end))
        except TimeoutError:
            return Failure("timeout", f"no whole answer within {SECONDS:g} seconds")
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError) as error:
            late = time.monotonic() >= end
            return Failure("timeout", f"no whole answer within {SECONDS:g} seconds") if late else Failure("connection", f"{type(error).__name__}: {error}")
        if isinstance(answer, Failure) or answer.status not in _MOVED or "location" not in answer.headers:
            return answer
        url = urljoin(url, answer.headers["location"])
    return Failure("redirects", f"more than {REDIRECTS} redirects")


def _once(parts: SplitResult, port: int, how: tuple[Collection[str], Mapping[str, str], float]) -> Answer | Failure:
    named, conditions, end = how
    host = parts.hostname or ""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    if host not in named and not _public(str(address[0])):
        return Failure("address", f"{host}: it lies in a network of its own")
    with socket.socket(family, socket.SOCK_STREAM) as plain:
        plain.settimeout(max(0.01, end - time.monotonic()))
        # Whoever answers one byte at a time is cut off, too.
        timer = threading.Timer(max(0.0, end - time.monotonic()), _cut, (plain,))
        timer.daemon = True
        timer.start()
        try:
            plain.connect(address)
            connection = http.client.HTTPConnection(host, port)
            secured = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
            connection.sock = secured
            target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else "")
            default = port == (443 if parts.scheme == "https" else 80)
            shown = f"[{host}]" if ":" in host else host
            connection.request("GET", target, headers={**_HEADERS, "Host": shown if default else f"{shown}:{port}", **conditions})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            body = _body(response, headers.get("content-encoding", ""))
        finally:
            timer.cancel()
        if time.monotonic() >= end:
            raise TimeoutError
    if body is None:
        return Failure("too_large", f"more than {BYTES:,} bytes")
    return Answer(response.status, parts.geturl(), headers, body)


def _body(response: http.client.HTTPResponse, encoding: str) -> bytes | None:
    """Return an answer's body unpacked, None where it is too large."""
    unpack = zlib.decompressobj(_GZIP) if encoding.strip().lower() in {"gzip", "x-gzip"} else None
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        part = unpack.decompress(piece, BYTES + 1) if unpack else piece
        size += len(part)
        if size > BYTES or (unpack and unpack.unconsumed_tail):
            return None
        parts.append(part)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _public(address: str) -> bool:
    """Return whether an address is one of the public network, also when it wraps an older one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is not None:
            return _public(str(inner))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it has ended by itself
        return
