"""Secrets in rows: encrypted fields and keyed look-ups."""
