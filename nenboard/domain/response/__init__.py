"""Responses and time end points: RECIST 1.1, growth rates, and what a line of therapy achieved."""
