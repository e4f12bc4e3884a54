"""The database thread: one callback for each piece of work, on the main thread, in order."""

import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nenboard.gui.tasks import Cancelled, ImmediateTasks, Job, Progress, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


def fail_the_test(error: Exception) -> None:
    pytest.fail(str(error))


def fail(_job: Job) -> None:
    raise ValueError("no")


def test_work_runs_elsewhere_and_the_result_comes_back_on_the_main_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    seen: list[threading.Thread] = []
    back: list[threading.Thread] = []
    tasks.run(
        lambda _job: seen.append(threading.current_thread()),
        done=lambda _none: back.append(threading.current_thread()),
        failed=lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(back))
    assert seen[0] is not threading.main_thread()
    assert back == [threading.main_thread()]


def test_all_work_shares_one_thread_and_keeps_its_order(tasks: Tasks, qtbot: QtBot) -> None:
    threads: set[int] = set()
    results: list[int] = []

    def work(number: int, _job: Job) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        tasks.run(partial(work, number), done=results.append, failed=fail_the_test)
    qtbot.waitUntil(lambda: len(results) == 20)
    assert results == list(range(20))
    assert len(threads) == 1


def test_what_the_callbacks_hold_is_let_go_on_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    class Widget:
        """Stands for a widget that only the callback still holds."""

        def take(self, _result: None) -> None:
            """The callback."""
            called.append(True)

    called: list[bool] = []
    where: list[threading.Thread] = []
    held = Widget()
    weakref.finalize(held, lambda: where.append(threading.current_thread()))
    tasks.run(lambda _job: None, done=held.take, failed=fail_the_test)
    del held
    qtbot.waitUntil(lambda: bool(called))
    tasks.run(lambda _job: None, done=lambda _none: None, failed=fail_the_test)
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_an_error_reaches_the_callback_for_errors(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    tasks.run(fail, done=lambda _none: pytest.fail("done"), failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


def test_work_cancelled_before_it_began_never_begins(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[int] = []
    answers: list[object] = []
    tasks.run(lambda _job: gate.wait(5), done=answers.append, failed=answers.append)
    late = tasks.run(lambda _job: ran.append(1), done=answers.append, failed=answers.append)
    late.cancel()
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert not ran
    assert isinstance(answers[1], Cancelled)


def test_a_result_that_comes_after_the_cancel_is_not_delivered(tasks: Tasks, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    answers: list[object] = []

    def work(_job: Job) -> str:
        begun.set()
        gate.wait(5)
        return "late"

    ticket = tasks.run(work, done=answers.append, failed=answers.append)
    assert begun.wait(5)
    ticket.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert [type(answer) for answer in answers] == [Cancelled]


def test_reporting_progress_stops_cancelled_work(tasks: Tasks, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    steps: list[Progress] = []
    answers: list[object] = []

    def work(job: Job) -> None:
        job.report(1, 2, "half")
        begun.set()
        gate.wait(5)
        job.report(2, 2)
        answers.append("went on")

    ticket = tasks.run(work, done=answers.append, failed=answers.append, progress=steps.append)
    assert begun.wait(5)
    ticket.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert steps == [Progress(1, 2, "half")]
    assert [type(answer) for answer in answers] == [Cancelled]


def test_nothing_is_called_once_the_owner_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[object] = []
    parent = QObject()
    owner = QObject(parent)
    tasks.run(lambda _job: gate.wait(5), done=answers.append, failed=answers.append, owner=owner)
    del owner
    parent.deleteLater()
    qtbot.wait(1)
    gate.set()
    tasks.run(lambda _job: "next", done=answers.append, failed=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["next"]


def test_stopping_ends_the_thread(qtbot: QtBot) -> None:
    tasks = Tasks("short lived")
    tasks.run(lambda _job: None, done=lambda _none: None, failed=lambda _error: None)
    tasks.stop()
    assert "short lived" not in {thread.name for thread in threading.enumerate()}


def test_the_runner_of_the_tests_answers_before_it_returns() -> None:
    answers: list[object] = []
    runner = ImmediateTasks()
    runner.run(lambda job: job.step(1, 2), done=answers.append, failed=answers.append)
    runner.run(fail, done=answers.append, failed=answers.append)
    assert answers[0] is True
    assert isinstance(answers[1], ValueError)
