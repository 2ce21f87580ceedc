package main

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

// program is the name under which scripts' own commands find this program; "baken" is one of them.
const program = "baken-under-test"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){program: main})
}

const scriptDir = "testdata/script"

// scripts returns the scripts below a directory, in its subdirectories too.
func scripts(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(filepath.FromSlash(dir), func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".txtar" {
			files = append(files, name)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts in", dir, err)
	}
	return files
}

// TestScripts runs the scripts in testdata/script. Each starts in a directory with the site of
// testdata/site.txtar, over which the files of the script are laid.
func TestScripts(t *testing.T) {
	site, err := txtar.ParseFile(filepath.FromSlash("testdata/site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := scripts(t, scriptDir)
	for i, f := range files { // Commands change the directory.
		if files[i], err = filepath.Abs(f); err != nil {
			t.Fatal(err)
		}
	}
	byScript := runners(t, files)
	testscript.Run(t, testscript.Params{
		Files:              files,
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Values[processKey{}] = new(process)
			env.Values[elsewhereKey{}] = new(requestLog)
			// The caches lie outside of the site, as a user's do.
			one.Lock() // A command changes where temporary files are.
			caches := t.TempDir()
			one.Unlock()
			for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
				env.Setenv(name, caches)
			}
			// Scripts start hundreds of processes, which take a quarter less with less garbage
			// collection; they don't inherit the environment.
			if percent := os.Getenv("GOGC"); percent != "" {
				env.Setenv("GOGC", percent)
			}
			r := byScript[filepath.Base(env.WorkDir)]
			r.variables = append(r.variables, env.Vars...)
			env.Values[runnerKey{}] = r
			for _, f := range site.Files {
				name := filepath.Join(env.WorkDir, filepath.FromSlash(f.Name))
				if _, err := os.Lstat(name); err == nil {
					continue
				}
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					return err
				}
				if err := os.WriteFile(name, f.Data, 0o666); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"baken":   runBaken,
			"misused": runMisused,
			"broken":  runBroken,
			"warned":  runWarned,
			"append":  appendText,
			"paste":   pasteFile,
			"replace": replaceText,
			"picture": writePicture,
			"spoil":   spoilFiles,
			"decode":  decodeFile,
			"hides":   hidesText,
			"pages":   writePages,
			"strings": writeStrings,
			"same":    sameTrees,
			"serve":   startServer,
			"preview": startPreview,
			"receive": startReceiver,
			"request": sendRequest,
			"post":    sendForm,
			"stop":    stopServer,

			"elsewhere": elsewhere,
		},
	})
}
