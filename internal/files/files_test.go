package files_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"tok/fault"
	"tok/internal/files"
)

func aFolder(t *testing.T) (*files.Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files")
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	return folder, dir
}

func put(t *testing.T, folder *files.Folder, name, content string) {
	t.Helper()
	if err := folder.Put(name, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, folder *files.Folder, name string) string {
	t.Helper()
	file, err := folder.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWhatIsPutCanBeGotUntilItIsDeleted(t *testing.T) {
	folder, _ := aFolder(t)
	put(t, folder, "documents/1/çertifikatë.pdf", "old")
	put(t, folder, "documents/1/çertifikatë.pdf", "new")
	put(t, folder, "documents/2/πιστοποιητικό.pdf", "another")
	put(t, folder, "photos/1.jpg", "a photo")
	if got := get(t, folder, "documents/1/çertifikatë.pdf"); got != "new" {
		t.Errorf("got %q", got)
	}
	names, err := folder.List("documents/")
	if err != nil || !slices.Equal(names, []string{"documents/1/çertifikatë.pdf", "documents/2/πιστοποιητικό.pdf"}) {
		t.Errorf("listed %q (%v)", names, err)
	}
	for range 2 {
		if err := folder.Delete("documents/1/çertifikatë.pdf"); err != nil {
			t.Error(err)
		}
	}
	if _, err := folder.Get("documents/1/çertifikatë.pdf"); !fault.Is(err, fault.Missing) {
		t.Errorf("what was deleted gave %v", err)
	}
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	folder, dir := aFolder(t)
	secret := filepath.Join(filepath.Dir(dir), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../secret", "a/../../secret", secret, "link", "", "."} {
		if file, err := folder.Get(name); err == nil {
			if text, _ := io.ReadAll(file); string(text) == "secret" {
				t.Errorf("%q could be read", name)
			}
		}
		if name != "link" {
			if err := folder.Put(name, strings.NewReader("overwritten")); err == nil {
				t.Errorf("%q could be written", name)
			}
		}
		folder.Delete(name)
	}
	if text, err := os.ReadFile(secret); err != nil || string(text) != "secret" {
		t.Errorf("the secret is %q (%v)", text, err)
	}
}

func TestAFileThatBreaksOffLeavesTheOldOne(t *testing.T) {
	folder, _ := aFolder(t)
	put(t, folder, "list.csv", "old")
	broken := errors.New("the line broke")
	if err := folder.Put("list.csv", io.MultiReader(strings.NewReader("new"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("it ended with %v", err)
	}
	if got := get(t, folder, "list.csv"); got != "old" {
		t.Errorf("got %q", got)
	}
	if names, _ := folder.List(""); !slices.Equal(names, []string{"list.csv"}) {
		t.Errorf("the folder holds %q", names)
	}
}
