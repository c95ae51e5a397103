"""A memory on a server, with the verbs of one in a file."""
