"""The list of cases: search, conditions, table, preview, new case."""
