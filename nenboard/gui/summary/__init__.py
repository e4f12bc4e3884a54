"""The first tab of a case: question, course of disease, algorithm now, what is still open."""
