package redact

import "strings"

// lengths holds the length of the IBANs of each country, from SWIFT's IBAN Registry (ISO 13616).
const lengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 " +
	"FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 " +
	"LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 " +
	"SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 "

// numeric holds the countries whose IBANs have no letters after the country code.
const numeric = "AE AT BA BE BI CR CZ DE DJ DK EE EG ES FI FO GL HR HU IL IS LT LY ME MN MR NO PL PT RS SD SE SI SK SO ST TL TN VA XK "

// iban matches a bank account number at an offset.
func iban(s string, i int) (span, bool) {
	if !isLetter(s[i]) || i > 0 && isDigit(s[i-1]) {
		return span{}, false
	}
	to := account(s, i)
	if to == 0 {
		return span{}, false
	}
	// Inside a hash, a valid number is a coincidence.
	if word, _ := wordBefore(s, i); word != "" && strings.Trim(word, "abcdef") == "" {
		return span{}, false
	}
	return span{i, to}, true
}

// account returns the end of the IBAN at an offset, or 0.
func account(s string, from int) int {
	var b [34]byte // the longest that ISO 13616 allows
	n, want := 0, 0
	for i, gap := from, 0; i < len(s) && n < len(b); i++ {
		c := s[i]
		switch {
		case isDigit(c), 'A' <= c && c <= 'Z':
			b[n] = c
			n++
		case 'a' <= c && c <= 'z':
			b[n] = c - 'a' + 'A'
			n++
		case gap < 3 && strings.IndexByte(" .-_\n", c) >= 0:
			gap++
			continue
		default:
			return 0
		}
		gap = 0
		if (n == 3 || n == 4) && !isDigit(c) {
			return 0
		}
		if n == 4 {
			if want = length(string(b[:2])); want == 0 {
				return 0
			}
		}
		if want > 0 && n == want {
			if number := string(b[:n]); plausible(number) && mod97(number) {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// length returns the length of a country's IBANs, or 0 if it has none.
func length(country string) int {
	i := strings.Index(lengths, country)
	if i < 0 {
		return 0
	}
	return int(lengths[i+2]-'0')*10 + int(lengths[i+3]-'0')
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// plausible reports whether an IBAN has letters only where its country has them.
func plausible(iban string) bool {
	rest := iban[4:]
	if iban[:2] == "NL" { // a bank of four letters
		rest = strings.TrimLeft(rest[:4], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + rest[4:]
	} else if !strings.Contains(numeric, iban[:2]+" ") {
		return true
	}
	return strings.Trim(rest, "0123456789") == ""
}

// mod97 reports whether the check digits are right (ISO 7064, MOD 97-10): the number with its first
// four characters moved to the end, and letters as 10 to 35, is 1 modulo 97.
func mod97(iban string) bool {
	rest := 0
	for _, c := range []byte(iban[4:] + iban[:4]) {
		if isDigit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}
