package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrNoNginx says that nginx isn't there.
var ErrNoNginx = errors.New("no nginx on PATH or in internal/hostingtest/bin: serve is measured alone (Debian: .ci/tools unpacks it)")

// Plain is the least configuration of nginx for a directory with compressed variants.
func Plain(address, root string) string {
	return fmt.Sprintf(`types { text/html html; }
sendfile on;
gzip_static on;
server { listen %s; root %s; index index.html; }
`, address, root)
}

// Nginx starts nginx with a configuration for its http context, as "baken hosting nginx" prints it,
// which listens at an address. What it needs besides is written into dir.
func Nginx(ctx context.Context, dir, address, configuration string) (*Server, error) {
	name, err := filepath.Abs(filepath.Join("internal", "hostingtest", "bin", "usr", "sbin", "nginx"))
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(name); err != nil {
		if name, err = exec.LookPath("nginx"); err != nil {
			return nil, ErrNoNginx
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "daemon off; worker_processes auto; pid %s/pid; error_log stderr warn;\nevents { worker_connections 1024; }\nhttp {\naccess_log off;\n", dir)
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&b, "%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	b.WriteString(configuration + "}\n")
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		return nil, err
	}
	return Start(ctx, address, nil, name, "-e", "stderr", "-p", dir, "-c", file)
}
