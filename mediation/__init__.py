"""Confidential mediation: a blind, forgetful relay, and a registry of dates."""
