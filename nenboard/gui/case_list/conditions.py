"""Conditions of the list: which columns, which values, and the chips that take them away."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from nenboard.gui import theme
from nenboard.gui.case_list import words
from nenboard.gui.desk import Condition
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.flow import Flow
from nenboard.host.language import _

FOURTH_OR_LATER = "4+"


def columns() -> Mapping[str, str]:
    """Columns that can be asked for, with their words."""
    return {
        "tumour_class": _("Class"),
        "grade": _("Grade"),
        "line": _("Line"),
        "site": _("Primary"),
    }


def choices(column: str) -> Mapping[str, str]:
    """Values of a column with their words; "" is *not recorded*."""
    if column == "tumour_class":
        known = {"net": "NET", "nec": "NEC", "minen": "MiNEN"}
    elif column == "grade":
        known = {code: code for code in ("G1", "G2", "G3")}
    elif column == "line":
        known = {str(n): _("Line {number}").format(number=n) for n in (1, 2, 3)}
        known[FOURTH_OR_LATER] = _("Line 4 or later")
    else:
        known = _sites()
    return {**known, "": _("Not recorded")}


def _sites() -> dict[str, str]:
    from nenboard.domain.terms import Site

    return {site.value: words.site(site.value) for site in Site}


def text_of(condition: Condition) -> str:
    """A condition in words: *Class is NET or NEC*."""
    known = choices(condition.column)
    values = _(" or ").join(known.get(code, code) for code in condition.codes)
    said = values[:1].lower() + values[1:] if values == _("Not recorded") else values
    text = _("{column} is not {values}") if condition.is_not else _("{column} is {values}")
    return text.format(column=columns()[condition.column], values=said)


def with_code(
    conditions: tuple[Condition, ...], *, column: str, code: str, is_not: bool = False
) -> tuple[Condition, ...]:
    """The conditions with one more value: a column may be any of its values, or none of them."""
    for place, condition in enumerate(conditions):
        if (condition.column, condition.is_not) == (column, is_not):
            codes = condition.codes if code in condition.codes else (*condition.codes, code)
            changed = replace(condition, codes=codes)
            return (*conditions[:place], changed, *conditions[place + 1 :])
    return (*conditions, Condition(column, (code,), is_not))


class ConditionBar(Flow):
    """The search, *Add condition*, and a button for each condition, which takes it away."""

    changed = Signal()

    def __init__(self, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(gap=theme.active().px(8), name="condition_bar", parent=parent)
        self.conditions: tuple[Condition, ...] = ()
        self.flow.addWidget(search)
        self.add_button = KeyButton(
            _("Add condition"), icon="filter", keys="F", name="add_condition"
        )
        self.add_button.clicked.connect(self.open_menu)
        self.flow.addWidget(self.add_button)
        self.join = KeyButton(_("All of these"), name="condition_join")
        self.join.setCheckable(True)
        self.join.toggled.connect(self._join_changed)
        self.join.hide()
        self.flow.addWidget(self.join)
        self._buttons: list[KeyButton] = []

    def menu(self) -> QMenu:
        """The values that can be asked for, by column."""
        menu = QMenu(self)
        menu.setObjectName("condition_menu")
        self._offer(menu, is_not=False)
        excluded = menu.addMenu(_("Not"))
        excluded.setObjectName("condition_menu_not")
        self._offer(excluded, is_not=True)
        return menu

    def _offer(self, menu: QMenu, *, is_not: bool) -> None:
        for column, title in columns().items():
            below = menu.addMenu(title)
            below.setObjectName(f"{menu.objectName()}_{column}")
            for code, text in choices(column).items():
                action = below.addAction(text)
                action.triggered.connect(
                    lambda _on=False, column=column, code=code: self.add(
                        column, code, is_not=is_not
                    )
                )

    def open_menu(self) -> None:
        """Open the menu below its button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def add(self, column: str, code: str, *, is_not: bool = False) -> None:
        """Ask for one more value, or shut it out."""
        self._set(with_code(self.conditions, column=column, code=code, is_not=is_not))

    def ask(self, conditions: tuple[Condition, ...], *, is_any: bool) -> None:
        """Ask for these conditions in the place of all others; any of them, or all."""
        self.join.setChecked(is_any)
        self._set(conditions)

    @property
    def is_any(self) -> bool:
        """True if one of the conditions is enough."""
        return self.join.isChecked() and len(self.conditions) > 1

    def _join_changed(self, is_any: bool) -> None:
        words = _("Any of these") if is_any else _("All of these")
        self.join.setText(words)
        self.join.setAccessibleName(words)
        self.join.updateGeometry()
        if len(self.conditions) > 1:
            self.changed.emit()

    def remove(self, condition: Condition) -> None:
        """Take a condition away."""
        self._set(tuple(each for each in self.conditions if each != condition))

    def remove_last(self) -> None:
        """Take the last condition away."""
        self._set(self.conditions[:-1])

    def clear(self) -> None:
        """Take all conditions away."""
        self._set(())

    def _set(self, conditions: tuple[Condition, ...]) -> None:
        if conditions == self.conditions:
            return
        self.conditions = conditions
        for button in self._buttons:
            self.flow.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(condition) for condition in conditions]
        for button in self._buttons:
            self.flow.addWidget(button)
            button.show()
        self.join.setVisible(len(conditions) > 1)
        self.updateGeometry()
        self.changed.emit()

    def _button(self, condition: Condition) -> KeyButton:
        words = text_of(condition)
        button = KeyButton(words, icon="close", name=f"condition_{condition.column}")
        button.setAccessibleName(_("Take away: {condition}").format(condition=words))
        button.clicked.connect(lambda _on=False: self.remove(condition))
        return button
