"""A second, slow evaluator: it reads the conditions of the outline as text and walks its graph.

It shares no code with the engine and no file with the rule release, so that the two can only agree
if both say what the outline says.
"""

import ast
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.algorithm.reference_lines import Lines
from tests.algorithm.reference_values import (
    EMPTY,
    Answer,
    Interval,
    Left,
    every,
    in_order,
    is_equal,
    is_in,
    negated,
    read,
    some,
    yes_or_no,
)

PATH = Path(__file__).parent.parent / "vignettes" / "outline" / "nen-review-2021.json"
ACTIVE = ["preferred", "option", "selected"]
UNKNOWN_CONTENT = {"unknown_systemic", "unknown_chemo", "platinum_unspecified"}


@cache
def outline() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return data


@cache
def _parsed(condition: str) -> ast.expr:
    return ast.parse(condition, mode="eval").body


@dataclass(frozen=True)
class Offered:
    """What an option comes to: one strength, or those it could have."""

    strength: str | None
    base: str | None
    could_be: frozenset[str]
    cautions: tuple[str, ...]
    check_first: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """The nodes reached with their options in order, and the notes."""

    nodes: dict[str, dict[str, Offered]]
    notes: tuple[str, ...]


class Reference:
    """One case, from the facts of its document."""

    def __init__(self, stated: dict[str, Any]) -> None:
        self.stated = {name: value for name, value in stated.items() if value is not None}
        self.inputs = {entry["name"]: entry for entry in outline()["inputs"]}
        self.lines = Lines(
            self.stated.get("prior_lines"), groups=outline()["cross_resistance_groups"]
        )
        self._derived: dict[str, Left] = {}

    def holds(self, condition: str) -> Answer:
        return self._answer(_parsed(condition))

    def _answer(self, node: ast.expr) -> Answer:
        if isinstance(node, ast.Constant):
            return bool(node.value)
        if isinstance(node, ast.BoolOp):
            answers = [self._answer(part) for part in node.values]
            return every(answers) if isinstance(node.op, ast.And) else some(answers)
        if isinstance(node, ast.UnaryOp):
            return negated(self._answer(node.operand))
        if isinstance(node, ast.Name):
            return is_equal(self.value(node.id), wanted=True)
        assert isinstance(node, ast.Compare)
        return self._comparison(node.left, type(node.ops[0]).__name__, node.comparators[0])

    def _comparison(self, left: ast.expr, sign: str, right: ast.expr) -> Answer:
        if isinstance(left, ast.Constant):
            assert isinstance(right, ast.Name)
            return self._includes(right.id, left.value)
        assert isinstance(left, ast.Name)
        if sign in ("Is", "IsNot"):
            return self._is_known(left.id) is (sign == "IsNot")
        wanted = ast.literal_eval(right)
        if sign in ("In", "NotIn"):
            found = is_in(self.value(left.id), wanted)
            return found if sign == "In" else negated(found)
        if sign in ("Eq", "NotEq"):
            found = is_equal(self.value(left.id), wanted)
            return found if sign == "Eq" else negated(found)
        return in_order(self.value(left.id), sign, wanted)

    def _includes(self, name: str, code: object) -> Answer:
        listed = self.value(name)
        return None if listed is None else code in (listed if isinstance(listed, frozenset) else ())

    def _is_known(self, name: str) -> bool:
        if name in self.inputs and name != "lung_subtype":
            return name in self.stated
        return self.value(name) is not None

    def value(self, name: str) -> Left:
        if name not in self._derived:
            derive = getattr(self, f"_{name}", None)
            self._derived[name] = self._entered(name) if derive is None else derive()
        return self._derived[name]

    def _entered(self, name: str) -> Left:
        if name.startswith("used_"):
            return yes_or_no(self.lines.used(name.removeprefix("used_")))
        return read(self.inputs[name], self.stated.get(name))

    def _used_platinum(self) -> Left:
        return yes_or_no(self.lines.used_platinum())

    def _failed_tox_pe(self) -> Left:
        return yes_or_no(self.lines.failed_tox("pe"))

    def _pfi(self) -> Left:
        return self.lines.pfi()

    def _platinum_responded(self) -> Left:
        return yes_or_no(self.lines.responded())

    def _line(self) -> Left:
        return self.lines.number()

    def _other_diagnosis_line(self) -> Left:
        return yes_or_no(self.lines.other_diagnosis())

    def _mixed_response(self) -> Left:
        return yes_or_no(self.lines.mixed())

    def _line_unrecorded(self) -> Left:
        return yes_or_no(self.lines.unrecorded(UNKNOWN_CONTENT))

    def _site_group(self) -> Left:
        site = self._entered("primary_site")
        alone = {"pancreas", "lung", "thymus", "unknown_primary", "other_ep"}
        group = {"excluded_site": "excluded", **{name: name for name in alone}}
        if not isinstance(site, frozenset):
            return None
        return frozenset(group.get(one, "gi") for one in site)

    def _midgut(self) -> Left:
        return self._said(
            "primary_site in ['small_bowel','appendix'] or "
            "(primary_site == 'colon' and colon_side == 'right')"
        )

    def _residual_tox(self) -> Left:
        return self._said("neuropathy_grade >= 2 or ototoxicity_grade >= 2")

    def _functional_active(self) -> Left:
        return self._said("functional != 'none'")

    def _high_prolif(self) -> Left:
        return self._said("ki67 > 10 or mitoses >= 6")

    def _older_frail(self) -> Left:
        return self._said("frail or age >= 75")

    def _good_ps(self) -> Left:
        return self._said("ps <= 1")

    def _high_need(self) -> Left:
        return self._said(
            "burden == 'bulky' or growth == 'rapid' or tumour_symptoms or shrinkage_goal"
        )

    def _said(self, condition: str) -> Left:
        return yes_or_no(self.holds(condition))

    def _lung_subtype(self) -> Left:
        if "lung_subtype" in self.stated:
            return self._entered("lung_subtype")
        if self.holds("site_group == 'lung'") is False:
            return None
        atypical = self.holds("necrosis or (mitoses >= 2 and mitoses <= 10)")
        if atypical is not False:
            return frozenset({"ac"}) if atypical else None
        typical = self.holds("mitoses < 2 and not necrosis")
        return frozenset({"tc"}) if typical else None

    def _counted(self) -> frozenset[str] | None:
        """The grades that Ki-67 and mitoses allow; the higher of the two wins."""
        by_fact = []
        for name, second in (("ki67", Decimal(3)), ("mitoses", Decimal(2))):
            left = self._entered(name)
            if left is None:
                continue
            reached = (
                True,
                in_order(left, "GtE", second),
                in_order(left, "Gt", Decimal(20)),
                False,
            )
            by_fact.append(
                {
                    grade
                    for grade in (1, 2, 3)
                    if reached[grade - 1] is not False and reached[grade] is not True
                }
            )
        if not by_fact:
            return None
        if "ki67" not in self.stated:
            by_fact.append({1, 2, 3})
        grades = by_fact[0]
        for others in by_fact[1:]:
            grades = {max(one, other) for one in grades for other in others}
        return frozenset(f"G{grade}" for grade in grades)

    def _by_morphology(self) -> Answer:
        return self.holds("site_group in ['lung','thymus']")

    def _grade(self) -> Left:
        if self._by_morphology() is True:
            return None
        counted, told = self._counted(), self._entered("grade_reported")
        if told is None or counted is None:
            return told if counted is None else counted
        assert isinstance(told, frozenset)
        return told & counted or counted

    def _grade_conflict(self) -> Left:
        counted, told = self._counted(), self._entered("grade_reported")
        if counted is None or told is None or self._by_morphology() is True:
            return None
        assert isinstance(told, frozenset)
        return yes_or_no(not told & counted)

    def _ki67_missing(self) -> Left:
        return yes_or_no("ki67" not in self.stated)

    def _ki67_range_crosses(self) -> Left:
        stated = self._entered("ki67")
        if stated is None:
            return None
        limits = ("ki67 >= 3", "ki67 > 10", "ki67 > 20", "ki67 >= 55")
        crosses = any(self.holds(limit) is None for limit in limits)
        return yes_or_no(isinstance(stated, Interval) and crosses)

    def _ki67(self) -> Left:
        """As entered; else read from a reported grade of a NET graded by counts."""
        told = self._entered("grade_reported")
        if "ki67" in self.stated or not isinstance(told, frozenset) or len(told) != 1:
            return self._entered("ki67")
        readable = self.holds("differentiation == 'net'") and self._by_morphology() is False
        if not readable or self.holds("grade_conflict"):
            return None
        stands_for = {"G1": (3, "<"), "G2": (20, "<=")}.get(next(iter(told)))
        if stands_for is None:
            return None
        high, sign = stands_for
        return read(self.inputs["ki67"], {"low": 0, "high": high, "comparator": sign})

    def _contraindicated(self, tag: str) -> Answer:
        return some(
            self.holds(rule["when"])
            for rule in outline()["patient_factor_rules"]
            if rule["effect"] == "contraindicate" and tag in rule["tags"]
        )

    def _exhausted_gi(self) -> Left:
        ssa = self.holds("used_ssa or (sstr == 'negative' and functional == 'none')")
        eve = some([self.holds("used_eve"), self._contraindicated("eve")])
        prrt = some([self.holds("used_prrt or sstr != 'positive'"), self._contraindicated("prrt")])
        return yes_or_no(every([ssa, eve, prrt]))

    def _exhausted_lung(self) -> Left:
        eve = some([self.holds("used_eve"), self._contraindicated("eve")])
        ssa = self.holds("used_ssa or (sstr == 'negative' and functional == 'none')")
        started = every([self.holds("lung_subtype == 'ac'"), self.lines.started_on("eve")])
        return yes_or_no(every([eve, some([ssa, started])]))


def evaluate(stated: dict[str, Any]) -> Result:
    """Walk the graph of the outline with the facts of a document."""
    case = Reference(stated)
    nodes = dict.fromkeys(_reached(case, "START"))
    by_id = {node["id"]: node for node in outline()["nodes"]}
    notes = tuple(note["id"] for note in outline()["notes"] if case.holds(note["when"]))
    return Result({node: _offered(case, by_id.get(node, {})) for node in nodes}, notes)


def _reached(case: Reference, node: str) -> list[str]:
    edges = [edge for edge in outline()["edges"] if edge["from"] == node]
    if not edges:
        return [node]
    if node == "START" and case.holds("differentiation == 'nec' and ki67 <= 20"):
        return ["ASK-CONSISTENCY"]
    answers = [(edge["to"], case.holds(edge["condition"])) for edge in edges]
    sure = [to for to, answer in answers if answer is True][:1]
    followed = sure or [to for to, answer in answers if answer is None]
    assert followed, f"no edge applies at {node}"
    return [end for to in followed for end in _reached(case, to)]


def _offered(case: Reference, node: dict[str, Any]) -> dict[str, Offered]:
    catalogue = {option["id"]: option for option in outline()["options"]}
    by_option: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for place, rule in enumerate(node.get("options", [])):
        by_option.setdefault(rule["option"], []).append((place, rule))
    found = []
    for name, rules in by_option.items():
        one = _option(case, catalogue[name], rules, cap=node.get("strength_cap"))
        if one is not None:
            found.append((_rank(case, catalogue[name], one), name, one[1]))
    return {name: offered for _, name, offered in sorted(found, key=lambda entry: entry[0])}


def _option(
    case: Reference, option: dict[str, Any], rules: list[Any], cap: str | None
) -> tuple[int, Offered] | None:
    tags = set(option["tags"])
    acting = [
        rule
        for rule in outline()["patient_factor_rules"]
        if tags & set(rule["tags"]) and case.holds(rule["when"])
    ]
    look_up = _look_up(case, option)
    waiting = []
    for place, rule in rules:
        answer = case.holds(rule["when"])
        base = _capped(rule["strength"], cap)
        strength = _after(base, acting)
        if answer is True:
            cautions = _cautions(acting, {strength})
            checks = look_up if strength in ACTIVE else ()
            return place, Offered(strength, base, EMPTY, cautions, checks)
        if answer is None:
            waiting.append((place, strength))
    if not waiting:
        return None
    could_be = frozenset(strength for _, strength in waiting)
    cautions = _cautions(acting, set(could_be))
    return waiting[0][0], Offered(None, None, could_be, cautions, look_up)


def _capped(strength: str, cap: str | None) -> str:
    order = [entry["id"] for entry in outline()["strengths"]]
    return strength if cap is None else max(strength, cap, key=order.index)


def _after(strength: str, acting: list[Any]) -> str:
    """Only support can be lowered; barring beats all, then not routine, then one step each."""
    effects = [rule["effect"] for rule in acting]
    if strength not in ACTIVE:
        return strength
    if "contraindicate" in effects:
        return "contraindicated"
    if "to_not_routine" in effects:
        return "not_routine"
    steps = ACTIVE.index(strength) + effects.count("downgrade_one")
    return ACTIVE[min(steps, len(ACTIVE) - 1)]


def _cautions(acting: list[Any], strengths: set[str]) -> tuple[str, ...]:
    """Where an option is barred, only what bars it."""
    barring = [rule["id"] for rule in acting if rule["effect"] == "contraindicate"]
    others = [rule["id"] for rule in acting if rule["effect"] != "contraindicate"]
    return tuple(barring if strengths == {"contraindicated"} else barring + others)


def _look_up(case: Reference, option: dict[str, Any]) -> tuple[str, ...]:
    looked_up = {
        fact
        for tag, facts in outline()["check_before_use"].items()
        for fact in facts
        if tag in option["tags"] and fact not in case.stated
    }
    return tuple(sorted(looked_up))


def _rank(case: Reference, option: dict[str, Any], one: tuple[int, Offered]) -> tuple[Any, ...]:
    order = [entry["id"] for entry in outline()["strengths"]]
    place, offered = one
    strength = len(order) if offered.strength is None else order.index(offered.strength)
    wished = case.value("route_preference")
    other_route = any(
        wished == frozenset({route}) and option["route"] != route for route in ("oral", "iv")
    )
    return strength, option["id"] == "trial", other_route, place
