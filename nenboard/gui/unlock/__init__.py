"""Before the registry is open: unlock, and the first run that creates one."""
