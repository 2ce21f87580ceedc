// Package authoring is the commands with which the files of a site are written: new, strings,
// translations and schema.
package authoring

import (
	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
)

// Commands returns the commands.
func Commands(s *command.State) []*cobra.Command {
	return []*cobra.Command{newCommand(s), stringsCommand(s), translationsCommand(s), schemaCommand(s)}
}
