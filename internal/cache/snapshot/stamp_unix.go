//go:build linux || darwin || freebsd

package snapshot

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// directory is an open directory, by which names are looked up.
type directory struct {
	*os.File
	fd int
}

func openDirectory(name string) (*directory, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &directory{f, int(f.Fd())}, nil
}

// local returns the device of the directory, and reports whether that is a file system of this
// machine, whose stamps are always of the present.
func (d *directory) local() (device uint64, ok bool) {
	var st unix.Stat_t
	if unix.Fstat(d.fd, &st) != nil {
		return 0, false
	}
	var about unix.Statfs_t
	return uint64(st.Dev), unix.Fstatfs(d.fd, &about) == nil && isLocal(&about)
}

// stat returns the kind of a name with a zero byte after it, Missing, Directory or Content, and its
// stamp. The error is [fs.ErrInvalid] for anything else, such as a symbolic link.
func (d *directory) stat(name []byte) (Kind, Stamp, error) {
	var st unix.Stat_t
	err := lstatat(d.fd, name, &st)
	if errors.Is(err, unix.ENOENT) {
		return Missing, Stamp{}, nil
	}
	if err != nil {
		return 0, Stamp{}, err
	}
	return stamped(&st)
}

func stamped(st *unix.Stat_t) (Kind, Stamp, error) {
	s := Stamp{
		Device: uint64(st.Dev), Inode: uint64(st.Ino), Size: st.Size,
		Modified: st.Mtim.Nano(), Changed: st.Ctim.Nano(),
	}
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		s.Size = 0 // What a directory takes on the disk says nothing of it.
		return Directory, s, nil
	case unix.S_IFREG:
		return Content, s, nil
	}
	return 0, Stamp{}, fs.ErrInvalid
}

// OfFile returns the stamp of an open file or directory; the zero stamp if there is none.
func OfFile(f fs.File) Stamp {
	opened, ok := f.(*os.File)
	if !ok {
		return Stamp{}
	}
	var stamp Stamp
	conn, err := opened.SyscallConn()
	if err != nil {
		return Stamp{}
	}
	_ = conn.Control(func(fd uintptr) { stamp = OfDescriptor(fd) }) // Without a descriptor the stamp stays zero.
	return stamp
}

// OfDescriptor returns the stamp of an open file or directory; the zero stamp if there is none.
func OfDescriptor(fd uintptr) (stamp Stamp) {
	var st unix.Stat_t
	if unix.Fstat(int(fd), &st) == nil {
		_, stamp, _ = stamped(&st)
	}
	return stamp
}
