"""The strip over the window: why nothing can be changed, and what to do about it."""

import json
import platform
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nenboard.gui.keeping.read_only import ReadOnlyStrip, sentence
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.registry import moments
from nenboard.registry.errors import Holder
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.registry.lock import HOLDER_NAME
from nenboard.workflow import casework, clock, maintain, people
from nenboard.workflow.read_only import Kind, WhyReadOnly
from tests.gui.conftest import PASSPHRASE, USER, Running, synthetic_case

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)


def offered(strip: ReadOnlyStrip) -> dict[str, KeyButton]:
    return {button.text(): button for button in strip._buttons}


def opened_to_read(running: Running) -> ReadOnlyStrip:
    running.unlock()
    running.press(running.program.gate.unlock.message)
    return running.program.window.strip


@pytest.fixture
def held(registry_folder: Path) -> Registry:
    """The registry as somebody else has it open."""
    return casework.open_registry(registry_folder, passphrase=PASSPHRASE)


def test_a_registry_that_can_be_changed_has_no_strip(unlocked: Running) -> None:
    assert unlocked.program.window.strip.isHidden()


def test_who_holds_it_since_when_and_where_stands_over_every_page(
    locked: Running, held: Registry
) -> None:
    with held:
        strip = opened_to_read(locked)
        assert strip.isVisible()
        assert USER in strip.text
        assert platform.node() in strip.text
        assert f"{clock.now().astimezone():%H:}" in strip.text
        locked.program.choose("settings")
        assert strip.isVisible()
        locked.run("lock")
        assert strip.isHidden()


def test_asking_again_edits_once_it_is_free_and_shows_what_others_saved(
    locked: Running, held: Registry
) -> None:
    strip = opened_to_read(locked)
    offered(strip)["Ask again"].click()
    assert strip.text.startswith("Asked just now.")
    case = synthetic_case(held.cases.next_key(), 0)
    casework.save_case(held, case, expected_revision=0)
    held.close()
    offered(strip)["Ask again"].click()
    assert strip.isHidden()
    opened = locked.program.window.open_registry
    assert opened is not None
    assert opened.may_edit
    assert locked.program.window.desk.registry.cases.count() == 4


def test_a_holder_that_died_meanwhile_can_be_taken_over_from_the_strip(
    locked: Running, held: Registry, registry_folder: Path
) -> None:
    with held:
        strip = opened_to_read(locked)
        assert "Take over" not in offered(strip)
        note = json.loads((registry_folder / HOLDER_NAME).read_bytes())
        silent = clock.now() - timedelta(hours=1)
        note |= {"host": "elsewhere", "seen": moments.stored(silent)}
        (registry_folder / HOLDER_NAME).write_text(json.dumps(note))
        offered(strip)["Ask again"].click()
        assert "seems to have died" in strip.text
        offered(strip)["Take over"].click()
        assert strip.isHidden()
        assert not locked.program.window.desk.registry.is_read_only


def test_a_viewer_is_told_the_role_and_who_can_change_it(
    locked: Running, registry_folder: Path
) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE) as registry:
        people.add_user(registry, "V. Looker", role=UserRole.VIEWER, passphrase=PASSPHRASE)
    locked.program.gate.read_users()
    locked.program.gate.unlock.user.setCurrentText("V. Looker")
    locked.unlock()
    strip = locked.program.window.strip
    assert "Your role here is viewer; an administrator" in strip.text
    assert offered(strip) == {}


def test_a_backup_that_is_opened_says_that_it_is_one(
    started: Running, registry_folder: Path
) -> None:
    with casework.open_registry(registry_folder, passphrase=PASSPHRASE) as registry:
        made = maintain.back_up(registry)
    desk = started.program.window.desk
    opened = desk.open(made.folder, passphrase=PASSPHRASE, user=USER, read_only=True)
    started.program.gate.succeed(opened)
    assert "This is a backup" in started.program.window.strip.text


@pytest.mark.parametrize("kind", list(Kind))
def test_each_reason_has_its_own_sentence(kind: Kind) -> None:
    others = [sentence(WhyReadOnly(other, Holder(None, None, None)), NOW) for other in Kind]
    assert others.count(sentence(WhyReadOnly(kind, Holder(None, None, None)), NOW)) == 1


def test_a_day_is_named_if_it_was_not_today() -> None:
    since = moments.stored(NOW - timedelta(days=2))
    said = sentence(WhyReadOnly(Kind.HELD, Holder("D. Okafor", "PC-214", since)), NOW)
    assert said.startswith("Open for editing by D. Okafor since 23-Nov-2026 ")
    assert "on PC-214" in said
