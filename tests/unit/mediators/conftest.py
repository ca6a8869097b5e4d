from tests.fixtures.database import clock, engine

__all__ = ["clock", "engine"]
