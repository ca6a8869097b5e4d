"""Certificates of the dates of a mediation: what one says, its signature, its page. Must not know rooms."""
