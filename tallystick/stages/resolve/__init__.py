"""resolve: each mention to what it stands for, or the reason why not."""
