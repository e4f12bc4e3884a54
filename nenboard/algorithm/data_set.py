"""The minimum data set, read strictly from its YAML text."""

from pydantic import ValidationError

from nenboard.algorithm import yaml_text
from nenboard.domain.base import problems_of
from nenboard.domain.readiness import DataSet


class DataSetError(Exception):
    """The file of the minimum data set cannot be used: each fault with its place."""


def load_data_set(text: str) -> DataSet:
    """The minimum data set from the text of minimum_data_set.yaml.

    Raises DataSetError with every fault and its place.
    """
    try:
        return DataSet.model_validate(yaml_text.parse(text))
    except yaml_text.YamlFault as fault:
        raise DataSetError(f"minimum_data_set.yaml, {fault}") from None
    except ValidationError as error:
        faults = "; ".join(problem.message for problem in problems_of(error))
        raise DataSetError(f"minimum_data_set.yaml: {faults}") from None
