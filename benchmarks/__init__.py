"""How fast nenboard is on this machine, as medians and as ratios to what nobody can beat."""
