from tests.reference.loaded import official_lists

__all__ = ["official_lists"]
