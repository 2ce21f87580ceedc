// Package secureheader lists the security headers that every answer has: those of the published
// site's _headers, of the server and of the feedback service.
package secureheader

// Sandbox is the Content-Security-Policy (https://www.w3.org/TR/CSP3/) of an answer that isn't a
// page of the site: it loads and runs nothing, has no origin and stands in no frame.
const Sandbox = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"

// Field is a header field.
type Field struct{ Name, Value string }

// Fields returns the security headers of an answer with a Content-Security-Policy. It is read by no
// other site, uses no feature of the browser by which it could learn of people or cost them
// something (https://www.w3.org/TR/permissions-policy/; answers name them each time, so harmless
// ones aren't listed), and comes over TLS from now on; browsers ignore the last one where there is
// no TLS (RFC 6797, section 8.1).
func Fields(policy string) []Field {
	return []Field{
		{"Content-Security-Policy", policy},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Referrer-Policy", "same-origin"},
		{"Strict-Transport-Security", "max-age=31536000"},
		{"X-Content-Type-Options", "nosniff"},
	}
}
