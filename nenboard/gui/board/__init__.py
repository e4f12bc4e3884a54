"""The Board page: the next meeting, its agenda, what is chased, who comes, what is still to do."""
