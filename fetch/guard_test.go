package fetch

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestFetchRefusesAddresses(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	for _, tt := range []struct {
		name, address, says string
		want                error
	}{
		{"nothing", "", "not an address", ErrAddress},
		{"words", "the ferry " + secret, "not an address", ErrAddress},
		{"a file", "file:///etc/" + secret, "not an address", ErrAddress},
		{"FTP", "ftp://a.example/" + secret, "begin with http", ErrAddress},
		{"a script", "javascript:alert('" + secret + "')", "not an address", ErrAddress},
		{"a password", "https://me:" + secret + "@a.example/", "name or password", ErrAddress},
		{"control characters", "https://a.example/\x00" + secret, "not an address", ErrAddress},
		{"a long address", "https://a.example/" + strings.Repeat(secret, 500), "too long", ErrAddress},
		{"this machine", "http://127.0.0.1/" + secret, "public internet", ErrForbidden},
		{"this machine by name", "http://localhost/" + secret, "public internet", ErrForbidden},
		{"this machine in IPv6", "http://[::1]/" + secret, "public internet", ErrForbidden},
		{"this machine in disguise", "http://[::ffff:127.0.0.1]/" + secret, "public internet", ErrForbidden},
		{"this machine behind NAT64", "http://[64:ff9b::7f00:1]/" + secret, "public internet", ErrForbidden},
		{"no machine", "http://0.0.0.0/" + secret, "public internet", ErrForbidden},
		{"a private network", "http://10.0.0.1/" + secret, "public internet", ErrForbidden},
		{"a carrier's network", "http://100.64.1.1/" + secret, "public internet", ErrForbidden},
		{"the metadata service", "http://169.254.169.254/" + secret, "public internet", ErrForbidden},
		{"another port", "http://127.0.0.1:8080/" + secret, "public internet", ErrForbidden},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Fetch(t.Context(), tt.address)
			failed(t, err, tt.says, tt.want, false)
		})
	}
}

func TestGuard(t *testing.T) {
	for _, tt := range []struct {
		address string
		want    bool
	}{
		{"93.184.215.14:443", true}, {"93.184.215.14:80", true}, {"[2606:2800:21f:cb07::1]:443", true}, {"[::ffff:93.184.215.14]:443", true},
		{"93.184.215.14:22", false}, {"93.184.215.14:8080", false}, {"[2606:2800:21f:cb07::1]:25", false},
		{"127.0.0.1:80", false}, {"10.1.2.3:80", false}, {"172.16.0.1:80", false}, {"192.168.0.1:80", false}, {"169.254.169.254:80", false},
		{"100.64.0.1:80", false}, {"100.127.255.255:80", false}, {"0.0.0.0:80", false}, {"0.1.2.3:80", false}, {"255.255.255.255:80", false}, {"240.0.0.1:80", false},
		{"224.0.0.1:80", false}, {"192.0.0.192:80", false}, {"198.18.0.1:80", false}, {"203.0.113.9:80", false}, {"168.63.129.16:80", false},
		{"[::1]:80", false}, {"[::]:80", false}, {"[fe80::1%eth0]:80", false}, {"[fd00:ec2::254]:80", false}, {"[ff02::1]:80", false},
		{"[64:ff9b::7f00:1]:80", false}, {"[64:ff9b:1::1]:80", false}, {"[2002:7f00:1::]:80", false}, {"[2001::1]:80", false}, {"[2001:db8::1]:80", false},
		{"[::7f00:1]:80", false}, {"[::ffff:10.0.0.1]:80", false}, {"[100::1]:80", false}, {"[fec0::1]:80", false},
		{"nonsense", false}, {"", false},
	} {
		if err := (guard{}).control("tcp", tt.address, nil); (err == nil) != tt.want {
			t.Errorf("%s: %v", tt.address, err)
		}
	}
	if err := (guard{allow: local}).control("tcp", "[::ffff:127.0.0.1]:9", nil); err != nil {
		t.Errorf("what is allowed is refused: %v", err)
	}
	if err := (guard{allow: local}).control("tcp", "127.0.0.2:80", nil); err == nil {
		t.Error("more is allowed than was said")
	}
}

// The environment must not smuggle in a proxy: the guard would see only its address.
func TestNoProxyUnlessAsked(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	if New(Options{}).transport.(*http.Transport).Proxy != nil {
		t.Error("there is a proxy by default")
	}
	proxied := ""
	proxy, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		proxied = r.URL.String()
		write(w, "text/html", article(""))
	}, Options{})
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := New(Options{Proxy: at, Allow: local})
	defer c.Close()
	if _, err := c.Fetch(t.Context(), "http://news.example/ferry"); err != nil || proxied != "http://news.example/ferry" {
		t.Errorf("through the proxy: %q, %v", proxied, err)
	}
}

func TestCertificate(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { write(w, "text/html", article("")) }))
	s.Config.ErrorLog = nil
	s.StartTLS()
	defer s.Close()
	c := New(Options{Allow: local})
	defer c.Close()
	_, err := c.Fetch(t.Context(), s.URL+"/"+secret)
	failed(t, err, "certificate", ErrUnreachable, true)
}
