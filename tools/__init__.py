"""What makes the generated files: vocabularies, codebook, schemas, the map, the README's tables."""
