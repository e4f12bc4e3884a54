"""The commands: the same verbs as the window, for terminals and scripts."""
