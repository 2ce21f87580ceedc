package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/diag"
)

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes flags only, not %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// oneArgument asks for exactly one argument, which the command's usage line names.
func oneArgument(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%d arguments given: it is %s", len(args), strings.TrimSuffix(cmd.UseLine(), " [flags]"))
	}
	return nil
}

// knownCommand refuses the name of a command that a group hasn't got. Cobra would print the help
// and report success.
func knownCommand(group *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range group.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("%s has no command %q%s", group.CommandPath(), args[0], diag.DidYouMean(args[0], names))
}

// showHelp prints the help of a group that is given no command.
func showHelp(group *cobra.Command, _ []string) error { return group.Help() }

// addHelp adds a help command that refuses what there is no help on.
func addHelp(root *cobra.Command) {
	find := func(args []string) (*cobra.Command, error) {
		cmd, rest, err := root.Find(args)
		if err == nil && len(rest) > 0 {
			err = knownCommand(cmd, rest)
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

// addCompletion adds Cobra's completion command, which is a group like others here.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	group, _, err := root.Find([]string{"completion"})
	if err != nil {
		panic(err) // The command was added on the line above.
	}
	group.Args, group.RunE = knownCommand, showHelp
	group.Example = "  baken completion bash > /etc/bash_completion.d/baken"
	for _, c := range group.Commands() {
		c.Example = "  baken completion " + c.Name()
	}
}
