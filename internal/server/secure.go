package server

import "net/http"

// secure lists the headers of every answer that isn't a file of the site: it loads and runs nothing,
// stands in no frame, is read by no other site, and comes over TLS from now on. Browsers ignore the
// last one where there is no TLS (RFC 6797, section 8.1).
func secure() [][2]string {
	return [][2]string{
		{"Content-Security-Policy", "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Referrer-Policy", "same-origin"},
		{"Strict-Transport-Security", "max-age=31536000"},
		{"X-Content-Type-Options", "nosniff"},
	}
}

func setSecure(h http.Header) {
	for _, field := range secure() {
		h.Set(field[0], field[1])
	}
}

// Secure returns a handler whose answers have the strictest security headers, unless h sets others.
func Secure(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecure(w.Header())
		h.ServeHTTP(w, r)
	})
}
