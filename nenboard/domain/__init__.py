"""What a board case is: immutable values, without files, clock, settings or language."""
