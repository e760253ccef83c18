"""How each learned part is made from its data: one command a model, its card written by it."""
