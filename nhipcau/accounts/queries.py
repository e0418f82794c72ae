"""What sign-in must know of the last hour."""

from datetime import datetime, timedelta

from nhipcau.accounts.models import SignInCode

HOUR = timedelta(hours=1)


def codes_sent_to(phone_index: str, now: datetime) -> int:
    return SignInCode.objects.filter(phone_index=phone_index, sent_at__gt=now - HOUR).count()


def codes_asked_from(address_index: str, now: datetime) -> int:
    return SignInCode.objects.filter(address_index=address_index, sent_at__gt=now - HOUR).count()


def phone_of_code(code_id: int | None) -> str:
    """The number a code went to, for the page that asks for the code."""
    code = SignInCode.objects.filter(pk=code_id or 0).first()
    return code.phone if code else ""
