package main

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/gzip"
	"io"
	"slices"
	"time"
)

// file is a file of an archive.
type file struct {
	name    string
	data    []byte
	program bool
}

// mode returns the file's permissions, independent of the umask.
func (f file) mode() int64 {
	if f.program {
		return 0o755
	}
	return 0o644
}

// sorted returns the files sorted by name.
func sorted(files []file) []file {
	return slices.SortedFunc(slices.Values(files), func(a, b file) int { return cmp.Compare(a.name, b.name) })
}

// writeTar writes files, below a directory, as a compressed tar archive that doesn't depend on the
// machine: owner 0, no user names, the same time for all files.
func writeTar(w io.Writer, dir string, at time.Time, files []file) error {
	compressed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(compressed)
	for _, f := range sorted(files) {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: dir + "/" + f.name, Size: int64(len(f.data)), Mode: f.mode(), ModTime: at, Format: tar.FormatUSTAR,
		}
		if err := archive.WriteHeader(header); err != nil {
			return err
		}
		if _, err := archive.Write(f.data); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return compressed.Close()
}

// writeZip writes the same files as writeTar, as a zip archive.
func writeZip(w io.Writer, dir string, at time.Time, files []file) error {
	archive := zip.NewWriter(w)
	for _, f := range sorted(files) {
		header := &zip.FileHeader{Name: dir + "/" + f.name, Method: zip.Deflate, Modified: at.UTC()}
		header.ExternalAttrs = uint32(0o100000|f.mode()) << 16 // A regular file of Unix.
		header.CreatorVersion = 3 << 8
		entry, err := archive.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := entry.Write(f.data); err != nil {
			return err
		}
	}
	return archive.Close()
}
