// Package language holds how the words of a language are found and compared in searches.
//
// # Fold
//
// A text is folded character by character (code point by code point):
//
//  1. It is decomposed by compatibility (NFKD).
//  2. Marks (\p{M}) and format characters (\p{Cf}: soft hyphens, joiners, marks of direction) are
//     left out.
//  3. Each character is put in lower case by itself, by its simple mapping.
//  4. These are replaced: ß by ss, æ by ae, œ by oe, ø by o, ł by l, đ by d, ı by i, ς by σ,
//     ’ and ʼ by ', ‐ by -.
//
// # Words
//
// In a folded text, a letter is \p{L} or \p{N}, except that one (\p{L}) of the scripts Han,
// Hiragana, Katakana, Thai, Lao, Khmer and Myanmar stands alone: it is a word of its own. From the
// left, a word is the first of these that is found:
//
//   - a character that stands alone;
//   - single letters (\p{L}) with full stops between them, and no other letter or digit after the
//     last: "i.v.m." is ivm, "U.S." is us;
//   - letters, and further letters after one ' or -, any number of times.
//
// The signs between the letters aren't part of the word: "foto's" is fotos, "e-mail" is email.
// After a word with hyphens, each part between hyphens is a word as well. Where a word without
// hyphens, or such a part, has an apostrophe, what follows its last one is also a word if it has at
// least three characters: "l'aide" is laide and aide. A word is cut after 64 characters (code
// points).
//
// A word's place in the text starts where the character starts from which its first character
// comes, and ends where that of its last ends, or the last of the characters left out after it.
//
// # Rules of a language
//
// A language has its rules in languages/CODE.yaml; one without them has neither stop words nor
// compounds. All words in it are folded.
//
//   - stop_words: those that a query with any other word ignores.
//   - known: words that no page needs to have, to be told from typing errors of others.
//   - stem: pairs of an expression and a replacement, each applied once, in order, to words of at
//     least four characters. Expressions have classes of a-z, groups, alternatives, repetitions, ^
//     and $, which RE2 and ECMAScript read alike; replacements have letters and $1 to $9. A stem
//     that ends in "=" is one that no later rule changes, and for which no stem of Snowball counts.
//   - compounds: the linking elements, the characters of the shortest part, words that aren't
//     parts, and alone: the characters of a last part for which the first needn't be a word of the
//     site.
//   - snowball: the characters of the shortest stem of Snowball that counts, and apart: words for
//     which none counts. The languages with a stemmer of Snowball are in snowball.yaml.
//   - irregular: forms of a word that no rule finds; participle and forms: how to find forms that
//     begin with other letters (gemeld, melden). These serve the index; a manifest has only what
//     makes another form of a participle.
//
// Files testdata/CODE.together and CODE.apart hold words that are forms of one word and words that
// aren't; tests hold precision and recall.
package language
