"""Accounts of those who work for the office, and how they sign in. Must not know rooms or mediations."""
