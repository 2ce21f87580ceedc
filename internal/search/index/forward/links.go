package forward

// A link's text counts for its target, each text once, however many links have it.
const linkWeight, linkLength float32 = 1.2, 4

// Link is a link of a page: to the page with a key, and a section of it. Words are those of its
// text, by their indexes in the block, without stop words.
type Link struct {
	Key, Anchor string
	Words       []int32
}

// Frequency returns the weighted frequency of each of the words.
func (l *Link) Frequency() float32 {
	return linkWeight / (1 - normalization + normalization*float32(len(l.Words))/linkLength)
}

// addLinks adds the links of the page that has been read.
func (r *reader) addLinks() {
	for _, l := range r.page.Links {
		var words []int32
		r.run = r.words.appendRun(r.run[:0], []byte(l.Text))
		for _, id := range r.run {
			if w := r.words.in(r.Block, id); !w.stop {
				words = append(words, w.local)
			}
		}
		if len(words) > 0 {
			r.Links = append(r.Links, Link{l.Key, l.Anchor, words})
		}
	}
}
