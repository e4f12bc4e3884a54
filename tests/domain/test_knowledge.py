"""Partially known values survive JSON exactly."""

from decimal import Decimal

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf


class _Holder(BaseModel):
    value: FactValue


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        0,
        1,
        Decimal("2.90"),
        Decimal("10"),
        "net",
        "R0",
        NumberRange(low=Decimal("10.0"), high=Decimal(15)),
        NumberRange(high=Decimal("2"), comparator="<"),
        OneOf(one_of=("rectum", "pancreas")),
        (),
        ("tem", "platinum"),
        (
            EarlierLine(
                regimen=("eve", "ssa"),
                best_response="PD",
                pfs_months=Decimal("5.5"),
                months_since_last_platinum=NumberRange(low=Decimal(3)),
                start="2026",
            ),
            EarlierLine(regimen="captem", cycles=4),
        ),
    ],
    ids=str,
)
def test_a_fact_value_comes_back_from_json_as_the_same_value_of_the_same_type(
    value: FactValue,
) -> None:
    adapter = TypeAdapter[object](FactValue)
    held = _Holder(value=value)
    for back in (
        adapter.validate_json(adapter.dump_json(adapter.validate_python(value))),
        _Holder.model_validate_json(held.model_dump_json()).value,
        _Holder.model_validate(held.model_dump()).value,
    ):
        assert back == value
        assert type(back) is type(value)
        assert repr(back) == repr(value)


def test_a_range_with_its_ends_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValidationError, match="lower end lies above"):
        NumberRange(low=Decimal(15), high=Decimal(10))


def test_a_refused_value_is_not_repeated_in_the_error() -> None:
    with pytest.raises(ValidationError) as caught:
        EarlierLine.model_validate({"regimen": "captem", "notes": "Jane Roe"})
    assert "Jane Roe" not in str(caught.value)
