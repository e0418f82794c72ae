"""Addresses, written one way. Pure."""

from django.conf import settings

from nhipcau.foundation.crypto.api import keyed_index


def plain_email(typed: str) -> str:
    """Without spaces around and in small letters: no mailbox here tells capitals apart."""
    return typed.strip().lower()


def email_index(address: str) -> str:
    """By what a sealed address is found."""
    return keyed_index(plain_email(address), purpose="email")


def full_address(path: str) -> str:
    """How a message links to a page; `path` alone where no address of the site is set."""
    return f"{settings.SITE_ADDRESS}{path}"
