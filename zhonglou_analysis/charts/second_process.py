"""Draw charts in this process and in a second one at the same time.

The second is a plain new process that reads its work from standard input: no fork of a process that shows a progress
bar, and nothing that would run a user's script twice. If it dies, this one draws what is left.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import IO

from .regeneration import Job, Task, Written

Progress = Callable[[int, int], None]


def share_out(job: Job, tasks: list[Task], progress: Progress | None) -> dict[Task, list[Written]]:
    """Do all tasks, each in whichever process is free.

    Parameters
    ----------
    job : Job
        What the tasks have in common.
    tasks : list of (chart, language)
        What to draw.
    progress : callable, optional
        Called with the number of files done and of all.

    Returns
    -------
    dict
        What was written, by task.
    """
    left, done, failed = deque(tasks), {}, list[BaseException]()
    lock = threading.Lock()

    def finish(task: Task, written: list[Written]) -> None:
        with lock:
            done[task] = written
            if progress:
                progress(len(done) * len(job.formats), len(tasks) * len(job.formats))

    worker = subprocess.Popen(
        [sys.executable, "-m", f"{__package__}.second_process"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    feeder = threading.Thread(target=_feed, args=(worker, job, left, finish, failed))
    feeder.start()
    try:
        while left and not failed:
            try:
                task = left.popleft()
            except IndexError:  # the other process took the last one
                break
            finish(task, job.run(task))
    except BaseException:
        left.clear()
        worker.kill()
        raise
    finally:
        feeder.join()
        worker.wait()
    if failed:
        raise failed[0]
    for task in tasks:  # what the second process had in hand when it died
        if task not in done:
            finish(task, job.run(task))
    return done


def _feed(
    worker: subprocess.Popen[bytes],
    job: Job,
    left: deque[Task],
    finish: Callable[[Task, list[Written]], None],
    failed: list[BaseException],
) -> None:
    """Give the second process one task after the other, and take what it wrote."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        with worker.stdin as out, worker.stdout as back:
            _send(out, job)
            pickle.load(back)  # it is up: only now it takes work
            while not failed:
                try:
                    task = left.pop()
                except IndexError:
                    return
                _send(out, task)
                answer = pickle.load(back)
                if isinstance(answer, BaseException):
                    failed.append(answer)
                    return
                finish(task, answer)
    except (OSError, EOFError, pickle.UnpicklingError):
        return


def _send(out: IO[bytes], thing: object) -> None:
    pickle.dump(thing, out)
    out.flush()


def main() -> None:
    """Draw what standard input asks for until it ends."""
    from .catalogue import CHARTS  # the imports are the long part of the start

    source, back = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes back
    job: Job = pickle.load(source)
    _ = CHARTS["sector_structure"].chart
    _send(back, "ready")
    while True:
        try:
            task: Task = pickle.load(source)
        except EOFError:
            return
        try:
            _send(back, job.run(task))
        except BrokenPipeError:
            return
        except Exception as error:
            _send(back, error)


if __name__ == "__main__":
    main()
