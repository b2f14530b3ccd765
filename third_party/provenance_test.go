package thirdparty_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A provenance is what PROVENANCE.json says of a folder.
type provenance struct {
	Package, Version, Source, Homepage, Licence, Notes, Script string
	Files                                                      map[string]string
}

const provenanceFile = "PROVENANCE.json"

// folders gives the folders that hold things made elsewhere.
func folders(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, entry := range entries {
		if entry.IsDir() {
			found = append(found, entry.Name())
		}
	}
	if len(found) == 0 {
		t.Fatal("no folder found")
	}
	return found
}

func read(t *testing.T, folder string) provenance {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, provenanceFile))
	if err != nil {
		t.Fatal(err)
	}
	var p provenance
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryFolderSaysWhereItIsFrom(t *testing.T) {
	for _, folder := range folders(t) {
		p := read(t, folder)
		for what, value := range map[string]string{
			"package": p.Package, "version": p.Version, "source": p.Source,
			"homepage": p.Homepage, "licence": p.Licence, "script": p.Script,
		} {
			if value == "" {
				t.Errorf("%s: no %s", folder, what)
			}
		}
		script, err := os.ReadFile(filepath.Join(folder, p.Script))
		if err != nil {
			t.Error(err)
		}
		if !strings.Contains(string(script), p.Version) {
			t.Errorf("%s: %s does not bring version %s", folder, p.Script, p.Version)
		}
	}
}

func TestEveryFileIsTheOneThatWasBrought(t *testing.T) {
	for _, folder := range folders(t) {
		for path, want := range read(t, folder).Files {
			content, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(path)))
			if err != nil {
				t.Error(err)
				continue
			}
			sum := sha256.Sum256(content)
			if got := hex.EncodeToString(sum[:]); got != want {
				t.Errorf("%s/%s: sha256 is %s, not %s", folder, path, got, want)
			}
		}
	}
}

func TestNothingIsThereThatIsNotListed(t *testing.T) {
	for _, folder := range folders(t) {
		p := read(t, folder)
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			name, err := filepath.Rel(folder, path)
			if err != nil {
				return err
			}
			ours := name == provenanceFile || name == p.Script || filepath.Ext(name) == ".go"
			if _, listed := p.Files[filepath.ToSlash(name)]; !listed && !ours {
				t.Errorf("%s is not listed in %s", path, provenanceFile)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryFolderCarriesItsLicenceText(t *testing.T) {
	for _, folder := range folders(t) {
		found := false
		for path := range read(t, folder).Files {
			name := strings.ToUpper(filepath.Base(path))
			for _, start := range []string{"LICENSE", "LICENCE", "OFL"} {
				found = found || strings.HasPrefix(name, start)
			}
		}
		if !found {
			t.Errorf("%s: no licence text among the files", folder)
		}
	}
}
