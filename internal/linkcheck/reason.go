package linkcheck

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"os"
	"syscall"
)

// explain says in words why a request failed.
func explain(err error, u *url.URL) answer {
	var dns *net.DNSError
	switch {
	case errors.Is(err, errNotPublic):
		return answer{
			problem: "the address of the host " + u.Hostname() + " isn't public", unreachable: true,
			hint: "take the link out; where all readers are in that network, check with --private",
		}
	case errors.Is(err, errBadPort):
		return answer{problem: "browsers refuse the port " + u.Port(), hint: "write an address with another port, or take the link out"}
	case errors.As(err, &dns) && dns.IsNotFound:
		return answer{problem: "there is no host " + u.Hostname(), unreachable: true}
	case errors.As(err, &dns):
		return answer{problem: "the address of the host " + u.Hostname() + " can't be found out", unreachable: true}
	case tlsReason(err) != "":
		return answer{
			problem: "browsers warn against it: " + tlsReason(err), unreachable: true,
			hint: "tell those who run it, or take the link out",
		}
	case errors.Is(err, syscall.ECONNREFUSED):
		return answer{problem: "nothing answers there: the connection is refused", unreachable: true}
	case timedOut(err):
		return answer{problem: "it doesn't answer in time", timeout: true}
	case unreachable(err):
		return answer{problem: "no connection can be made to it", unreachable: true}
	default:
		return answer{problem: "it doesn't answer as a web server does"}
	}
}

// tlsReason names what is wrong with the certificate of a host, or "".
func tlsReason(err error) string {
	var (
		name      x509.HostnameError
		authority x509.UnknownAuthorityError
		invalid   x509.CertificateInvalidError
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &name):
		return "its certificate is another host's"
	case errors.As(err, &authority):
		return "its certificate comes from nobody who is trusted"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired"
	case errors.As(err, &invalid), errors.As(err, &verify):
		return "its certificate is invalid"
	case errors.As(err, &record):
		return "it doesn't speak TLS"
	case errors.As(err, &alert):
		return "no secure connection can be agreed on"
	}
	return ""
}

func timedOut(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}

// unreachable reports whether no connection was made at all, which goes for all of a host.
func unreachable(err error) bool {
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}

// ours reports whether the fault may lie with this machine's network rather than with the host.
func ours(err error) bool {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return !dns.IsNotFound
	}
	return errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.ENETDOWN)
}

// odd reports whether a host answered HEAD with something that isn't an answer, so that GET may do better.
func odd(err error) bool {
	return !refused(err) && !unreachable(err) && tlsReason(err) == "" && !timedOut(err) && !errors.Is(err, context.Canceled)
}

// refused reports whether a request wasn't sent.
func refused(err error) bool { return errors.Is(err, errNotPublic) || errors.Is(err, errBadPort) }
