"""One driver a system; each runs alone in its own process and environment."""
