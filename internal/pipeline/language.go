package pipeline

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/message"
)

// Languages returns the languages of a site, with the forms of address that it chose.
func Languages(config *content.Config) []message.Language {
	out := make([]message.Language, len(config.Languages))
	for i, l := range config.Languages {
		out[i] = message.Language{Code: l.Code.V, Form: string(l.Address.V), File: content.ConfigFile, Pos: l.Address.Pos}
	}
	return out
}
