"""Who sends a report, as far as it may be known: a hash that nobody can turn round."""

import hmac
from datetime import date, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

NETWORK_OF_A_HOME = 64
"""Bits of an IPv6 address that belong to a home; of the rest a sender has as many as they like."""


def senders(request: HttpRequest) -> tuple[str, str]:
    """The hashes that stand for the client today and stood for it yesterday.

    The client's address is the connection's own, or what a proxy named in TRUSTED_PROXIES says:
    the server has settled that before the request comes here.
    """
    client = _client(request.META.get("REMOTE_ADDR", ""))
    today = timezone.localdate()
    return _hashed(client, today), _hashed(client, today - timedelta(days=1))


def _client(address: str) -> str:
    try:
        read = ip_address(address)
    except ValueError:
        return ""
    if isinstance(read, IPv6Address):
        mapped = read.ipv4_mapped
        return str(mapped) if mapped else str(int(read) >> (128 - NETWORK_OF_A_HOME))
    return str(read)


def _hashed(client: str, day: date) -> str:
    """Under a key of its own for each day, so that nobody is followed from one to the next."""
    secret = settings.SECRET_KEY.encode()
    key = hmac.new(secret, f"report senders {day.isoformat()}".encode(), sha256).digest()
    return hmac.new(key, client.encode(), sha256).hexdigest()
