"""An IPython shell that collects the outputs of a cell as notebook outputs, as a kernel would."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]

_VERDICTS = ("error", "execute_result")
_MAX_TEXT = 50_000


class Outputs:
    """The outputs of one cell, in order, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.entries: list[Output] = []
        self._left = limit
        self._ids: dict[str, Output] = {}
        self._clear_next = False

    def add(self, output: Output, size: int) -> None:
        """Append an output, or a remark in its place when the limit is reached."""
        if self._clear_next:
            self.entries, self._clear_next = [], False
        if output["output_type"] in _VERDICTS:
            # Marks hang on these: a flood before them must not swallow them.
            self.entries.append(output)
            return
        if self._left <= 0:
            return
        self._left -= size
        if self._left <= 0:
            output = {"output_type": "stream", "name": "stdout", "text": "… output cut off\n"}
        self.entries.append(output)

    def stream(self, name: str, text: str) -> None:
        """Append to a stream, joining what belongs together."""
        if len(text) > self._left > 0:
            text = text[: self._left]
        last = self.entries[-1] if self.entries and not self._clear_next else {}
        if last.get("output_type") == "stream" and last["name"] == name and self._left > len(text):
            self._left -= len(text)
            last["text"] += text
        elif text:
            self.add({"output_type": "stream", "name": name, "text": text}, len(text))

    def display(self, output: Output, size: int, display_id: str | None, update: bool) -> None:
        """Append a display, or change one that was shown in this cell."""
        shown = self._ids.get(display_id) if display_id else None
        if update:
            if shown is not None:
                shown.update(data=output["data"], metadata=output["metadata"])
            return
        self.add(output, size)
        if display_id:
            self._ids[display_id] = output

    def clear(self, wait: bool) -> None:
        """Forget what was shown, now or when something else comes."""
        if wait:
            self._clear_next = True
        else:
            self.entries = []


class _Stream(io.TextIOBase):
    """Standard output or error of the cell that runs."""

    encoding = "utf-8"

    def __init__(self, name: str, shell: CapturingShell) -> None:
        self.name = name
        self._shell = shell

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._shell.outputs.stream(self.name, text)
        return len(text)

    def writable(self) -> bool:
        return True


def _bundle(data: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Make a MIME bundle fit for JSON; returns its size too."""
    plain: dict[str, Any] = {}
    size = 0
    for kind, entry in data.items():
        if isinstance(entry, bytes):
            entry = base64.b64encode(entry).decode("ascii")
        plain[kind] = entry
        size += len(entry) if isinstance(entry, str) else 1000
    return plain, size


class _Publisher(DisplayPublisher):
    shell: Any

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: Any = None,  # noqa: ARG002
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        plain, size = _bundle(data)
        output = {"output_type": "display_data", "data": plain, "metadata": metadata or {}}
        display_id = (transient or {}).get("display_id")
        self.shell.outputs.display(output, size, display_id, update)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear(wait)


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        plain, size = _bundle(format_dict)
        shell: Any = self.shell
        if size > shell.outputs.limit:
            plain = {"text/plain": str(plain.get("text/plain", ""))[:1000] + " … cut off"}
        shell.outputs.add(
            {
                "output_type": "execute_result",
                "data": plain,
                "metadata": md_dict or {},
                "execution_count": self.prompt_count,
            },
            size,
        )

    def finish_displayhook(self) -> None:
        pass


class CapturingShell(InteractiveShell):
    """IPython without a terminal and without a kernel.

    Cells have all that they have in a notebook (magics, top-level ``await``, rich display, inline
    figures) except input from a keyboard.
    """

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)
    outputs = AnyTrait()
    render_error = AnyTrait()
    own_streams = AnyTrait()

    @classmethod
    def open(cls) -> CapturingShell:
        """Make the process's shell; it starts no thread, so that the process can be forked."""
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.cache_size = 1000
        shell: CapturingShell = cls.instance(config=config)
        shell.outputs = Outputs(1_000_000)
        return shell

    def init_io(self) -> None:
        """Leave the process's streams alone: they are swapped while a cell runs."""

    def init_virtualenv(self) -> None:
        """Leave ``sys.path`` alone."""

    def _showtraceback(self, etype: type[BaseException], evalue: Any, stb: list[str]) -> None:
        lines = [str(line) for line in stb]
        if self.render_error is not None:
            lines = self.render_error(evalue, lines)
        self.outputs.add(
            {
                "output_type": "error",
                "ename": str(getattr(etype, "__name__", etype)),
                "evalue": _text_of(evalue)[:_MAX_TEXT],
                "traceback": [line[:_MAX_TEXT] for line in lines[:100]],
            },
            0,
        )

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no event loop of a window system."""

    def run(self, source: str, limit: int) -> tuple[list[Output], bool]:
        """Execute a cell; return its outputs and whether it went through without an error."""
        self.outputs = Outputs(limit)
        with self.streams():
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        return self.outputs.entries, bool(result.success)

    @contextlib.contextmanager
    def streams(self) -> Iterator[None]:
        """Let standard output and error flow into the outputs, and refuse input."""
        old = sys.stdout, sys.stderr, sys.stdin
        if self.own_streams is None:
            nothing = open(os.devnull)  # noqa: SIM115
            self.own_streams = _Stream("stdout", self), _Stream("stderr", self), nothing
        sys.stdout, sys.stderr, sys.stdin = self.own_streams
        try:
            yield
        finally:
            sys.stdout, sys.stderr, sys.stdin = old


def error_output(name: str, text: str) -> Output:
    """Make the output of an error that no cell raised."""
    return {
        "output_type": "error",
        "ename": name,
        "evalue": text,
        "traceback": [f"\x1b[31m{name}\x1b[39m: {text}"],
    }


def refuse_input(*_: Any, **__: Any) -> str:
    """Stand in for ``input``: nobody sits at the keyboard while a notebook is graded."""
    raise StdinNotImplementedError("input() cannot be used while a notebook is graded")


def _text_of(value: Any) -> str:
    try:
        return str(value)
    except Exception:
        return "<an exception whose text cannot be made>"
