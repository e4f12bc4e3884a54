"""Computed figures and classes shown beside the record: each with its inputs and its source."""
