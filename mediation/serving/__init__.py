"""The server process, and everything that knows eventlet: no other folder may. No test imports it."""
