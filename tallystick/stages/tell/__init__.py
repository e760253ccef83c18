"""tell: the mentions of one occurrence to an account with its claims."""
