package dev

import "testing"

func TestAdmit(t *testing.T) {
	for policy, want := range map[string]string{
		"default-src 'none'":                           "default-src 'none'; script-src 'self'; connect-src 'self'",
		"default-src 'none'; base-uri 'none'; sandbox": "default-src 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'",
		"sandbox allow-forms; script-src 'none'":       "script-src 'self'; connect-src 'self'",
		"script-src 'self' x.test; connect-src 'self'": "script-src 'self' x.test; connect-src 'self'",
	} {
		if got := admit(policy); got != want {
			t.Errorf("%s: %s, want %s", policy, got, want)
		}
	}
}
