"""Meeting mode: one case at a time for the room, and the outcome bar for the coordinator."""
