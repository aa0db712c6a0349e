import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import fashion_files
import numpy as np
import pytest

from pooling_course import fashion, images

LOAD = """
import json, sys
from pooling_course import fashion
clothes = fashion.load(train=12, test=6)
print(json.dumps({
    "source": clothes.source,
    "train": clothes.train_images.shape,
    "test": clothes.test_images.shape,
    "classes": clothes.train_classes.tolist(),
    "highest": float(clothes.train_images.max()),
    "keras": "keras" in sys.modules,
}))
"""


def write_files(home: Path, labels: np.ndarray) -> None:
    """Files as Keras looks for them, with drawn garments under the ten classes' labels."""
    pictures, _ = images.garments(len(labels))
    for half in ("train", "t10k"):
        fashion_files.write(home, half, pictures, labels)


def load(home: Path) -> dict:
    environment = {**os.environ, "KERAS_HOME": str(home), fashion.OFFLINE: "1"}
    run = subprocess.run(
        [sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    return json.loads(run.stdout)


def test_without_files_and_network_the_course_draws_and_says_so(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded["source"] == (
        "Fashion-MNIST is not on this machine and cannot be reached, "
        "so these are 12 + 6 garments drawn by the course."
    )
    assert loaded["train"] == [12, 28, 28, 1]
    assert loaded["test"] == [6, 28, 28, 1]
    assert loaded["highest"] <= 1
    assert not loaded["keras"]


def test_the_files_are_read_and_three_classes_of_ten_are_kept(tmp_path: Path) -> None:
    write_files(tmp_path, np.array([9, 0, 1, 3, 7, 7, 2, 3]))
    loaded = load(tmp_path)
    assert loaded["source"] == "These are 5 + 5 images of Fashion-MNIST."
    assert loaded["classes"] == [0, 1, 2, 2, 1]
    assert 0.5 < loaded["highest"] <= 1


def test_a_broken_file_is_a_reason_to_draw(tmp_path: Path) -> None:
    write_files(tmp_path, np.arange(10))
    broken = fashion_files.folder_in(tmp_path) / "t10k-images-idx3-ubyte.gz"
    broken.write_bytes(broken.read_bytes()[:100])
    loaded = load(tmp_path)
    assert loaded["source"].startswith("Fashion-MNIST could not be read (")
    assert loaded["source"].endswith("so these are 12 + 6 garments drawn by the course.")


def test_a_network_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for_ever = threading.Event()

    def wait(*_: object, **__: object) -> None:
        for_ever.wait(60)
        raise TimeoutError

    monkeypatch.delenv(fashion.OFFLINE, raising=False)
    monkeypatch.setattr(socket, "create_connection", wait)
    monkeypatch.setattr(fashion, "PATIENCE", 0.05)
    assert not fashion._reachable()
    for_ever.set()


def test_a_network_that_refuses_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.delenv(fashion.OFFLINE, raising=False)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert not fashion._reachable()


def test_offline_no_network_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fashion.OFFLINE, "1")
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("looked for"))
    assert not fashion._reachable()
