"""Servers killed and networks cut while people talk; the long form is in bench/faults.py."""
