"""Backups, restoring one, erasing a person, and why a registry cannot be changed."""
