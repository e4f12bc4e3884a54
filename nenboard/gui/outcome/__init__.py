"""The outcome of a discussion: typed, recorded, read back, signed, and followed through."""
