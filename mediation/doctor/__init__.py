"""Examines the installed system: whether what is promised of it holds. Looks, and changes nothing."""
