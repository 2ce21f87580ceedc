package langdetect

// The quick look reads bytes, not characters, and knows only words of up to eight of them. It needn't
// be right: it only decides which texts are worth a look that is.

// pack fills what the quick look knows.
func (d *Detector) pack() {
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
			d.packed[key] |= in
		}
	}
}

// quickClass says what a byte is to the quick look: a letter and its small form, or nothing. Bytes
// of other scripts and accents are letters, but for those that begin punctuation in UTF-8.
var quickClass = func() (class [256]byte) {
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

// doubtful tells whether a text has enough of another language for a second look.
func (d *Detector) doubtful(text []byte) bool {
	var sets [256]uint32
	n := 0
	var key uint64
	size := 0
	for i := 0; i <= len(text); i++ {
		var c byte
		if i < len(text) {
			c = quickClass[text[i]]
		}
		if c != 0 {
			key = key<<8 | uint64(c)
			size++
			continue
		}
		if size > 0 && size <= 8 {
			if in := d.packed[key]; in != 0 {
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
			switch mine, theirs := in&own != 0, in>>i&1 != 0; {
			case theirs && !mine:
				against++
			case mine && !theirs:
				with++
			}
		}
		if against >= leastForeign-1 && 2*against >= with {
			return true
		}
	}
	return false
}
