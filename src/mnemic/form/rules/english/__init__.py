"""English: its frames, and how they are read."""
