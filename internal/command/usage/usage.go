// Package usage checks the arguments of commands, and adds the commands that explain others. Its
// [Error] is an error in the command line, for which programs have an exit code of their own.
package usage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/diag"
)

// Error is an error in the command line.
type Error struct{ Err error }

func (e Error) Error() string { return e.Err.Error() }
func (e Error) Unwrap() error { return e.Err }

// Errorf returns an [Error] with a message by the rules of [fmt.Errorf].
func Errorf(format string, args ...any) error { return Error{fmt.Errorf(format, args...)} }

// NoArguments refuses arguments of a command that takes none.
func NoArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes flags only, not %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// OneArgument asks for exactly one argument, which the command's usage line names.
func OneArgument(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%d arguments given: it is %s", len(args), strings.TrimSuffix(cmd.UseLine(), " [flags]"))
	}
	return nil
}

// AtMostOneArgument refuses more than the one argument that may be left out.
func AtMostOneArgument(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%d arguments given: it is %s", len(args), strings.TrimSuffix(cmd.UseLine(), " [flags]"))
	}
	return nil
}

// KnownCommand refuses the name of a command that a group hasn't got. Cobra would print the help
// and report success.
func KnownCommand(group *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range group.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("%s has no command %q%s", group.CommandPath(), args[0], diag.DidYouMean(args[0], names))
}

// ShowHelp prints the help of a group that is given no command.
func ShowHelp(group *cobra.Command, _ []string) error { return group.Help() }

// AddHelp adds a help command that refuses what there is no help on.
func AddHelp(root *cobra.Command) {
	find := func(args []string) (*cobra.Command, error) {
		cmd, rest, err := root.Find(args)
		if err == nil && len(rest) > 0 {
			err = KnownCommand(cmd, rest)
		}
		return cmd, err
	}
	root.SetHelpCommand(&cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Long:    "Help explains a command, as its flag --help does.",
		Example: "  baken help new page",
		Args: func(_ *cobra.Command, args []string) error {
			_, err := find(args)
			return err
		},
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, err := find(args)
			if err != nil {
				return err
			}
			cmd.InitDefaultHelpFlag() // It is listed among the flags.
			return cmd.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if cmd, err := find(args); err == nil {
				for _, c := range cmd.Commands() {
					if c.IsAvailableCommand() {
						names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
					}
				}
			}
			slices.Sort(names)
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	})
	root.InitDefaultHelpCmd()
}

// AddCompletion adds Cobra's completion command, which is a group like others here.
func AddCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	group, _, err := root.Find([]string{"completion"})
	if err != nil {
		panic(err) // The command was added on the line above.
	}
	group.Args, group.RunE = KnownCommand, ShowHelp
	group.Example = "  baken completion bash > /etc/bash_completion.d/baken"
	for _, c := range group.Commands() {
		c.Example = "  baken completion " + c.Name()
	}
}
