"""IP addresses that a crawl may connect to."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_LOW_BITS = (1 << 32) - 1
_LOCAL_NAMES = ("localhost", ".localhost")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is on the public internet; one inside another is unpacked."""
    if isinstance(address, IPv6Address):
        return all(_is_global(each) for each in (address, *_inner(address)) if each)
    return _is_global(address)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return True  # the inner address decides
    return address.is_global and not address.is_multicast


def _inner(address: IPv6Address) -> tuple[IPv4Address | None, ...]:
    nat64 = IPv4Address(int(address) & _LOW_BITS) if address in _NAT64 else None
    server = address.teredo[1] if address.teredo else None
    return (address.ipv4_mapped, address.sixtofour, server, nat64)


def literal_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_local_name(host: str) -> bool:
    """Return whether a host is a private address by itself, without a lookup."""
    address = literal_address(host)
    if address is not None:
        return not is_public(address)
    return host == _LOCAL_NAMES[0] or host.endswith(_LOCAL_NAMES[1])


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine."""
    address = literal_address(host)
    return is_local_name(host) if address is None else address.is_loopback
