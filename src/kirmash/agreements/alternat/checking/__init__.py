"""The proof that originals differ in order only, from the finished files alone or against the text."""
