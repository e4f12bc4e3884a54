"""Saved views of the case list, each person's own and everybody's."""

from dataclasses import replace

from nenboard.registry.folder import Registry
from nenboard.registry.records import Stamp
from nenboard.registry.views import EVERYBODY, View
from nenboard.workflow import casework, clock, roles


def views(registry: Registry) -> tuple[View, ...]:
    """The views of the person who is signed in and those of everybody, by name."""
    return registry.views.of_user(registry.user)


def save_view(registry: Registry, view: View, *, for_everybody: bool = False) -> View:
    """Keep a view under its name, in the place of an earlier one.

    Raises NotAllowed: viewers save none, and only leads save for everybody.
    """
    roles.require(registry, roles.LEADS if for_everybody else roles.EDITORS)
    kept = replace(view, owner=EVERYBODY if for_everybody else registry.user)
    registry.views.put(kept, by=registry.user, at=clock.now())
    return kept


def remove_view(registry: Registry, view: View) -> None:
    """Forget a view. Raises UnknownView, NotAllowed."""
    roles.require(registry, roles.LEADS if view.owner == EVERYBODY else roles.EDITORS)
    registry.views.remove(view.name, owner=view.owner, stamp=Stamp(registry.user, clock.now()))


def count(registry: Registry, view: View) -> int:
    """How many cases a view shows now."""
    return len(casework.find_cases(registry, view.query))
