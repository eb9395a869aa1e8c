"""Work for several processes that end with this one, run no file of the current folder, and leave Ctrl-C to it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")


def over_processes(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Generator[Result, None, None]:
    """Yield what a function makes of each item, in order, each as soon as it is done; closing it ends the processes."""
    size = max(1, min(64, len(items) // (8 * workers)))
    chunks = [items[at : at + size] for at in range(0, len(items), size)]
    left, done = iter(range(len(chunks))), dict[int, list[Result]]()
    team, busy = list[tuple[BaseProcess, Connection]](), dict[Connection, int]()

    def give(connection: Connection) -> None:
        at = next(left, None)
        if at is not None:
            busy[connection] = at
            with suppress(OSError):  # it died: its end of the pipe says so when it is read
                connection.send(chunks[at])

    try:
        with _sheltered():
            for _ in range(min(workers, len(chunks))):
                team.append(_start(function))
        for _, connection in team:
            give(connection)
        for at in range(len(chunks)):
            while at not in done:
                if not busy:  # nobody is left
                    done[at] = [function(item) for item in chunks[at]]
                    break
                for ready in wait(list(busy)):
                    connection = cast(Connection, ready)
                    number = busy.pop(connection)
                    try:
                        done[number] = connection.recv()
                    except (EOFError, OSError):  # what a process had in hand when it died is done here
                        done[number] = [function(item) for item in chunks[number]]
                    else:
                        give(connection)
            yield from done.pop(at)
    finally:
        for process, connection in team:
            connection.close()
            process.kill()
            process.join()


def _start(function: Callable[[Any], object]) -> tuple[BaseProcess, Connection]:
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, function), daemon=True)
    process.start()
    there.close()  # the other process has its own: when it dies, or this one, the pipe ends
    return process, here


def _work(connection: Connection, function: Callable[[Any], object]) -> None:
    """Do what comes until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            connection.send([function(item) for item in connection.recv()])


@contextmanager
def _sheltered() -> Iterator[None]:
    """Start processes so that Ctrl-C does not reach them and Python does not look for modules in the current folder."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    blocked = None
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # first: its start takes the block away
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
