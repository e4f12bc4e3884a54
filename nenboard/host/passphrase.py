"""What every passphrase of a registry must be, in the window and on the command line alike."""

LEAST_CHARACTERS = 12
"""Length counts, not symbols: no digit, capital or sign is asked for."""
