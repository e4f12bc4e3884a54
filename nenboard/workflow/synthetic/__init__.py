"""Synthetic people and cases: the same seed and number give the same case, everywhere."""

from nenboard.workflow.synthetic.cases import PREFIX, synthetic_case, synthetic_cases

__all__ = ["PREFIX", "synthetic_case", "synthetic_cases"]
