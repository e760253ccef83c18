"""The learned reader: `python -m training.reader` trains it, exports it and writes its card."""
