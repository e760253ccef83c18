"""The optional reader that asks a language model behind an OpenAI-compatible server; off unless it is asked for."""
