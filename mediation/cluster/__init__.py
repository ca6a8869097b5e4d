"""Several servers that are one: rooms in a Redis that they share. README.md in this folder has its rule."""
