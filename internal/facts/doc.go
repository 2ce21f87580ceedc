// Package facts reads the facts of a text that translations have in common: amounts of money,
// percentages, quantities, numbers, dates, times, references to parts of a law, telephone numbers
// and addresses. It compares those of a text with those of its translation.
//
// A fact is read by the conventions of its language: digits group and decimals are separated as
// CLDR has it (golang.org/x/text), and the words of months, numbers, currencies and units are in a
// file for each supported language (package vocabulary). Adding a file adds a language. In a
// language without a file only signs are read, and fewer kinds are compared.
//
// False positives cost more than misses, since editors stop reading unreliable findings. Numbers
// with two readings match by either. A number in words matches digits, and is reported itself only
// with a unit. A fact that one text lacks is reported only where translators don't leave it out;
// otherwise the other text must have another fact of the same kind in its place.
package facts
