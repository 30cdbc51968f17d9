"""Worker processes, each for one query at a time; one that takes too long is ended and replaced."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kg.errors import StoreError
from kg.serve.gate import Gate
from kg.serve.limits import Limits
from kg.serve.protocol import Answer, Question
from kg.serve.worker import work

_START = 60.0


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection


class Pool:
    """Answers questions over one database, in processes of its own.

    Args:
        folder: of an Oxigraph database that nobody writes to meanwhile.
        limits: on time, size, memory and the number of processes.
        gate: through which queries go, where there is a writer.

    Raises:
        StoreError: the database cannot be opened.
    """

    def __init__(self, folder: str, limits: Limits, gate: Gate | None = None) -> None:
        self._folder = folder
        self._gate = gate or Gate()
        self._limits = limits
        self._closed = False
        self._guard = threading.Lock()
        self._workers: set[_Worker] = set()
        self._free: queue.Queue[_Worker] = queue.Queue()
        self.prefixes: dict[str, str] = {}
        # All at once: starting Python takes most of the time.
        started = [self._start() for _ in range(limits.workers)]
        for worker in started:
            self._greet(worker)

    def ask(self, question: Question) -> Answer:
        """Hand a question to a free worker and wait for its answer, within the limits."""
        with self._gate.reading():
            return self._ask(question)

    def _ask(self, question: Question) -> Answer:
        try:
            worker = self._free.get(timeout=self._limits.seconds)
        except queue.Empty:
            return Answer.message(503, "too many queries at once; try again in a moment")
        try:
            # With the version, since a worker opens the database anew when it has changed.
            worker.pipe.send((self._gate.version, question))
            if worker.pipe.poll(self._limits.seconds):
                found: Answer = worker.pipe.recv()
                self._free.put(worker)
                return found
            words = f"the query took longer than {self._limits.seconds:g} seconds and was ended"
        except (EOFError, OSError):
            words = f"the query ended its process: it needed more than {self._limits.memory:g} GB of memory"
        self._replace(worker)
        return Answer.message(503, f"{words}; make it narrower or add a LIMIT")

    def close(self) -> None:
        """End all workers."""
        with self._guard:
            self._closed = True
            workers, self._workers = self._workers, set()
        for worker in workers:
            _end(worker)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(self._folder, theirs, self._limits), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        with self._guard:
            self._workers.add(worker)
        return worker

    def _greet(self, worker: _Worker) -> None:
        """Wait until a worker has opened the database."""
        try:
            if not worker.pipe.poll(_START):
                raise EOFError
            self.prefixes = worker.pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise StoreError(f"{self._folder}: the database cannot be opened for queries") from error
        self._free.put(worker)

    def _replace(self, worker: _Worker) -> None:
        with self._guard:
            if self._closed:
                return
            self._workers.discard(worker)
        _end(worker)
        # Beside the request, which need not wait for it.
        threading.Thread(target=self._replenish, daemon=True).start()

    def _replenish(self) -> None:
        with self._gate.reading():  # a worker opens the database as it starts
            self._greet(self._start())


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
