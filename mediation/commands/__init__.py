"""The groups of the `mediation` command, one a module; joined in cli.py. They decide nothing."""
