// Package sitetest builds the models of small sites, for tests.
package sitetest

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// Settings are the settings of a site whose archive has no site.yaml.
const Settings = `base_url: https://guide.test
title: {nl: Gids, en: Guide}
description: {nl: Uitleg, en: Guidance}
languages: [nl, en]
contact: {name: {nl: Redactie, en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
`

// Portal builds the model of a site from a txtar archive. A page is its front matter without
// fences, an empty line and its text; its title is the name of the file unless the front matter
// has one. Other files are taken as they are. The findings include those of loading.
func Portal(t testing.TB, archive string, o site.Options) (*site.Site, diag.List) {
	t.Helper()
	s, _, list := Model(t, archive, o)
	return s, list
}

// Model is [Portal], and returns the documents as well.
func Model(t testing.TB, archive string, o site.Options) (*site.Site, *content.Documents, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte(Settings)}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if path.Ext(f.Name) != ".md" {
			fsys["content/"+f.Name] = &fstest.MapFile{Data: f.Data}
			continue
		}
		meta, body, _ := strings.Cut("\n"+string(f.Data), "\n\n")
		meta = strings.TrimSpace(meta)
		if !strings.Contains(meta, "title:") {
			meta = "title: " + path.Base(f.Name) + "\n" + meta
		}
		text := "---\n" + meta + "\ndescription: D\n---\n" + body
		fsys["content/"+f.Name] = &fstest.MapFile{Data: []byte(text)}
	}
	config, list, err := siteconfig.Load(fsys)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	converters := map[string]*markdown.Converter{}
	for _, lang := range config.Codes() {
		converters[lang] = markdown.New(markdown.Options{Language: lang})
	}
	docs, list, err := content.Load(t.Context(), fsys, content.LoadOptions{Languages: config.Codes(), Converters: converters})
	if err != nil {
		t.Fatal(err)
	}
	sets, findings, err := definition.Load(t.Context(), fsys, config.Codes())
	if err != nil {
		t.Fatal(err)
	}
	list.Join(findings)
	o.Criteria, o.CriteriaMissing, o.Converters = sets, findings.HasErrors(), converters
	s, findings, err := site.New(t.Context(), config, &content.Glossary{}, docs, o)
	if err != nil {
		t.Fatal(err)
	}
	list.Join(findings)
	return s, docs, list
}

// Day returns a day that is written as YYYY-MM-DD.
func Day(s string) content.Date {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return content.Date{Time: t}
}
