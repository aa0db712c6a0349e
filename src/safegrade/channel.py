"""Messages over one Unix socket: a JSON object, raw parts beside it, and open files.

A frame is its two lengths, the JSON text, then the parts one after another. Nothing is unpickled,
so a frame from a student's process can at worst be nonsense, which raises ``BrokenFrameError``.
"""

from __future__ import annotations

import array
import json
import select
import socket
import struct
import time
from typing import Any

MAX_FRAME = 256_000_000
_LENGTHS = struct.Struct("!II")
_MAX_FDS = 16

Message = dict[str, Any]


class ChannelClosedError(Exception):
    """The process on the other side is gone."""


class BrokenFrameError(Exception):
    """What came is no message."""


class Channel:
    """One side of a connection.

    Attributes:
        sock: the connected stream socket.
        descriptors: open files that came with the message received last.
    """

    def __init__(self, sock: socket.socket, max_frame: int = MAX_FRAME) -> None:
        self.sock = sock
        self.max_frame = max_frame
        self.descriptors: list[int] = []

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

        Args:
            deadline: a time of ``time.monotonic`` after which to give up.

        Raises:
            TimeoutError: when the deadline has passed.
            ChannelClosedError: if the other side closed the connection.
            BrokenFrameError: if it sent nonsense or more than ``max_frame`` bytes.
        """
        self.descriptors = []
        head_size, body_size = _LENGTHS.unpack(self._exactly(_LENGTHS.size, deadline, True))
        if head_size + body_size > self.max_frame:
            raise BrokenFrameError(f"a message of {head_size + body_size} bytes")
        head = self._exactly(head_size, deadline)
        body = memoryview(self._exactly(body_size, deadline))
        try:
            message, sizes = json.loads(head)
            if (
                not isinstance(message, dict)
                or sum(sizes) != body_size
                or min(sizes, default=0) < 0
            ):
                raise BrokenFrameError("a message of the wrong shape")
            parts, start = [], 0
            for size in sizes:
                parts.append(bytes(body[start : start + size]))
                start += size
        except (ValueError, TypeError, RecursionError) as error:
            raise BrokenFrameError(str(error)) from error
        return message, parts

    def _exactly(self, size: int, deadline: float | None, first: bool = False) -> bytes:
        buffer = bytearray(size)
        view = memoryview(buffer)
        done = 0
        while done < size:
            if deadline is not None:
                left = deadline - time.monotonic()
                if left <= 0 or not select.select([self.sock], [], [], left)[0]:
                    raise TimeoutError
            try:
                if first and done == 0:
                    data, ancillary, _, _ = self.sock.recvmsg(size, socket.CMSG_SPACE(_MAX_FDS * 4))
                    self._take(ancillary)
                    view[: len(data)] = data
                    count = len(data)
                else:
                    count = self.sock.recv_into(view[done:])
            except OSError as error:
                raise ChannelClosedError(str(error)) from error
            if count == 0:
                raise ChannelClosedError("the other side closed the connection")
            done += count
        return bytes(buffer)

    def _take(self, ancillary: list[tuple[int, int, bytes]]) -> None:
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                rights = array.array("i")
                rights.frombytes(data[: len(data) - len(data) % rights.itemsize])
                self.descriptors.extend(rights)

    def close(self) -> None:
        """Close this side."""
        self.sock.close()
