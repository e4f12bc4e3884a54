"""Run a whole meeting by keys alone in a program that is killed while somebody types.

A command: ``python -m tests.gui.meeting_rounds FOLDER KILLS SEED [CASES]``. A child shows the
window, signs in, starts the meeting or is brought back into it, and presses keys: it looks where
the focus is and types what belongs there, until every outcome was read back. It tells each key
once it is stored. It is killed at random instants while it types a text, and another child goes on.
What the next one finds must be all that was told, with the caret behind it, in the same case.
Prints one JSON line with what was seen, and exits with 1 if anything was lost.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import PlannedAction, Tell
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, maintain, meeting, outcomes
from tests.workflow.support import PASSPHRASE, USER, a_registry, numbered

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT = 0.15
CHAIR = "Dr Carl S"


@dataclass
class Tally:
    """What the rounds showed; times in seconds."""

    kills: int = 0
    keys: int = 0
    lost: int = 0
    slowest_return: float = 0.0
    problems: list[str] = field(default_factory=list)


def wanted_texts(number: int) -> dict[str, str]:
    """What is typed about the case of that place, by the kind of field."""
    return {
        "plan": f"Synthetic plan for place {number}: O'Brien's protocol, 5 < 10 mg",
        "what": f"Synthetic action of place {number}",
        "owner": f"Nurse {number}",
        "who": f"Dr No. {number}",
        "due": f"2031-0{number % 9 + 1}-1{number % 10}",
    }


def prepare(folder: Path, cases: int) -> str:
    """A registry with a planned meeting of today; returns the key of the meeting."""
    everybody = [numbered(number) for number in range(1, cases + 1)]
    with a_registry(folder, *everybody) as registry:
        new = meeting.new_meeting(registry, PartialDate.of(clock.today()))
        new = new.model_copy(update={"chair": CHAIR})
        key = meeting.save_meeting(registry, new, expected_revision=0).meeting_id
        meeting.add_cases(registry, key, case_ids=[case.id for case in everybody])
    return key


class Child:
    """A program at work, and what it told last."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.gui.meeting_typist", str(folder), USER, PASSPHRASE]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, env=environment, text=True
        )
        self.told: dict[str, Any] = {}

    def read(self) -> bool:
        """Take the next thing told; False at the end."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if line.endswith("\n"):
            self.told = json.loads(line)
        return bool(line)

    def read_until_typing(self, *, keys: int) -> None:
        """Read on for so many keys, and further until a text is half typed, or to the end."""
        for _key in range(keys):
            self.read()
        while not self.told.get("is_typing") and self.read():
            pass

    def kill(self) -> None:
        """Kill it, and take what it had told before."""
        os.kill(self._process.pid, signal.SIGKILL)
        while self.read():
            pass
        self.close()

    def close(self) -> int:
        """Wait for its end; its exit code."""
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self._process.wait()


def losses(told: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What a child that was brought back does not find, of all that was told before."""
    problems = []
    if found["case"] != told["case"]:
        problems.append(f"shows {found['case']} instead of {told['case']}")
    for name, text in told["texts"].items():
        if not found["texts"].get(name, "").startswith(text):
            problems.append(f"{told['case']} {name}: lost a key")
    if found["field"] == told["field"] and found["caret"] != len(
        found["texts"].get(told["field"], "")
    ):
        problems.append(f"{told['case']} {told['field']}: caret at {found['caret']}")
    if found["field"] != told["field"] and told["is_typing"]:
        problems.append(f"{told['case']}: focus in {found['field']}, not in {told['field']}")
    return problems


def run(folder: Path, *, kills: int, seed: int, cases: int) -> Tally:
    """Hold a meeting of so many cases, kill the program so often, and compare what is recorded."""
    key = prepare(folder, cases)
    tally = Tally()
    child = killed(folder, tally, kills=kills, seed=seed, spread=cases * 100 // (kills + 1))
    while child.read():
        pass
    tally.keys += child.told["keys"]
    code = child.close()
    if code or not child.told["is_over"]:
        tally.problems.append(f"a program ended with {code} in the midst")
    tally.problems += compared(folder, key, cases=cases)
    tally.lost = len(tally.problems)
    return tally


def killed(folder: Path, tally: Tally, *, kills: int, seed: int, spread: int) -> Child:
    """Kill a program so often, each after at most ``spread`` keys; the one that goes on then."""
    source = random.Random(seed)  # noqa: S311 - repeatable instants
    child = Child(folder)
    child.read()
    for _kill in range(kills):
        child.read_until_typing(keys=source.randint(1, max(spread, 1)))
        time.sleep(source.uniform(0, LONGEST_WAIT))
        child.kill()
        told = child.told
        tally.kills += 1
        tally.keys += told["keys"]
        child = Child(folder)
        child.read()
        tally.problems += losses(told, child.told) if child.told else ["did not start again"]
        tally.slowest_return = max(tally.slowest_return, child.told.get("seconds", 0.0))
    return child


def compared(folder: Path, key: str, *, cases: int) -> list[str]:
    """What the registry holds otherwise than it was typed."""
    from nenboard.workflow import casework

    with casework.open_registry(folder, passphrase=PASSPHRASE, user=USER) as registry:
        problems = [
            f"place {number}: {what}"
            for number in range(1, cases + 1)
            for what in _differing(registry, key, number=number)
        ]
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE, user=USER)
    return problems if report.is_good else [*problems, "the registry is damaged"]


def _differing(registry: Registry, key: str, *, number: int) -> list[str]:
    stored = outcomes.visible_in_room(registry, key, case_id=f"NEN-{number:05d}")
    if stored is None:
        return ["was not read back"]
    wanted, outcome = wanted_texts(number), stored.outcome
    found: dict[str, list[str | None]] = {
        "plan": [line.text for line in outcome.plan],
        "what": [action.what for action in outcome.actions],
        "owner": [action.owner for action in outcome.actions],
        "due": [*_days(outcome.actions), *_days(outcome.tell)],
        "who": [tell.who for tell in outcome.tell],
    }
    return [name for name, texts in found.items() if not texts or {*texts} != {wanted[name]}]


def _days(parts: tuple[PlannedAction, ...] | tuple[Tell, ...]) -> list[str]:
    return [str(one.due) for one in parts]


def main(arguments: list[str]) -> int:
    """One meeting; 0 if nothing was lost."""
    folder, kills, seed = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    cases = int(arguments[3]) if len(arguments) > 3 else 10
    seen = run(folder, kills=kills, seed=seed, cases=cases)
    sys.stdout.write(json.dumps(asdict(seen)) + "\n")
    return 1 if seen.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
