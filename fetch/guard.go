package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// errGuarded is what a dial fails with when the guard refuses the address.
var errGuarded = errors.New("address is not on the public internet")

// guard refuses addresses that no news site has. It is asked by net.Dialer after name resolution
// and before the connection, once for each address that is tried.
type guard struct {
	allow func(netip.AddrPort) bool
}

func (g guard) control(network, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", errGuarded, network)
	}
	at = netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
	if g.allow != nil && g.allow(at) {
		return nil
	}
	if !public(at.Addr()) || at.Port() != 80 && at.Port() != 443 {
		return errGuarded // the address itself is not named: it may be a secret of the network
	}
	return nil
}

// public reports whether a is an address of the public internet. IPv4 is what IANA's registry of
// special-purpose addresses leaves; IPv6 is 2000::/3 alone, without what embeds IPv4 addresses
// (6to4, Teredo, NAT64) and thereby would lead around the rules for those.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if a.Zone() != "" || !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	if a.Is6() && !globalIPv6.Contains(a) {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

var globalIPv6 = netip.MustParsePrefix("2000::/3")

var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),        // this network
	netip.MustParsePrefix("100.64.0.0/10"),    // carrier-grade NAT; Alibaba's metadata too
	netip.MustParsePrefix("168.63.129.16/32"), // Azure's host, a public address that is not
	netip.MustParsePrefix("192.0.0.0/24"),     // protocol assignments; Oracle's metadata too
	netip.MustParsePrefix("192.0.2.0/24"),     // documentation
	netip.MustParsePrefix("192.88.99.0/24"),   // 6to4 relays
	netip.MustParsePrefix("198.18.0.0/15"),    // benchmarks
	netip.MustParsePrefix("198.51.100.0/24"),  // documentation
	netip.MustParsePrefix("203.0.113.0/24"),   // documentation
	netip.MustParsePrefix("240.0.0.0/4"),      // reserved, broadcast
	netip.MustParsePrefix("2001::/23"),        // protocol assignments, Teredo among them
	netip.MustParsePrefix("2001:db8::/32"),    // documentation
	netip.MustParsePrefix("2002::/16"),        // 6to4
	netip.MustParsePrefix("3fff::/20"),        // documentation
}
