"""The treatment decision as data, and the pure functions that follow it."""
