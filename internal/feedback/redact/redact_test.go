package redact_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"baken.example/baken/internal/feedback/redact"
)

func TestRemoved(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// E-mail addresses.
		{"mail jan@example.org graag", "mail [e-mail] graag"},
		{"<jan.de-vries+x@mail.example.co.uk>.", "<[e-mail]>."},
		{"mailto:jan@example.org?subject=x", "mailto:[e-mail]?subject=x"},
		{"o'brien@example.org", "[e-mail]"},
		{`"jan de vries"@example.org`, "[e-mail]"},
		{"jan@[192.0.2.1]", "[e-mail]"},
		{"jan@münchen.example", "[e-mail]"},
		{"jan@xn--mnchen-3ya.xn--p1ai", "[e-mail]"},
		{"jan @ example . org", "[e-mail]"},
		{"jan@ example.org", "[e-mail]"},
		{"jan@example. org", "[e-mail]"},
		{"jan@example .org", "[e-mail]"},
		{"jan(at)example(dot)org", "[e-mail]"},
		{"jan [at] example [dot] org", "[e-mail]"},
		{"jan { AT } example {punt} org", "[e-mail]"},
		{"jan[@]example[.]org", "[e-mail]"},
		{"jan apenstaartje example punt org", "[e-mail]"},
		{"jan apenstaartje example.org", "[e-mail]"},
		{"jan at example dot org", "[e-mail]"},
		{"ｊａｎ＠ｅｘａｍｐｌｅ．ｏｒｇ", "[e-mail]"},
		{"j\u200ba\u200bn@\u2060exam\u00adple\u200d.org", "[e-mail]"},
		{"@jan@social.example", "[e-mail]"},
		{"संपर्क@डाटामेल.भारत", "[e-mail]"},

		{"jan_at_example.org", "[e-mail]"},
		{"jan -at- example -dot- org", "[e-mail]"},
		{"jan*at*example_punt_org graag", "[e-mail] graag"},
		{"jan&#64example.org", "[e-mail]"},
		{"jan&#0000064;example&#0046;org", "[e-mail]"},
		{"jan&#X00040;example.org", "[e-mail]"},
		{"jan&amp;#64;example.org", "[e-mail]"},
		{"jan&amp;amp;commat;example.org", "[e-mail]"},
		{"mail jan@\nexample.org graag", "mail [e-mail] graag"},
		{"mail jan\n@example.org graag", "mail [e-mail] graag"},

		// Telephone numbers.
		{"bel 0612345678.", "bel [tel]."},
		{"06-12345678", "[tel]"},
		{"06 12 34 56 78", "[tel]"},
		{"06.12.34.56.78", "[tel]"},
		{"06/12345678", "[tel]"},
		{"06 - 1234 5678", "[tel]"},
		{"06–12345678", "[tel]"},
		{"(06) 12345678", "[tel]"},
		{"(020) 123 45 67", "[tel]"},
		{"020-1234567", "[tel]"},
		{"0182 123456", "[tel]"},
		{"0 6 1 2 3 4 5 6 7 8", "[tel]"},
		{"0-6-1-2-3-4-5-6-7-8", "[tel]"},
		{"tel0612345678", "tel[tel]"},
		{"Tel.:0612345678en dan", "Tel.:[tel]en dan"},
		{"+31612345678", "[tel]"},
		{"+31 6 12345678", "[tel]"},
		{"+31 (0)6 12 34 56 78", "[tel]"},
		{"+31(0)20-1234567", "[tel]"},
		{"+ 31 6 12345678", "[tel]"},
		{"(+31) 6 12345678", "[tel]"},
		{"+31612345678 2024", "[tel] 2024"},
		{"T+31612345678", "T[tel]"},
		{"0031 6 12345678", "[tel]"},
		{"0031612345678", "[tel]"},
		{"31612345678", "[tel]"},
		{"31 6 12345678", "[tel]"},
		{"+44 20 7946 0958", "[tel]"},
		{"+1 (555) 010-9999", "[tel]"},
		{"+49 (0)30 901820", "[tel]"},
		{"0044 20 7946 0958", "[tel]"},
		{"+32 470 12 34 56", "[tel]"},
		{"０６－１２３４５６７８", "[tel]"},
		{"٠٦١٢٣٤٥٦٧٨", "[tel]"},
		{"⁰⁶¹²³⁴⁵⁶⁷⁸", "[tel]"},
		{"𝟎𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "[tel]"},
		{"0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "[tel]"},
		{"06\u200b1234\u200b5678", "[tel]"},
		{"06\u00a012345678", "[tel]"},
		{"06\t12345678", "[tel]"},
		{"om 2 0612345678", "om 2 [tel]"},
		{"werk0201234567", "werk[tel]"},
		{"Thuis0201234567, privé0612345678", "Thuis[tel], privé[tel]"},
		{"06:12345678", "[tel]"},
		{"06: 123 456 78", "[tel]"},
		{"020 : 1234567", "[tel]"},
		{"06：12345678", "[tel]"},
		{"+20.000.000", "[tel]"},
		{"+31.612.345.678 op kantoor", "[tel] op kantoor"},

		// Citizen service numbers.
		{"mijn bsn is 111222333", "mijn bsn is [BSN]"},
		{"BSN:111222333,", "BSN:[BSN],"},
		{"bsn111222333", "bsn[BSN]"},
		{"123456782", "[BSN]"},
		{"10000008", "[BSN]"},
		{"010000008", "[BSN]"},
		{"111 222 333", "[BSN]"},
		{"111.222.333", "[BSN]"},
		{"111-222-333", "[BSN]"},
		{"1112.22.333", "[BSN]"},
		{"111 222  333", "[BSN]"},
		{"111 -222 - 333", "[BSN]"},
		{"1112 22 333", "[BSN]"},
		{"1 1 1 2 2 2 3 3 3", "[BSN]"},
		{"100 000 08", "[BSN]"},
		{"100.000.08", "[BSN]"},
		{"blz. 2 111222333", "blz. 2 [BSN]"},
		{"2 111 222 333 4", "2 [BSN] 4"},
		{"1\u200b1\u200b1222333", "[BSN]"},
		{"１１１２２２３３３", "[BSN]"},
		{"١١١٢٢٢٣٣٣", "[BSN]"},
		{"(111222333)", "([BSN])"},
		{"111222333,123456782", "[BSN],[BSN]"},
		{"NL111222333B01", "[BSN]"},
		{"NL 111222333 B01", "[BSN]"},

		// Bank account numbers.
		{"NL91ABNA0417164300", "[IBAN]"},
		{"NL91 ABNA 0417 1643 00 is van mij", "[IBAN] is van mij"},
		{"nl91abna0417164300", "[IBAN]"},
		{"IBANNL91ABNA0417164300", "IBAN[IBAN]"},
		{"iban:NL91.ABNA.0417.1643.00", "iban:[IBAN]"},
		{"NL91-ABNA-0417-1643-00", "[IBAN]"},
		{"NL 91 ABNA 04 17 16 43 00", "[IBAN]"},
		{"N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0", "[IBAN]"},
		{"NL91ABNA0417164300en", "[IBAN]en"},
		{"GB82 WEST 1234 5698 7654 32", "[IBAN]"},
		{"DE89 3704 0044 0532 0130 00", "[IBAN]"},
		{"BE68539007547034", "[IBAN]"},
		{"MT84MALT011000012345MTLCAST001S", "[IBAN]"},
		{"ＮＬ９１ＡＢＮＡ０４１７１６４３００", "[IBAN]"},
		{"NL91\u200bABNA\u200b0417\u200b1643\u200b00", "[IBAN]"},

		// IP addresses.
		{"van 192.0.2.17 kwam", "van [IP] kwam"},
		{"192.0.2.17:8080", "[IP]:8080"},
		{"10.0.0.0/8", "[IP]/8"},
		{"1.2.3.4", "[IP]"},
		{"192[.]0[.]2[.]17", "[IP]"},
		{"192(.)0(.)2(.)17", "[IP]"},
		{"192 . 0 . 2 . 17", "[IP]"},
		{"192.000.002.017", "[IP]"},
		{"１９２．０．２．１７", "[IP]"},
		{"192。0。2。17", "[IP]"},
		{"192\u200b.0.2.17", "[IP]"},
		{"ip192.0.2.17.", "ip[IP]."},
		{"2001:db8::1", "[IP]"},
		{"[2001:DB8:0:0:8:800:200C:417A]:443", "[[IP]]:443"},
		{"fe80::1%eth0", "[IP]"},
		{"::ffff:192.0.2.17", "[IP]"},
		{"::1", "[IP]"},
		{"adres: 2001:db8::1.", "adres: [IP]."},
		{"2001:db8:: is", "[IP] is"},
		{"IPv6:2001:db8::1", "IPv6:[IP]"},
		{"IP-adres:fe80::1, ", "IP-adres:[IP], "},
		{"adrés:2001:DB8:0:0:8:800:200C:417A", "adrés:[IP]"},
		{"2001[:]db8[:][:]1", "[IP]"},
		{"2001 : db8 : : 1", "[IP]"},
		{"２００１：ｄｂ８：：１", "[IP]"},
		{"2001:db8::1 en 2001:db8::2", "[IP] en [IP]"},

		// Encoded addresses.
		{"jan%40example.org", "[e-mail]"},
		{"mailto:jan%40example%2Eorg?x", "mailto:[e-mail]?x"},
		{"jan%2540example.org en jan%252540example.org", "[e-mail] en [e-mail]"},
		{"%6A%61%6E%40%65xample.org", "[e-mail]"},
		{"jan%40m%C3%BCnchen.example", "[e-mail]"},
		{"?email=jan%2Bx%40example.org&page=2", "[e-mail]&page=2"},
		{"jan&#64;example.org, jan&#x40;example&#46;org, jan&commat;example&period;org", "[e-mail], [e-mail], [e-mail]"},
		{"tel=%2B31%206%2012345678", "tel=[tel]"},
		{"192%2E0%2E2%2E17", "[IP]"},

		// Numbers that continue on the next line.
		{"bel 06-1234\n5678 graag", "bel [tel] graag"},
		{"bel 06 12 34\n56 78.", "bel [tel]."},
		{"mijn nummer is +31 6\n12345678", "mijn nummer is [tel]"},
		{"BSN 111222\n333 is van mij", "BSN [BSN] is van mij"},
		{"BSN 111 222\n333 is van mij", "BSN [BSN] is van mij"},
		{"rekening NL91 ABNA 0417\n1643 00", "rekening [IBAN]"},
		{"kaart 4111 1111\n1111 1111 werkt niet", "kaart [card] werkt niet"},

		// Payment cards.
		{"4111111111111111", "[card]"},
		{"4111 1111 1111 1111", "[card]"},
		{"4111-1111-1111-1111.", "[card]."},
		{"4111_1111_1111_1111", "[card]"},
		{"4111/1111/1111/1111", "[card]"},
		{"41111111 11111111", "[card]"},
		{"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "[card]"},
		{"5555 5555 5555 4444", "[card]"},
		{"2223003122003222", "[card]"},
		{"3782 822463 10005", "[card]"},
		{"378282246310005", "[card]"},
		{"3056 930902 5904", "[card]"},
		{"6011 1111 1111 1117", "[card]"},
		{"6759649826438453", "[card]"},
		{"pas:４１１１１１１１１１１１１１１１", "pas:[card]"},
		{"kaart 4111111111111111, 06-12345678", "kaart [card], [tel]"},

		// Postcodes with a house number.
		{"Ik woon op 1234 AB 12 in Ons Dorp", "Ik woon op [postcode] in Ons Dorp"},
		{"1234AB 12a", "[postcode]"},
		{"1234ab 12", "[postcode]"},
		{"1234 AB, nr. 12-3", "[postcode]"},
		{"1234 AB huisnummer 12", "[postcode]"},
		{"2511 VA\n12 bis", "[postcode]"},
		{"Dorpsstraat 12, 1234 AB Ons Dorp", "Dorpsstraat [postcode] Ons Dorp"},
		{"Kerkweg 12-3\n1234AB", "Kerkweg [postcode]"},
		{"Lange Laan 7 bis 1234 AB", "Lange Laan [postcode]"},

		// Several at once.
		{"Jan, 06-12345678 of jan@example.org (NL91ABNA0417164300)", "Jan, [tel] of [e-mail] ([IBAN])"},
	} {
		got, found := redact.Text(tt.text)
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
		if found == (redact.Found{}) {
			t.Errorf("%q: nothing counted", tt.text)
		}
	}
}

// TestLeftAlone checks texts that look like personal data and aren't. Their numbers of eight and
// nine digits fail the check of a BSN, as ten in eleven do.
func TestLeftAlone(t *testing.T) {
	for _, text := range []string{
		"",
		"De pagina over de voorwaarden is duidelijk, maar waar vind ik het formulier?",
		"It didn't say what happens after 6 weeks. 10/10 otherwise!",
		// Versions and sections.
		"versie 1.2.3", "Chrome 124.0.6367.91", "Windows 10.0.19041.1", "v1.2.3.4", "version 1.2.3.4", "§ 4.2.1.3", "paragraaf 2.1.3.4",
		"section 3.1.4.1", "1.0.0-rc.1+20130313144700", "left-pad@1.3.0", "go1.26.8", "OID 1.3.6.1.4.1.311", "1.2.3.4.5.6.7.8.9", "0.1.2.3.4.5.6.7.8.9",
		// Dates and times.
		"01-02-2024", "2024-01-15", "15/01/2024", "1.2.2024", "01-02-2024 10:30", "01-02-2024 1030", "12:30:45", "2024-01-15T10:30:00+01:00",
		"2024-01-15T10:30:00+0100", "UTC+02:00", "2023-2024", "2019 2020 2021", "9-11-2018 tot en met 17-10-2024", "01/02/03", "09.00 - 17.00 uur",
		"00:00", "2018/19", "07-08-2024 09-08-2024", "06:12 34 56 78", "06:30 - 07:45:10 1", "09:00-17:00 12", "01:234:56:7890",
		// Money and amounts.
		"€ 1.234.567,89", "€ 111.222.333", "€111222333", "EUR 111 222 333", "111.222.333 euro", "111.222.333,00", "$ 12.50", "0,123456789", "3.141592653589793",
		"0.123456789", "1.000.000 inwoners", "100 000 000", "50%", "+5%", "+100", "+20.000.000 euro", "EUR +20.000.000", "+21.250.000,-", "-273,15", "10^9", "1e9", "112", "14 020", "0800-1234", "0900-8844",
		// Numbers of organisations and things.
		"KvK 12345678", "KvK-nummer 27312345", "vestiging 000012345678", "ISBN 978-90-274-3964-2", "978 90 274 3964 2", "9789027439642", "ISBN 0-306-40615-2", "0-306-40615-2",
		"ISBN 0306406152", "ISBN-10: 0306406152", "CVE-2021-44228", "CVE-2024-3094", "NCSC-2024-0123", "RHSA-2024:1234", "CWE-79", "RFC 9457", "ISO 27001:2022", "ISO/IEC 27002",
		"NEN 7510", "BWBR0041515/2021-03-01", "https://example.org/BWBR0041515/2018-11-09/0", "ECLI:NL:HR:2019:1284", "Kamerstukken II 2017/18, 34883, nr. 3",
		"Stb. 2018, 387", "Richtlijn (EU) 2022/2555", "2022/2555", "zaak 2024/00013", "zaak 2024-00013", "BIO 12.4.1.1", "BIO-overheidsmaatregel 5.1.1.1", "artikel 2:14", "1234 AB", "AB-12-CD", "5000 2024 2025", "zaak 2024/123456", "#1234", "DE12", "order 123456789012",
		"artikel 1234 AB 12 van het wetboek", "art. 1234 BW 12", "punt 1.2.3.4", "zie 4.2.1.3", "See 3.1.1.2", "de eisen 5.1.1.2",
		// Hashes and other long identifiers.
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "0123456789abcdef0123456789abcdef01234567", "d41d8cd98f00b204e9800998ecf8427e",
		"550e8400-e29b-41d4-a716-446655440000", "11122233-3122-4111-8222-061234567811", "sha256:0612345678abcdef", "a1b2c3d4", "0612345678ab",
		"00:1A:2B:3C:4D:5E", "4111 1111 1111 111",
		// Codes that don't encode personal data.
		"100%25 zeker", "50% of 40%", "5%20 dagen", "%", "%4", "%zz", "a%20b%20c", "R&amp;D", "&#64;", "&#0;", "x&#1114112;y", "https://example.org/a%2Fb?c=%C3%A9",
		// Columns of numbers, and unrelated numbers at the end of a line.
		"1000\n20000", "111222\n333", "2024\n12345", "- 111222\n- 333", "1\n2\n3\n4\n5\n6\n7\n8\n9", "0800-1234\n12 keer gebeld", "in 2024\n10 stappen", "stap 010\n12",
		"van 09.00\n17.00 uur", "01-02-2024\n10 uur", "4111\n1111\n1111\n1111", "€ 1.000\n€ 20.000", "pagina 06\n12", "112\n0900-8844",
		// Numbers as long as those of cards.
		"4111 1111 1111 1112", "4111111111111112", "1234567890123456", "9111111111111111", "41111111111111110", "0.4111111111111111", "411 11111 1111 1111", "4111111111111111a0",
		"8710400016687", "4006381333931", "356938035643809", "1700000000000000", "41111111-1111-1111-1111-111111111111",
		// Postcodes without a house number, and similar texts.
		"1234 AB Ons Dorp", "postcode 1234AB", "1234 AB, 5678 CD", "2022 EU 12", "2024 is 12 jaar", "1500 en 12", "2000 kg 5", "4096 MB 2", "4096mb 2", "2024 AB 12", "AB 2024/12", "1080px 12", "5000 SS 12",
		"0123 AB 12", "11234 AB 12", "in 2019 of 20", "artikel 12 2024 is", "stap 12, 1234 AB", "Office 365, 2021 EN", "versie 12, 2024 NL", "1234 ABC 12", "1e 2000 to 30", "8000 HZ 2",
		// Signs.
		"std::string", "Foo::bar", "a::b", "::", "a:hover::after", "C++", "C++20", "jan@localhost", "@jan", "@angular/core", "p@ssw0rd", "icon@2x.png",
		"https://example.org/@jan", "5 @ 3", "look at example.org", "meet at dot", "x@", "@", "(at)", "[.]", "array[at]",
		"plug-at-play", "state_at_exit", "a_at_b", "look-at-me", "stand-punt", "&#64", "&amp;#64;", "volg ons\n@example op Mastodon",
		"(c) 2024", "½ and ¾", "10 – 20", "😀 👨‍👩‍👧 ❤️", "[e-mail] [tel] [BSN] [IBAN] [IP]",
		"NL91 ABNA 1417 1643 01", "NL00 is geen rekening", "BE32 sinds 01-02-2024 niet", "2024-2025", "2019 2022", "11-01-2018", "2018-01-11", "11.01.2018", "11 01 2018", "0612345678k2", "123456789", "12345679", "000000000", "00000000",
		"Ik bel nooit. 06 is een netnummer, 020 ook.", "10.000 tot 20.000", "1. 2. 3. 4.", "eis 1.2.3.4 en 1.2.3", "300.1.2.3", "1.2.3.256",
	} {
		if got, _ := redact.Text(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// TestEveryNumber redacts random numbers of each kind in the usual notations.
func TestEveryNumber(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	groups := func(digits, separator string, lengths ...int) string {
		var parts []string
		for _, n := range lengths {
			parts = append(parts, digits[:n])
			digits = digits[n:]
		}
		return strings.Join(append(parts, digits), separator)
	}
	n := func(digits int) string {
		var b strings.Builder
		for range digits {
			b.WriteByte(byte('0' + r.IntN(10)))
		}
		return b.String()
	}
	bsn := func() string {
		for {
			d := n(8)
			sum := 0
			for i, c := range []byte(d) {
				sum += (9 - i) * int(c-'0')
			}
			if check := sum % 11; check < 10 && d[0] != '0' {
				return d + fmt.Sprint(check)
			}
		}
	}
	iban := func() string {
		bank := []string{"ABNA", "INGB", "RABO", "TRIO", "SNSB"}[r.IntN(5)]
		account := n(10)
		rest := 0
		for _, c := range []byte(bank + account + "NL00") {
			if c >= 'A' {
				rest = (rest*100 + int(c-'A') + 10) % 97
			} else {
				rest = (rest*10 + int(c-'0')) % 97
			}
		}
		return fmt.Sprintf("NL%02d%s%s", 98-rest, bank, account)
	}
	before := []string{"", "bel ", "mijn nummer: ", "(", "zie\n", "BSN ", "van 3 mensen, ", "\u201c"}
	behind := []string{"", " graag", ".", ")", ", ", "\n", "!", "\u201d"}
	for range 300 {
		b, i, m := bsn(), iban(), "06"+n(8)
		for _, secret := range []string{
			b, groups(b, " ", 3, 3), groups(b, ".", 3, 3), groups(b, "-", 3, 3), groups(b, ".", 4, 2), groups(b, " ", 4, 2),
			i, groups(i, " ", 4, 4, 4, 4), strings.ToLower(i), groups(i, "-", 4, 4, 4, 4),
			m, groups(m, "-", 2), groups(m, " ", 2, 2, 2, 2), groups(m, ".", 2, 2, 2, 2), groups(m, " ", 2, 4), "+31" + m[1:], "0031" + m[1:], "+31 (0)" + groups(m[1:], " ", 1),
			groups("0"+fmt.Sprint(1+r.IntN(9))+n(8), "-", 3+r.IntN(2)),
			fmt.Sprintf("%d.%d.%d.%d", 1+r.IntN(223), r.IntN(256), r.IntN(256), 100+r.IntN(156)),
			fmt.Sprintf("2001:db8:%x:%x::%x", r.IntN(65536), r.IntN(65536), 1+r.IntN(65535)),
		} {
			for digit := range 10 {
				if r.IntN(40) == 0 { // in digits of another script
					secret = strings.ReplaceAll(secret, fmt.Sprint(digit), string(rune('０'+digit)))
				}
			}
			text := before[r.IntN(len(before))] + secret + behind[r.IntN(len(behind))]
			if got, _ := redact.Text(text); strings.Contains(got, secret) || strings.Count(got, "[") == 0 {
				t.Errorf("%q became %q", text, got)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"jan (at) example . org", "+31 (0)6 12345678", "111.222.333", "NL91 ABNA 0417 1643 00", "2001:db8::1", "1.2.3.4", "０６-\u200b12345678", "\xff\x00", "½㏂"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 8<<10 {
			return // longer than any comment
		}
		got, found := redact.Text(text)
		if again, _ := redact.Text(got); again != got {
			t.Errorf("%q became %q, and that %q", text, got, again)
		}
		if (found == redact.Found{}) != (got == text) {
			t.Errorf("%q became %q, counted %v", text, got, found)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q became %q", text, got)
		}
		// Unambiguous data is redacted in any context.
		for _, secret := range []string{"jan@example.org", "NL91ABNA0417164300"} {
			if got, _ := redact.Text(text + " " + secret + " " + text); strings.Contains(got, secret) {
				t.Errorf("%q within %q became %q", secret, text, got)
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	plain := strings.Repeat("De pagina over de voorwaarden is duidelijk, maar ik mis het formulier van 2024. ", 25)
	for name, text := range map[string]string{"nothing": plain, "an address": plain[:1000] + "jan@example.org" + plain[1000:], "much": "Duidelijke uitleg van 1.2.3, maar jan.12345678@example.org, 06-12345678, +31 6 12345678, 020-2345678, 111222333, 111.222.333, NL91ABNA0417164300, 203.0.113.101, 2001:db8:1234::5678 sinds 01-02-2024.", "digits": strings.Repeat("12345678 ", 220)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				redact.Text(text)
			}
		})
	}
}
