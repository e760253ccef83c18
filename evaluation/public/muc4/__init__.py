"""MUC-4: 24-slot templates and five-role entities from the same accounts. Texts are upper case, read as they are."""

from evaluation.public.muc4.bench import FOLDER, measure

__all__ = ["FOLDER", "measure"]
