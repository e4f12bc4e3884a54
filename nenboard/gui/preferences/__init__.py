"""The settings page: this computer, the registry, safety."""
