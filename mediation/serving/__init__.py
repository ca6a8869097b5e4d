"""The server process, and everything that knows eventlet. No other folder may, and no test imports this one."""
