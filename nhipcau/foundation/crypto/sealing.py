"""Sealed for a browser, and sealed by one: what the Web Crypto API of every browser can open and close.

AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF-SHA-256 (RFC 5869) from a secret with enough chance in it, or
by PBKDF2-HMAC-SHA-256 (RFC 8018) from one that a person remembers. To us alone: an ephemeral P-256 key of the browser
and ours (ECDH, NIST SP 800-56A) give the key. All texts are base64 without line ends.
"""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NONCE: Final = 12  # bytes
KEY: Final = 32
ROUNDS: Final = 600_000  # OWASP Password Storage Cheat Sheet, 2023, for PBKDF2-HMAC-SHA-256


class CannotUnseal(Exception):
    """It was not sealed for this key, or was tampered with."""


def derived(secret: bytes, *, salt: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY, salt=salt, info=purpose.encode()).derive(secret)


def remembered(typed: str, *, salt: bytes) -> bytes:
    """A key from what a person remembers: slow on purpose, about a quarter of a second."""
    return hashlib.pbkdf2_hmac("sha256", typed.encode(), salt, ROUNDS)


def seal(key: bytes, plain: bytes) -> str:
    """base64(nonce + sealed text)."""
    nonce = secrets.token_bytes(NONCE)
    return b64encode(nonce + AESGCM(key).encrypt(nonce, plain, None)).decode()


def unseal(key: bytes, sealed: str) -> bytes:
    """Raises CannotUnseal."""
    try:
        raw = b64decode(sealed, validate=True)
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], None)
    except (InvalidTag, ValueError) as trouble:
        raise CannotUnseal from trouble


def new_pair() -> tuple[str, str]:
    """(private, public): the number as hex, the point as base64 of its uncompressed form."""
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return f"{private.private_numbers().private_value:064x}", b64encode(point).decode()


def unseal_from(private: str, said: dict[str, Any], *, purpose: str) -> dict[str, Any]:
    """What a browser sealed for us: `said` has its ephemeral point `from` and the sealed JSON `body`."""
    try:
        mine = ec.derive_private_key(int(private, 16), ec.SECP256R1())
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b64decode(str(said["from"])))
        shared = mine.exchange(ec.ECDH(), theirs)
        found = json.loads(unseal(derived(shared, salt=b"", purpose=purpose), str(said["body"])))
    except (KeyError, ValueError, TypeError) as trouble:
        raise CannotUnseal from trouble
    if not isinstance(found, dict):
        raise CannotUnseal
    return found
