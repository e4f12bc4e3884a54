"""The algorithm page of a case: path, facts, options, what is missing; it decides nothing."""
