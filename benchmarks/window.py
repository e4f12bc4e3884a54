"""The window in use: the longest time in which it could not have answered a key."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from benchmarks.measure import Figure
from nenboard.domain.case import Case
from nenboard.gui import style, theme
from nenboard.gui.frame import Frame
from nenboard.gui.program import Program
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import Tasks
from nenboard.registry.keys import Argon2Cost
from nenboard.workflow import casework

GOAL = "at most 50 ms"
PASSPHRASE = "measured, then thrown away"
_BEAT_MS = 2
_QUIET_S = 0.4
_LONGEST_S = 20.0


class Heart(QObject):
    """Beats while the event loop is free; keeps the time between beats.

    Beside the time on the wall it keeps what the window's own thread computed meanwhile, which a
    machine busy with other work does not lengthen much.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self.computed: list[float] = []
        self._last = time.perf_counter()
        self._last_computed = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to listen."""
        self.pauses = []
        self.computed = []
        self._last = time.perf_counter()
        self._last_computed = time.thread_time()
        self._timer.start()

    def beat(self) -> None:
        """The loop is free again."""
        now, computed = time.perf_counter(), time.thread_time()
        self.pauses.append((now - self._last) * 1000 - _BEAT_MS)
        self.computed.append((computed - self._last_computed) * 1000)
        self._last, self._last_computed = now, computed

    def stop(self) -> tuple[float, float]:
        """The longest pause, and the longest computing without one, milliseconds."""
        self.beat()
        self._timer.stop()
        return max(self.pauses), max(self.computed)


def figures(cases: Iterable[Case], *, times: int) -> list[Figure]:
    """Each stage of a scripted use; a sample is the longest pause of one run through the script."""
    if not os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "registry"
        os.environ["NENBOARD_CONFIG_DIR"] = name
        made = casework.create_registry(
            folder,
            passphrase=PASSPHRASE,
            user="bench",
            cost=Argon2Cost(memory_kib=8, passes=1, lanes=1),
        )
        with made.registry as registry:
            registry.cases.save_many(cases, by="bench", at=datetime.now(UTC))
        with running(folder) as program:
            return measured(program, times=max(3, times // 3))


@contextmanager
def running(folder: Path) -> Iterator[Program]:
    """The whole program on this registry, unlocked, with its thread."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    style.dress(app)
    look = theme.Look(app)
    look.choose("light", 1.0)
    frame = Frame()
    frame.resize(1366, 768)
    tasks = Tasks()
    hook = sys.excepthook
    program = Program(frame, runner=tasks, desk=RegistryDesk(), look=look)
    sys.excepthook = hook  # a fault ends the measurement instead of opening a dialog
    frame.show()
    program.begin(folder)
    wait(lambda: program.gate.unlock.user.count() > 0)
    program.gate.unlock.passphrase.setText(PASSPHRASE)
    program.gate.unlock.submit.click()
    wait(lambda: program.window.current_page() is not None)
    rest()
    yield program
    program.minutes.stop()
    program.window.run(lambda _job: program.window.desk.close(), done=lambda _none: None)
    tasks.stop()


def measured(program: Program, *, times: int) -> list[Figure]:
    """Run the script some times; the floor is the longest pause of a window left alone."""
    heart = Heart()
    stages = script(program)
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name in stages}
    idle: list[float] = []
    for _ in range(times):
        for name, act in stages.items():
            heart.start()
            act()
            rest()
            samples[name].append(heart.stop())
        heart.start()
        rest()
        idle.append(heart.stop()[0])
    return [
        Figure(
            f"longest pause: {name}",
            tuple(pause for pause, _computed in found),
            goal=GOAL,
            floor=tuple(idle),
            notes={"computed_ms": round(statistics.median(part[1] for part in found), 1)},
        )
        for name, found in samples.items()
    ]


def script(program: Program) -> dict[str, Callable[[], object]]:
    """What a coordinator does, one stage after the other."""
    window = program.window
    ids = iter(casework_ids(program))

    def tab(key: str) -> Callable[[], object]:
        return lambda: _show_part(program, key)

    return {
        "search in the list": lambda: _search(program),
        "scroll the list": lambda: _scroll(program),
        "open a case": lambda: window.open_case(next(ids)),
        "diagnosis": tab("diagnosis"),
        "imaging": tab("imaging"),
        "treatment": tab("treatment"),
        "fitness": tab("person"),
        "algorithm": tab("algorithm"),
        "documents": tab("documents"),
        "command field": lambda: _go_to(program),
        "settings": lambda: program.choose("settings"),
        "hide names": window.commands.actions["hide_names"].trigger,
    }


def _search(program: Program) -> None:
    program.choose("cases")
    field = program.window.frame.findChild(QLineEdit, "cases_search")
    assert field is not None
    field.clear()
    _type(field, "smith 19")
    field.clear()


def _scroll(program: Program) -> None:
    table = program.window.frame.findChild(QTableView, "cases_table")
    assert table is not None
    for _ in range(30):
        QTest.keyClick(table, Qt.Key.Key_PageDown)
        QTest.qWait(20)


def _go_to(program: Program) -> None:
    program.window.commands.actions["go_to"].trigger()
    field = program.window.frame.findChild(QLineEdit, "command_line")
    assert field is not None
    _type(field, "smiht egfr")
    QTest.keyClick(field, Qt.Key.Key_Escape)


def _type(field: QLineEdit, text: str) -> None:
    for sign in text:
        QTest.keyClicks(field, sign)
        QTest.qWait(60)


def _show_part(program: Program, key: str) -> None:
    page = program.window.current_page()
    assert page is not None
    page.show_part(key)


def casework_ids(program: Program) -> tuple[str, ...]:
    """Some cases of the registry, asked for on its thread."""
    found: list[tuple[str, ...]] = []
    desk = program.window.desk
    program.window.run(
        lambda _job: casework.find_cases(desk.registry), done=found.append, owner=program
    )
    wait(lambda: bool(found))
    return found[0]


def wait(holds: Callable[[], bool]) -> None:
    """Let the loop run until something holds."""
    until = time.perf_counter() + _LONGEST_S
    while not holds() and time.perf_counter() < until:
        QTest.qWait(5)
    assert holds()


def rest() -> None:
    """Let the loop run until nothing has happened for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(_QUIET_S * 1000), loop.quit)
    loop.exec()
