"""Where a relay in service sends nothing: addresses that mean the machine itself, its network, or nobody.

Only what is globally reachable is left (IANA special-purpose address registries, RFC 6890 and later). The relay compares
IPv6 addresses byte by byte and each byte alone, so every range here is one that such a comparison gets right; and it reads
a range that begins at `::` as one that has no beginning, in which every IPv4 address lies, so none begins there.
"""

from typing import Final

IPV4: Final = (
    ("0.0.0.0-0.255.255.255", "this network (RFC 791); 0.0.0.0 reaches the machine itself"),
    ("10.0.0.0-10.255.255.255", "private (RFC 1918)"),
    ("100.64.0.0-100.127.255.255", "behind a carrier's NAT (RFC 6598)"),
    ("127.0.0.0-127.255.255.255", "the machine itself (RFC 1122)"),
    ("169.254.0.0-169.254.255.255", "link-local (RFC 3927); where clouds answer with their secrets"),
    ("172.16.0.0-172.31.255.255", "private (RFC 1918)"),
    ("192.0.0.0-192.0.0.255", "protocol assignments (RFC 6890)"),
    ("192.0.2.0-192.0.2.255", "documentation (RFC 5737)"),
    ("192.88.99.0-192.88.99.255", "6to4 relays (RFC 7526)"),
    ("192.168.0.0-192.168.255.255", "private (RFC 1918)"),
    ("198.18.0.0-198.19.255.255", "measurements (RFC 2544)"),
    ("198.51.100.0-198.51.100.255", "documentation (RFC 5737)"),
    ("203.0.113.0-203.0.113.255", "documentation (RFC 5737)"),
    ("224.0.0.0-255.255.255.255", "multicast, reserved, broadcast (RFC 5771, RFC 1112)"),
)
IPV6: Final = (
    ("::1-::ffff:ffff", "the machine itself, and IPv4 inside (RFC 4291): the last byte is not 0"),
    ("::100-::ffff:ffff", "the same: the third"),
    ("::1:0-::ffff:ffff", "the same: the second"),
    ("::100:0-::ffff:ffff", "the same: the first; `::` alone is refused without a range"),
    ("::ffff:0:0-::ffff:ffff:ffff", "IPv4 mapped (RFC 4291)"),
    ("::ffff:0:0:0-::ffff:0:ffff:ffff", "IPv4 translated (RFC 2765)"),
    ("64:ff9b::-64:ff9b::ffff:ffff", "IPv4 behind NAT64 (RFC 6052)"),
    ("64:ff9b:1::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "NAT64 inside a network (RFC 8215)"),
    ("100::-100::ffff:ffff:ffff:ffff", "discarded (RFC 6666)"),
    ("2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "protocol assignments, Teredo among them (RFC 2928, RFC 4380)"),
    ("2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "documentation (RFC 3849)"),
    ("2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "IPv4 inside 6to4 (RFC 3056)"),
    ("3fff::-3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "documentation (RFC 9637)"),
    ("5f00::-5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "segment routing (RFC 9602)"),
    ("fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "unique local (RFC 4193)"),
    ("fe80::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local and what was site-local (RFC 4291, RFC 3879)"),
    ("ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast (RFC 4291)"),
)
DENIED: Final = (*IPV4, *IPV6)
EVERYTHING: Final = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"  # begins at `::`, so IPv4 too
