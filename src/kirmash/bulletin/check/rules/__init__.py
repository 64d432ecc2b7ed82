"""What a sentence may say: one file for each sort of fact."""
