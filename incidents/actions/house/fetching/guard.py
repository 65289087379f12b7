"""Which addresses may be connected to: public ones. A list of our own, because others let some by.

Python's own `is_global` takes NAT64 and 6to4 forms of private addresses for public ones.
"""

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

IPAddress = IPv4Address | IPv6Address

DENIED_4 = tuple(
    map(
        IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
            "100.64.0.0/10",  # shared by the customers of a provider
            "169.254.0.0/16",  # link-local, with the metadata of hosted machines
            "168.63.129.16/32",  # the same for the machines of one large host
            *("192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24"),
            *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),  # for examples in texts
            "192.88.99.0/24",  # relays of 6to4
            "198.18.0.0/15",  # for measuring
            *("224.0.0.0/4", "240.0.0.0/4"),  # many at once; reserved; all of them
        ),
    )
)

PUBLIC_6 = IPv6Network("2000::/3")
"""All that is given out today. Outside are loopback, local, mapped, NAT64 and the like."""

DENIED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols, such as Teredo, that hide other addresses
            "2002::/16",  # 6to4: an IPv4 address, perhaps a private one, in other clothes
            *("2001:db8::/32", "3fff::/20"),  # for examples in texts
            "2620:4f:8000::/48",
        ),
    )
)

ISATAP = (0x00005EFE, 0x02005EFE)
"""The third quarter of an IPv6 address that carries an IPv4 address in its last one."""


def is_public(address: IPAddress) -> bool:
    """Whether anybody on the internet may reach this address; in doubt, no."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in DENIED_4)
    if address.scope_id is not None or address not in PUBLIC_6:
        return False
    if int(address) >> 32 & 0xFFFFFFFF in ISATAP:
        return False
    return not any(address in network for network in DENIED_6)


def parsed(written: str) -> IPAddress | None:
    """An address as the name system gave it; None where it is none."""
    try:
        return ip_address(written)
    except ValueError:
        return None
