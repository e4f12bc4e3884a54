"""The command field: people, fields and commands by a few letters (Ctrl+K)."""
