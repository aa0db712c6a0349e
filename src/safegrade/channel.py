"""Messages over one Unix socket: a JSON object, raw parts beside it, and open files.

A frame is its two lengths, the JSON text, then the parts one after another. Nothing is unpickled,
so a frame from a student's process can at worst be nonsense, which raises ``BrokenFrameError``.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import array
import contextlib
import json
import select
import socket
import struct
import time
from collections.abc import Iterator
from typing import Any

MAX_FRAME = 256_000_000
MAX_HEAD = 64_000_000
"""JSON takes many times its size in memory; large arrays are not in it."""
_LENGTHS = struct.Struct("!II")
_MAX_FDS = 16
_CHUNK, _MAX_CHUNK = 1 << 16, 1 << 22
_HELD = (int(_signal.SIGALRM), int(_signal.SIGINT))
_SENDING = 30
"""Seconds after which a side that takes nothing off the socket counts as gone."""

Message = dict[str, Any]


class ChannelClosedError(Exception):
    """The process on the other side is gone."""


class BrokenFrameError(Exception):
    """What came is no message."""


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Hold back the signals whose handlers raise, for the length of a few system calls."""
    # The functions below those of the module ``signal``, which make enumerations of every mask.
    held = _signal.pthread_sigmask(_signal.SIG_BLOCK, _HELD)
    try:
        yield
    finally:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, held)


class Channel:
    """One side of a connection.

    Attributes:
        sock: the connected stream socket.
        descriptors: open files that came with the message received last.
        max_frame: the most bytes of a message.
        takes_descriptors: whether open files are taken in; otherwise the kernel closes them.
    """

    def __init__(self, sock: socket.socket, max_frame: int = MAX_FRAME) -> None:
        self.sock = sock
        self.max_frame = max_frame
        self.takes_descriptors = True
        self.descriptors: list[int] = []
        self._waiting_fds: list[int] = []
        self._buffer = bytearray()
        self._poll = select.poll()
        self._poll.register(sock, select.POLLIN)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _SENDING, 0))

    def send(
        self, message: Message, parts: list[bytes] | None = None, fds: list[int] | None = None
    ) -> None:
        """Send a message.

        Raises:
            ChannelClosedError: if nobody is there to receive it.
        """
        parts = parts or []
        head = json.dumps([message, [len(part) for part in parts]]).encode("utf-8", "replace")
        body = [_LENGTHS.pack(len(head), sum(map(len, parts))), head, *parts]
        data = memoryview(b"".join(body))
        with _signals_held():
            try:
                if fds:
                    rights = array.array("i", fds)
                    sent = self.sock.sendmsg(
                        [data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights.tobytes())]
                    )
                    data = data[sent:]
                self.sock.sendall(data)
            except OSError as error:
                raise ChannelClosedError(str(error)) from error

    def receive(self, deadline: float | None = None) -> tuple[Message, list[bytes]]:
        """Wait for a message and return it with its parts.

        A signal handler may raise while this waits: what has come of a message by then is kept.

        Args:
            deadline: a time of ``time.monotonic`` after which to give up.

        Raises:
            TimeoutError: when the deadline has passed.
            ChannelClosedError: if the other side closed the connection.
            BrokenFrameError: if it sent nonsense or more than ``max_frame`` bytes.
        """
        self.descriptors = []
        self._fill(_LENGTHS.size, deadline)
        head_size, body_size = _LENGTHS.unpack_from(self._buffer)
        if head_size > MAX_HEAD or head_size + body_size > self.max_frame:
            raise BrokenFrameError(f"a message of {head_size + body_size} bytes")
        start = _LENGTHS.size + head_size
        end = start + body_size
        self._fill(end, deadline)
        head, body = bytes(self._buffer[_LENGTHS.size : start]), bytes(self._buffer[start:end])
        del self._buffer[:end]
        self.descriptors, self._waiting_fds = self._waiting_fds, []
        try:
            message, sizes = json.loads(head)
            if (
                not isinstance(message, dict)
                or sum(sizes) != body_size
                or min(sizes, default=0) < 0
            ):
                raise BrokenFrameError("a message of the wrong shape")
            parts, place = [], 0
            for size in sizes:
                parts.append(body[place : place + size])
                place += size
        except (ValueError, TypeError, RecursionError, MemoryError) as error:
            raise BrokenFrameError(str(error)) from error
        return message, parts

    def _fill(self, size: int, deadline: float | None) -> None:
        """Wait until so many bytes are there."""
        while len(self._buffer) < size:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            if not self._poll.poll(None if left is None else left * 1000):
                raise TimeoutError
            # Between taking bytes from the socket and keeping them no handler may raise.
            with _signals_held():
                try:
                    data, ancillary, _, _ = self.sock.recvmsg(
                        min(max(size - len(self._buffer), _CHUNK), _MAX_CHUNK),
                        socket.CMSG_SPACE(_MAX_FDS * 4) if self.takes_descriptors else 0,
                    )
                except OSError as error:
                    raise ChannelClosedError(str(error)) from error
                self._buffer += data
                self._take(ancillary)
            if not data:
                raise ChannelClosedError("the other side closed the connection")

    def _take(self, ancillary: list[tuple[int, int, bytes]]) -> None:
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                rights = array.array("i")
                rights.frombytes(data[: len(data) - len(data) % rights.itemsize])
                self._waiting_fds.extend(rights)

    def close(self) -> None:
        """Close this side."""
        self.sock.close()
