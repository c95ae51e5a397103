"""What other memory systems do, tried out: one probe each, run in an environment of its own, and what it showed."""
