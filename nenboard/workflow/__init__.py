"""The verbs of the board: what window and command line do with cases, meetings and documents."""
