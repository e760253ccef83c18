"""link: the accounts of one occurrence to one incident, with the reasons."""
