// Package baken embeds the defaults that a site lays its own files over: templates, assets and UI
// strings. The program itself is in cmd/baken.
package baken

import "embed"

// Defaults holds the directories templates, assets and i18n.
//
//go:embed all:templates all:assets all:i18n
var Defaults embed.FS
