"""What the instructors' page shows is what its commands print."""

from __future__ import annotations

from pathlib import Path

import pytest
import transcript


@pytest.mark.needs("bwrap")
def test_the_commands_of_the_page_print_what_it_shows() -> None:
    page = transcript.PAGE.read_text(encoding="utf-8")
    if transcript.with_real_output(page) != page:
        pytest.fail("docs/instructors.md shows something else: make transcript", pytrace=False)


def test_a_command_that_fails_is_no_part_of_the_page(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="ls no-such-file failed"):
        transcript.run("ls no-such-file", tmp_path)
