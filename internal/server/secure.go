package server

import (
	"net/http"

	"baken.example/baken/internal/secureheader"
)

func setSecurityHeaders(h http.Header) {
	for _, f := range secureheader.Fields(secureheader.Sandbox) {
		h.Set(f.Name, f.Value)
	}
}

// Secure returns a handler that sets the strictest security headers, which h may override.
func Secure(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecurityHeaders(w.Header())
		h.ServeHTTP(w, r)
	})
}
