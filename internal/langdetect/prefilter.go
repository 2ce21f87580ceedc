package langdetect

// The prefilter decides cheaply which texts are worth an exact count. It reads bytes, not
// characters, and knows only words of up to eight of them, packed into an integer. It may let too
// many texts through, and misses only texts whose words of the other language are longer.

// packWords builds the word list of the prefilter.
func (d *Detector) packWords() {
	words := make(map[uint64]uint32, len(d.words))
	for w, in := range d.words {
		var key uint64
		n := 0
		for i := range len(w) {
			if w[i] != '\'' {
				key = key<<8 | uint64(w[i])
				n++
			}
		}
		if n <= 8 {
			words[key] |= in
		}
	}
	d.packed = newPacked(words)
}

// prefilterLetter maps a byte to the letter that it counts as, in lower case, or to 0. Bytes
// outside ASCII count as letters, except the first bytes of punctuation in UTF-8.
var prefilterLetter = func() (class [256]byte) {
	for c := range class {
		switch {
		case 'a' <= c && c <= 'z', c >= 0x80 && c != 0xC2 && c != 0xE2:
			class[c] = byte(c)
		case 'A' <= c && c <= 'Z':
			class[c] = byte(c) + 'a' - 'A'
		}
	}
	return class
}()

// mayBeForeign reports whether a text has enough words of another language for an exact count, and
// whether a part of it may have.
func (d *Detector) mayBeForeign(text []byte) (whole, part bool) {
	var sets [256]uint32
	n := 0
	var key uint64
	size := 0
	for i := 0; i <= len(text); i++ {
		var c byte
		if i < len(text) {
			c = prefilterLetter[text[i]]
		}
		if c != 0 {
			key = key<<8 | uint64(c)
			size++
			continue
		}
		if size > 0 && size <= 8 {
			if in := d.packed.languages(key); in != 0 {
				sets[n] = in
				if n++; n == len(sets) {
					break
				}
			}
		}
		key, size = 0, 0
	}
	for i := 1; i < len(d.languages); i++ {
		against, with := 0, 0
		for _, in := range sets[:n] {
			switch page, other := in&pageLanguage != 0, in>>i&1 != 0; {
			case other && !page:
				against++
			case page && !other:
				with++
			}
		}
		if against >= minForeign-1 {
			part = true
			if 2*against >= with {
				return true, true
			}
		}
	}
	return false, part || n == len(sets)
}
