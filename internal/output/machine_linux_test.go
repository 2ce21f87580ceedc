package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"baken.example/baken/internal/output/exchange"
	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/record"
	"baken.example/baken/internal/output/removal"
)

// These parts run in a process of their own, because they change it: its mounts, its limits or its
// user.

// unharmed runs a build of the new site that must fail with the error want, whose text contains all
// the given words, and checks that the old site, if any, is complete and nothing is beside it.
func unharmed(dir string, old, next files, want error, words ...string) error {
	_, err := Write(context.Background(), dir, next.artifacts(), Options{Records: records(), Workers: 2})
	if want != nil && !errors.Is(err, want) || err == nil {
		return fmt.Errorf("error %v, want %v", err, want)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			return fmt.Errorf("error %q doesn't contain %q", err, word)
		}
	}
	return stands(dir, old)
}

// stands checks that dir holds the site and nothing is beside it, or that dir doesn't exist if old
// is nil.
func stands(dir string, old files) error {
	list, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return err
	}
	if old == nil && len(list) == 0 {
		return nil
	}
	if len(list) != 1 {
		return fmt.Errorf("beside the site: %v", list)
	}
	for p, content := range old.published() {
		if b, err := os.ReadFile(filepath.Join(dir, p)); err != nil || string(b) != content {
			return fmt.Errorf("%s: %v, %d bytes", p, err, len(b))
		}
	}
	return nil
}

func site(dir string, s files) error {
	_, err := Write(context.Background(), dir, s.artifacts(), Options{Records: records(), Workers: 2})
	return err
}

func fullDisk(base string) error {
	if err := mount("tmpfs", base, "tmpfs", 0, "size=256k"); err != nil {
		return err
	}
	dir := filepath.Join(base, "public")
	a, b := pair(10)
	large := files{"index.html": "b", "large": strings.Repeat("x", 300<<10)}
	many := files{}
	for i := range 200 {
		many[fmt.Sprintf("p%d/index.html", i)] = strings.Repeat("y", 2000)
	}
	for _, s := range []files{large, many} {
		if err := unharmed(dir, nil, s, syscall.ENOSPC, "write ", "no space left"); err != nil {
			return err
		}
	}
	if err := site(dir, a); err != nil {
		return err
	}
	for _, s := range []files{large, many} {
		if err := unharmed(dir, a, s, syscall.ENOSPC, "write ", "no space left"); err != nil {
			return err
		}
	}
	if err := site(dir, b); err != nil {
		return err
	}
	return stands(dir, b)
}

func largeFile(base string) error {
	dir := filepath.Join(base, "public")
	a, b := pair(10)
	if err := site(dir, a); err != nil {
		return err
	}
	limit := syscall.Rlimit{Cur: 64 << 10, Max: 64 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	b["nl/large"] = strings.Repeat("x", 100<<10)
	return unharmed(dir, a, b, syscall.EFBIG, "write nl/large")
}

func readOnly(base string) error {
	if err := mount("tmpfs", base, "tmpfs", 0, ""); err != nil {
		return err
	}
	dir := filepath.Join(base, "public")
	a, b := pair(10)
	if err := site(dir, a); err != nil {
		return err
	}
	if err := mount("", base, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return err
	}
	if err := unharmed(dir, a, b, syscall.EROFS, base); err != nil {
		return err
	}
	return unharmed(dir, a, a, syscall.EROFS, base)
}

// becomeNobody gives up the rights of root, and takes records of its own.
func becomeNobody() error {
	if os.Geteuid() != 0 {
		return nil
	}
	if err := syscall.Setuid(65534); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "baken-records-")
	if err != nil {
		return err
	}
	return os.Setenv(recordsVariable, dir)
}

func noPermission(base string) error {
	dir := filepath.Join(base, "public")
	a, b := pair(10)
	if err := becomeNobody(); err != nil {
		return err
	}
	if err := site(dir, a); err != nil {
		return err
	}
	// Another user may own base, so close a directory made by this process.
	inner := filepath.Join(base, "inner")
	if err := os.Mkdir(inner, 0o755); err != nil {
		return err
	}
	if err := os.Rename(dir, filepath.Join(inner, "public")); err != nil {
		return err
	}
	dir = filepath.Join(inner, "public")
	if err := os.Chmod(inner, 0o555); err != nil {
		return err
	}
	return unharmed(dir, a, b, syscall.EACCES, inner)
}

// mountPoint builds into a mounted file system, and into a bind mount, which shows no other device
// number.
func mountPoint(base string) error {
	dir := filepath.Join(base, "public")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	a, _ := pair(10)
	if err := mount("tmpfs", dir, "tmpfs", 0, ""); err != nil {
		return err
	}
	err := site(dir, a)
	if err == nil || !strings.Contains(err.Error(), "is a mount point, which can't be replaced in one step: choose a directory inside it") {
		return fmt.Errorf("mounted directory: error %v", err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		return fmt.Errorf("mounted directory: %v, %v", list, err)
	}
	inner := filepath.Join(dir, "inner")
	if err := site(inner, a); err != nil {
		return err
	}
	if err := stands(inner, a); err != nil {
		return err
	}
	if err := mount(inner, inner, "", syscall.MS_BIND, ""); err != nil {
		return err
	}
	_, b := pair(10)
	if err := unharmed(inner, a, b, nil, "is a mount point"); err != nil {
		return err
	}
	// On an older kernel the early check may miss it, and the exchange reports it.
	p, err := location.Find(inner)
	if err != nil {
		return err
	}
	t, err := newTree(b.artifacts())
	if err != nil {
		return err
	}
	t.root.exists = true
	r := record.Open(records(), "", "", p.Dir)
	build := &build{
		place: p, site: t, workers: 1, swap: exchange.Entries, record: r, remover: removal.Remover{Location: p, Record: r, Workers: 1},
	}
	if err := build.run(context.Background()); err == nil || !strings.Contains(err.Error(), "because it is a mount point") {
		return fmt.Errorf("exchange of a mount point: %v", err)
	}
	if err := build.cleanUp(); err != nil {
		return err
	}
	return stands(inner, a)
}

// unremovable has a directory in the old site that can't be emptied: the new site is put in place,
// and the error says so.
func unremovable(base string) error {
	if err := becomeNobody(); err != nil {
		return err
	}
	dir := filepath.Join(base, "public")
	a, b := pair(10)
	if err := site(dir, a); err != nil {
		return err
	}
	closed := filepath.Join(dir, "closed")
	if err := os.MkdirAll(filepath.Join(closed, "in"), 0o755); err != nil {
		return err
	}
	if err := os.Chmod(closed, 0o555); err != nil {
		return err
	}
	stats, err := Write(context.Background(), dir, b.artifacts(), Options{Records: records()})
	if err == nil || !strings.Contains(err.Error(), "the new site is in place, but what it replaced could not be removed") || stats.Written == 0 {
		return fmt.Errorf("error %v, stats %+v", err, stats)
	}
	// The next build names the file that it can't remove, and succeeds once it can.
	next := filepath.Join(base, ".public.baken-next")
	if _, err := Write(context.Background(), dir, a.artifacts(), Options{Records: records()}); err == nil || !strings.Contains(err.Error(), "leftovers of an earlier build") {
		return fmt.Errorf("error %v", err)
	}
	if err := os.Chmod(filepath.Join(next, "closed"), 0o755); err != nil {
		return err
	}
	if err := site(dir, b); err != nil {
		return err
	}
	return stands(dir, b)
}
