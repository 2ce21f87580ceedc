package output_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output"
)

func ExampleWrite() {
	parent, err := os.MkdirTemp("", "baken-example-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(parent)
	dir := filepath.Join(parent, "public")
	opts := output.Options{Site: "example", Records: filepath.Join(parent, "records")}

	// A first build writes every file.
	stats, err := output.Write(context.Background(), dir, []artifact.Artifact{
		artifact.Static("index.html", "text/html; charset=utf-8", []byte("<p>Hello")),
		artifact.Static("nl/index.html", "text/html; charset=utf-8", []byte("<p>Hallo")),
	}, opts)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", stats)

	// A second one writes only the files that differ, and removes those of no artifact.
	stats, err = output.Write(context.Background(), dir, []artifact.Artifact{
		artifact.Static("index.html", "text/html; charset=utf-8", []byte("<p>Hello")),
		artifact.Static("en/index.html", "text/html; charset=utf-8", []byte("<p>Welcome")),
	}, opts)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", stats)
	// Output:
	// {Written:2 Unchanged:0 Removed:0 Bytes:16}
	// {Written:1 Unchanged:1 Removed:1 Bytes:18}
}
