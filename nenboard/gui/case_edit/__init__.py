"""The case form: the draft that is edited, the fields, and the tabs that show them."""
