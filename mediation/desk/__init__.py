"""The desk: accounts, what is kept, certificates, and their pages, in a process of its own.

A page takes milliseconds in one piece, and a password a tenth of a second: no room may wait for that. What
comes for the desk is handed to its process by `handover`; the rooms' process keeps the network to itself.
"""
