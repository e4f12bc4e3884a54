"""The history of a case: who changed what and when, the case as it was, and the way back."""
