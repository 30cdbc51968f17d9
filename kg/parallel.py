"""Work spread over processes: results in the order of the items, few of them waiting at a time."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from kg.errors import KgError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Items given to each process beyond the one whose result is awaited: a long article stops nobody."""


def map_in_order(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int, start: Callable[[], None]
) -> Iterator[Result]:
    """Apply a function in other processes; the results come in the order of the items.

    Items are taken one by one and at most ``workers * 5`` of them are under way, so that neither
    the items nor the results pile up. When the consumer stops (an error, Ctrl-C) the processes end.

    Args:
        function: of a module, so that the processes can import it.
        items: what can be pickled.
        workers: number of processes.
        start: called once in each process before its first item.

    Raises:
        KgError: a process ended by itself, which it does when memory runs out.
    """
    # A forked process would share the locks of the threads that annotate and draw the progress bar.
    context = multiprocessing.get_context("spawn")
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, context, initializer=start)
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            with _deaf_children():
                waiting.append(pool.submit(function, item))
            if len(waiting) > workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        reason = "a worker process ended by itself; out of memory? fewer workers need less"
        raise KgError(reason) from error
    finally:
        _end(pool, set(multiprocessing.active_children()) - before, bool(waiting))


def _end(pool: ProcessPoolExecutor, children: set[multiprocessing.process.BaseProcess], early: bool) -> None:
    if early:
        for child in children:
            child.terminate()
        for child in children:
            child.join()
    # Waited for, since the pool's own thread would else meet closed pipes when the program ends.
    pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes started here do not hear Ctrl-C, which a terminal sends to all: the parent ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def portable(error: Exception) -> Exception:
    """The error itself where it survives the way to another process, else its name and message.

    >>> portable(ValueError("no"))
    ValueError('no')
    """
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:  # whatever an error's own class does
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error if type(again) is type(error) else RuntimeError(f"{type(error).__name__}: {error}")


def usable_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
