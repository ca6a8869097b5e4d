"""The room protocol in Python, written from docs/protocol.md alone, so that two implementations meet.

Must never be written by looking at static/js/: where the two differ, one of them or the document is wrong.
"""
