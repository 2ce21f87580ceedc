package server

import (
	"net/http"

	"baken.example/baken/internal/secureheader"
)

func setSecure(h http.Header) {
	for _, f := range secureheader.Fields(secureheader.Sandbox) {
		h.Set(f.Name, f.Value)
	}
}

// Secure returns a handler whose answers have the strictest security headers, unless h sets others.
func Secure(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecure(w.Header())
		h.ServeHTTP(w, r)
	})
}
