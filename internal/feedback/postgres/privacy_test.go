package postgres_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/storetest"
)

var votes = flag.Int("votes", 500, "how many answers TestPrivacy sends")

func TestPrivacy(t *testing.T) {
	server := pgtest.Start(t)
	s := open(t, server.Empty(t))
	defer s.Close()
	storetest.Privacy(t, *votes, s, func() [][]byte {
		// Unlogged tables are on the disk once the server has ended.
		server.Stop(t)
		defer server.Begin(t)
		out := [][]byte{server.Log(t)}
		// Everything in the cluster: tables, indexes, write-ahead log.
		err := filepath.WalkDir(server.Data(), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			b, err := os.ReadFile(path)
			out = append(out, b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	})
}
