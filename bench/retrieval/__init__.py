"""What the systems do in the comparison of retrieval; each runs alone in its own process and environment."""
