"""The course of a case on the screen: the drawing of the documents, painted and walked by keys."""
