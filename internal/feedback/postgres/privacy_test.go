package postgres_test

import (
	"flag"
	"testing"

	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/storetest"
	"baken.example/baken/internal/feedback/systemtest"
	"baken.example/baken/internal/thoroughtest"
)

var votes = flag.Int("votes", thoroughtest.Unless(160, 500), "how many answers TestPrivacy sends")

func TestPrivacy(t *testing.T) {
	server := pgtest.Start(t)
	s := open(t, server.Empty(t))
	defer s.Close()
	systemtest.Privacy(t, *votes, s, func() [][]byte {
		// The server writes unlogged tables to the disk when it shuts down.
		server.Stop(t)
		defer server.Begin(t)
		// Everything in the cluster: tables, indexes, write-ahead log.
		return append(storetest.Files(t, server.Data()), server.Log(t))
	})
}
