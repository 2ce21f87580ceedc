package hosting

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"baken.example/baken/internal/asset"
)

// server writes the server block.
func (w *nginx) server() {
	w.line("server {")
	for _, l := range w.Listen {
		w.line("    listen %s;", l)
	}
	if u, err := url.Parse(w.base.Origin); err == nil && u.Hostname() != "" && !strings.Contains(u.Hostname(), ":") {
		w.line("    server_name %s;", word(u.Hostname()))
	}
	if w.Include != "" {
		w.line("    include %s;", word(w.Include))
	}
	w.line("    root %s;", w.value(w.Root))
	w.line("    absolute_redirect off;")
	w.line("    if_modified_since off;")
	w.line("    server_tokens off;")
	w.line("    max_ranges 4;")
	w.line("    merge_slashes on;")
	w.compression()
	w.types()
	for _, f := range w.fields {
		w.line("    add_header %s %s always;", f.name, f.value)
	}
	w.line("    add_header Vary %s always;", w.v("vary"))
	w.line("    add_header Allow %s always;", w.v("allow"))
	// A file has an entity tag. Its time is that of a build, and says nothing of its content.
	w.line("    add_header Last-Modified \"\" always;")
	w.line("    error_page 404 @%smissing;", w.prefix)
	w.line("    error_page 405 @%swritten;", w.prefix)
	w.line("    if (%s) { return 405; }", w.v("write"))
	w.line("    if (%s) { return 404; }", w.v("bad"))
	w.line("    if (%s) { return 301 %s; }", w.v("once"), w.v("once"))
	w.locations()
	w.line("}")
}

// compression writes what has files sent in compressed form: as a build with --compress wrote them,
// or else compressed on the way.
func (w *nginx) compression() {
	if w.Brotli {
		w.line("    brotli_static on;")
	}
	w.line("    gzip_static on;")
	w.line("    gzip on;")
	w.line("    gzip_vary off;")
	w.line("    gzip_min_length 1024;")
	var types []string
	for _, f := range w.files {
		if asset.IsText(f.mediaType) {
			types = append(types, word(f.mediaType))
		}
	}
	slices.Sort(types)
	if types = slices.Compact(types); len(types) > 0 {
		w.line("    gzip_types %s;", strings.Join(types, " "))
	}
}

// types writes the Content-Type of most files with each extension.
func (w *nginx) types() {
	w.line("    types {")
	usual := w.usual()
	for _, ext := range slices.Sorted(maps.Keys(usual)) {
		w.line("        %s %s;", word(usual[ext]), ext)
	}
	w.line("    }")
	w.line("    default_type application/octet-stream;")
}

// usual returns the Content-Type that most files of the site with an extension have, by extension.
func (s *Site) usual() map[string]string {
	counts := map[string]map[string]int{}
	for _, f := range s.files {
		if ext := f.extension(); ext != "" {
			if counts[ext] == nil {
				counts[ext] = map[string]int{}
			}
			counts[ext][f.mediaType]++
		}
	}
	out := map[string]string{}
	for ext, types := range counts {
		out[ext] = slices.MaxFunc(slices.Sorted(maps.Keys(types)), func(a, b string) int { return types[a] - types[b] })
	}
	return out
}

// locations writes the locations of a server: those of single files, those that have no files, and
// the one that finds files.
func (w *nginx) locations() {
	usual := w.usual()
	folder := "@" + w.prefix + "folder"
	for _, f := range w.files {
		name := w.address(f.path)
		switch ext := f.extension(); {
		case isErrorPage(f.path):
			w.line("    location = %s { return 404; }", word(name))
			w.line("    location = %s { return 404; }", word(strings.TrimSuffix(name, ".html")))
		case usual[ext] != f.mediaType:
			w.line("    location = %s { types {} default_type %s; try_files %s %s; }", word(name), word(f.mediaType), w.v("file"), folder)
		case hidden(f.path) || compressed(f.path):
			w.line("    location = %s { try_files %s %s; }", word(name), w.v("file"), folder)
		}
	}
	if w.asks {
		w.line("    location = %s {", word(w.address("api/feedback")))
		w.line("        proxy_pass http://%s;", w.Service)
		w.line("        proxy_http_version 1.1;")
		w.line("        proxy_redirect off;")
		w.line("        proxy_set_header Host $http_host;")
		w.line("        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")
		w.line("        client_max_body_size 32k;")
		w.line("        gzip off;")
		// The service sends headers of its own: one here keeps those of the server away.
		w.line("        add_header Via \"\";")
		w.line("    }")
	}
	// Rules for servers, the list of what a build wrote, and compressed forms at their own
	// addresses.
	under := regexp.QuoteMeta(w.under)
	for _, name := range []string{"_headers", "_redirects"} {
		w.line("    location = %s { try_files /.none %s; }", word(w.address(name)), folder)
	}
	w.line("    location ~ %s { try_files /.none %s; }", word("^"+under+`/(?:.*/)?\.`), folder)
	w.line("    location ~ %s { try_files /.none %s; }", word("^"+under+`/.*\.(?:br|gz)$`), folder)

	home := fmt.Sprintf("if (%[1]s) { return 302 %[1]s$is_args$args; }", w.v("home"))
	w.line("    location = %s { %s try_files ${%sfile}index.html %s; }", word(w.address("")), home, w.prefix, folder)
	if w.under != "" {
		root := w.join(w.base.Path+"/", "$is_args$args")
		w.line("    location = %s { %s return 301 %s; }", word(w.under), home, root)
		w.line("    location = / { return 302 %s; }", root)
		w.line("    location / { types {} default_type \"text/plain; charset=utf-8\"; return 404 \"There is no page at this address.\\n\"; }")
	}
	w.line("    location ~ %s {", word("^"+under+"/.+/$"))
	w.line("        if (-f \"$document_root%s.html\") { return 301 %s$is_args$args; }", w.v("page"), w.v("at"))
	w.line("        try_files ${%sfile}index.html %s;", w.prefix, folder)
	w.line("    }")
	w.line("    location %s { try_files %s %s.html %s; }", word(w.address("")), w.v("file"), w.v("file"), folder)
	w.line("    location %s {", folder)
	w.line("        if (-f \"$document_root%s/index.html\") { return 301 %s/$is_args$args; }", w.v("file"), w.v("path"))
	w.line("        if (%s) { return 301 %s$is_args$args; }", w.v("moved"), w.v("moved"))
	w.line("        return 404;")
	w.line("    }")
	w.line("    location @%smissing { etag off; try_files %s /404.html =404; }", w.prefix, w.v("miss"))
	w.line("    location @%swritten { types {} default_type \"text/plain; charset=utf-8\"; return 405 \"This site can only be read.\\n\"; }", w.prefix)
}

// isErrorPage reports whether a file is a 404 page, which has that status at its own address too.
func isErrorPage(name string) bool { return path.Base(name) == "404.html" }

// hidden reports whether a file, or a directory that it is in, has a name that begins with a dot.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.Contains(name, "/.") }

// compressed reports whether a file has the name of the compressed form of another.
func compressed(name string) bool { return path.Ext(name) == ".br" || path.Ext(name) == ".gz" }
