"""When a mediation started and ended. See README.md for this folder's rule."""
