"""Rooms: ephemeral and blind. See README.md in this folder for its rule."""
