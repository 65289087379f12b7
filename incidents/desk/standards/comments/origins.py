"""From which range of addresses a comment comes, as far as it may be known: a hash."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

from incidents.actions.readers.bans import digest_of_network

RANGE, RANGE_OF_SIX = 24, 48
"""Bits of an address that belong to a range: of IPv4, and of IPv6."""


def network(request: HttpRequest) -> str:
    """The hash that stands for the range of the client's address; empty where there is none.

    The client's address is the connection's own, or what a proxy named in TRUSTED_PROXIES says.
    """
    try:
        read = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if isinstance(read, IPv6Address) and read.ipv4_mapped:
        read = read.ipv4_mapped
    bits = RANGE_OF_SIX if isinstance(read, IPv6Address) else RANGE
    return digest_of_network(str(ip_network(f"{read}/{bits}", strict=False)))
