package main

import (
	"encoding/json"
	"errors"
	"io"
)

// writeBill writes a bill of materials without the hashes of the tool that generated it: its binary
// is compiled here and differs between machines.
func writeBill(w io.Writer, text string) error {
	var bill map[string]any
	if err := json.Unmarshal([]byte(text), &bill); err != nil {
		return err
	}
	metadata, _ := bill["metadata"].(map[string]any)
	tools, _ := metadata["tools"].([]any)
	if len(tools) == 0 {
		return errors.New("the bill of materials names no tool that made it")
	}
	for _, t := range tools {
		if tool, ok := t.(map[string]any); ok {
			delete(tool, "hashes")
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(bill)
}
