"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class ReferralMade:
    """`occasion_kind` is "" and `occasion_id` 0 when the person goes straight to the enterprise."""

    referral_id: int
    seeker_id: int
    vacancy_id: int
    employer_id: int
    centre_id: int
    occasion_kind: str
    occasion_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn:
    referral_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PreferenceChanged:
    """What this person wants of suggestions is otherwise: an opening turned down or taken back, weights, the switch."""

    seeker_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TradeChosen:
    """A centre spreads what its own people are suggested otherwise than before. `trade`: a value of `models.Trade`."""

    centre_id: int
    trade: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationSent:
    """An enterprise asked somebody to come to its table on an occasion."""

    invitation_id: int
    seeker_id: int
    vacancy_id: int
    employer_id: int
    occasion_kind: str
    occasion_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered:
    """By the person. `comes` may change from yes to no and back."""

    invitation_id: int
    seeker_id: int
    vacancy_id: int
    employer_id: int
    comes: bool
    at: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn:
    invitation_id: int
    at: datetime
