"""Widgets that several screens share; each takes its colours and sizes from the theme."""
