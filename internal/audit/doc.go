// Package audit checks a loaded site as a whole: for glossary terms that no text uses, for URLs
// that an earlier revision had and the site has lost, and for the external addresses that it links
// to. A command runs the checks that it wants; the preview, which reloads the site after each
// change, runs none.
package audit
