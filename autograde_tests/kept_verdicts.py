"""Verdicts on the bank's answers, found once in a run of the tests and shared by its processes."""

import fcntl
import pickle
from pathlib import Path

from verdicts import Lost, Verdict, verdicts


def kept_verdicts(exercise: str, folder: Path) -> dict[str, Verdict | Lost]:
    """What ``verdicts`` finds: from the folder if it is there, otherwise found and put there."""
    kept = folder / f"verdicts-{exercise}.pickle"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another process may be at it: wait for what it finds
        if not kept.exists():
            kept.write_bytes(pickle.dumps(verdicts(exercise)))
        found: dict[str, Verdict | Lost] = pickle.loads(kept.read_bytes())
    return found
