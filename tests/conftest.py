"""Its place puts tests/ on the path, so that every test finds factory and invented_world."""
