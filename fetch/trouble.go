package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"attache"
)

// Why a page could not be had. Every error of Fetch is an *attache.Problem that wraps one of these,
// one of readable's, or the context's.
var (
	ErrAddress     = errors.New("not an address that is fetched")
	ErrForbidden   = errors.New("address is not on the public internet")
	ErrUnreachable = errors.New("host not reached")
	ErrTimeout     = errors.New("took too long")
	ErrRefused     = errors.New("page refused")
	ErrGone        = errors.New("page does not exist")
	ErrBusy        = errors.New("host wants to be left alone for a while")
	ErrServer      = errors.New("host failed")
	ErrRedirects   = errors.New("too many redirects")
	ErrTooLarge    = errors.New("page exceeds the size limit")
	ErrNotPage     = errors.New("not a page with text")
)

// Later is an error that says when to try again. It is an ErrBusy.
type Later struct{ After time.Duration }

func (l *Later) Error() string { return ErrBusy.Error() + ": " + l.After.Round(time.Second).String() }

// Is makes a Later an ErrBusy.
func (l *Later) Is(target error) bool { return target == ErrBusy }

// Temporary reports whether a fetch that failed with err may succeed when it is tried again later.
// errors.As with *Later says how much later.
func Temporary(err error) bool {
	for _, e := range []error{ErrUnreachable, ErrTimeout, ErrBusy, ErrServer} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

const (
	pasteIt = "If you can open it, copy the text and paste it."
	laterOn = "Try again later, or paste the text."
)

// trouble builds the Problem. host is all of the address that is ever named.
func trouble(kind error, host, wrong, next string, detail ...any) error {
	err := fmt.Errorf("fetch %s: %w", host, kind)
	if len(detail) > 0 {
		err = fmt.Errorf("%w: %s", err, fmt.Sprint(detail...))
	}
	return &attache.Problem{Say: wrong + " Nothing was saved. " + next, Err: err}
}

// transportTrouble explains why no response came. The text of *url.Error holds the whole address
// and that of a bad redirect its target, so neither is passed on.
func transportTrouble(host string, err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	var p *attache.Problem
	var dns *net.DNSError
	var op *net.OpError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var timeout net.Error
	switch {
	case errors.As(err, &p):
		return err // from the check of a redirect
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("fetch %s: %w", host, context.Canceled)
	case errors.Is(err, errGuarded):
		return trouble(ErrForbidden, host, "That address does not lead to the public internet, and I fetch nothing else.", "Paste the text instead.")
	case errors.As(err, &dns) && dns.IsNotFound:
		return trouble(ErrUnreachable, host, "There is no site called "+host+".", "Check the address.", "name not found")
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return trouble(ErrTimeout, host, host+" did not answer in time.", laterOn)
	case errors.As(err, &unknown), errors.As(err, &name), errors.As(err, &invalid), errors.As(err, &record):
		return trouble(ErrUnreachable, host, "The certificate of "+host+" is not valid, so I cannot be sure whose page it is.", pasteIt, fmt.Sprintf("%T", err))
	case errors.As(err, &dns):
		return trouble(ErrUnreachable, host, "I could not look up "+host+".", laterOn, dns.Err)
	case errors.As(err, &op):
		return trouble(ErrUnreachable, host, "I could not reach "+host+".", laterOn, op.Op, ": ", op.Err)
	}
	return trouble(ErrUnreachable, host, "I could not get that page from "+host+".", laterOn, fmt.Sprintf("%T", err))
}

// statusTrouble explains a response that is no page, or returns nil for one that is.
func statusTrouble(host string, resp *http.Response) error {
	code := resp.StatusCode
	switch {
	case code == http.StatusOK, code == http.StatusNonAuthoritativeInfo:
		return nil
	case code == http.StatusUnauthorized, code == http.StatusPaymentRequired:
		return trouble(ErrRefused, host, host+" shows that page only to people who log in or pay.", pasteIt, code)
	case code == http.StatusForbidden, code == http.StatusNotAcceptable, code == http.StatusProxyAuthRequired:
		return trouble(ErrRefused, host, host+" would not give me that page; it may be for subscribers, or the site may refuse programs.", pasteIt, code)
	case code == http.StatusUnavailableForLegalReasons:
		return trouble(ErrRefused, host, host+" does not show that page here for legal reasons.", pasteIt, code)
	case code == http.StatusNotFound, code == http.StatusGone:
		return trouble(ErrGone, host, "That page does not exist, or no longer.", "Check the address, or paste the text.", code)
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable && retryAfter(resp.Header) > 0:
		return busyTrouble(host, &Later{After: retryAfter(resp.Header)})
	case code >= 500:
		return trouble(ErrServer, host, host+" has a fault of its own right now.", laterOn, code)
	case code >= 300 && code < 400:
		return trouble(ErrRedirects, host, host+" sent me on without saying where.", pasteIt, code)
	}
	return trouble(ErrRefused, host, host+" did not give me that page.", pasteIt, code)
}

func busyTrouble(host string, l *Later) error {
	when := laterOn
	if m := int(l.After.Round(time.Minute).Minutes()); m > 1 {
		when = fmt.Sprintf("Try again in %d minutes, or paste the text.", min(m, int(maxAway.Minutes())))
	}
	return &attache.Problem{Say: host + " wants to be left alone for a while. Nothing was saved. " + when, Err: fmt.Errorf("fetch %s: %w", host, l)}
}
