"""Send submissions out through Dask: bytes to bytes."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from .job import Graded, Job, Warm
from .warm import WarmParents

_parents: dict[Warm, WarmParents] = {}
_lock = threading.Lock()


def warm_parents(warm: Warm) -> WarmParents:
    """Return this process's pair of warm parents, starting them if they are not there."""
    with _lock:
        if warm not in _parents:
            # A worker serves one course at a time: what another one needed is let go.
            for other in list(_parents):
                _parents.pop(other).close()
            _parents[warm] = WarmParents(warm)
            _parents[warm].start()
        return _parents[warm]


def close_warm_parents() -> None:
    """End the warm parents of this process."""
    with _lock:
        for warm in list(_parents):
            _parents.pop(warm).close()


def grade_bytes(data: bytes) -> bytes:
    """Grade a job in this process; what a Dask worker runs."""
    job = Job.from_bytes(data)
    return warm_parents(job.warm).grade(job).to_bytes()


class NoSchedulerError(Exception):
    """There is no scheduler at the address; the message says what to do."""


class Cluster:
    """A Dask cluster: threads of this process, or a real one at an address."""

    def __init__(self, workers: int, scheduler: str = "") -> None:
        self.workers = workers
        self.scheduler = scheduler
        self._stack = contextlib.ExitStack()
        self._client: Any = None

    def __enter__(self) -> Cluster:
        import dask
        from distributed import Client, LocalCluster
        from distributed.comm.addressing import parse_address, parse_host_port

        dask.config.set(
            {
                "distributed.worker.memory.target": False,
                "distributed.worker.memory.spill": False,
                "distributed.worker.memory.pause": False,
                "distributed.worker.memory.terminate": False,
                "distributed.scheduler.allowed-failures": 10,
                "distributed.admin.tick.limit": "60s",
                "distributed.admin.tick.interval": "1s",
                "distributed.worker.profile.enabled": False,
                "distributed.admin.system-monitor.interval": "10s",
                "distributed.admin.system-monitor.gil.enabled": False,
                "distributed.scheduler.work-stealing": False,
            }
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if self.scheduler:
                try:
                    # A client of what is no address waits for a minute when it is closed.
                    parse_host_port(parse_address(self.scheduler)[1])
                    self._client = Client(self.scheduler, set_as_default=False)
                except (OSError, ValueError) as error:
                    raise NoSchedulerError(
                        f"No Dask scheduler answers at {self.scheduler}: start one there with "
                        f"`dask scheduler`, or leave --scheduler out. ({error})"
                    ) from error
            else:
                cluster = LocalCluster(
                    processes=False,
                    n_workers=1,
                    threads_per_worker=self.workers,
                    dashboard_address=None,
                    protocol="inproc://",
                    silence_logs=50,
                )
                self._stack.callback(cluster.close)
                self._client = Client(cluster, set_as_default=False)
        self._stack.callback(self._client.close)
        return self

    def __exit__(self, *_: object) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._stack.close()
        close_warm_parents()

    def grade(self, jobs: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Any, Graded]]:
        """Grade jobs and yield them as they are done, each with its key.

        Only a few more jobs than workers are out at any time, so memory does not grow with their
        number.
        """
        from distributed import as_completed

        waiting = iter(jobs)
        keys: dict[Any, Any] = {}
        done = as_completed(loop=self._client.loop)
        capacity = 2 * max(self.workers, self._cores())
        exhausted = False
        while True:
            while not exhausted and len(keys) < capacity:
                entry = next(waiting, None)
                if entry is None:
                    exhausted = True
                    break
                key, data = entry
                future = self._client.submit(grade_bytes, data, pure=False, retries=2)
                keys[future.key] = key
                done.add(future)
                del future, data, entry
            if not keys:
                return
            future = next(done)
            key = keys.pop(future.key)
            try:
                graded = Graded.from_bytes(future.result())
            except Exception as error:  # whatever a worker's death or a broken job raises
                graded = Graded("", failed=f"{type(error).__name__}: {error}")
            del future
            yield key, graded

    def _cores(self) -> int:
        if not self.scheduler:
            return self.workers
        return sum(self._client.nthreads().values()) or self.workers
