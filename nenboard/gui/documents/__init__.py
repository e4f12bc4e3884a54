"""Documents of a case and of a meeting: preview from memory, export to a file."""
