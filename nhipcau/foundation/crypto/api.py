"""Encrypted text and keyed look-ups.

A citizen number cannot be protected by hashing: there are too few of them. It is encrypted (AES-256-GCM, NIST SP 800-38D)
and found again through a keyed index (HMAC-SHA-256).
"""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes


def encrypt(plain: str) -> str:
    """`key number:base64(nonce + sealed text)` under the newest key."""
    number = len(settings.FIELD_KEYS) - 1
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(bytes.fromhex(settings.FIELD_KEYS[number])).encrypt(nonce, plain.encode(), None)
    return f"{number}:{b64encode(nonce + sealed).decode()}"


def decrypt(stored: str) -> str:
    """The plain text. Raises cryptography.exceptions.InvalidTag when the text was tampered with."""
    number, _, body = stored.partition(":")
    raw = b64decode(body)
    return AESGCM(bytes.fromhex(settings.FIELD_KEYS[int(number)])).decrypt(raw[:NONCE], raw[NONCE:], None).decode()


def keyed_index(value: str, *, purpose: str) -> str:
    """64 hex digits by which an encrypted value is found; another purpose gives another index."""
    if not value:
        return ""
    return hmac.new(bytes.fromhex(settings.INDEX_KEY), f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()
