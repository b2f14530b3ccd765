// Package files keeps what is too large for a table, by name, in a folder.
package files

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"tok/fault"
)

// A Folder keeps files under names like "documents/0192…/certificate.pdf". Names
// cannot lead out of it.
type Folder struct{ root *os.Root }

// part marks a file that is being written.
const part = ".part"

// Open opens a folder, making it if it is not there.
func Open(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the folder for files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("the folder for files: %w", err)
	}
	return &Folder{root}, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Put keeps what content holds, whole or not at all, in place of what had the name.
func (f *Folder) Put(name string, content io.Reader) (err error) {
	defer fault.While(&err, "keeping the file %s", name)
	if !fs.ValidPath(name) || name == "." || strings.HasSuffix(name, part) {
		return fs.ErrInvalid
	}
	if err := f.root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return err
	}
	half := name + "." + rand.Text() + part
	file, err := f.root.OpenFile(half, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = f.root.Rename(half, name)
	}
	if err != nil {
		return errors.Join(err, f.root.Remove(half))
	}
	return nil
}

// Get opens a file; the caller closes it. A Missing fault says that there is none.
func (f *Folder) Get(name string) (io.ReadSeekCloser, error) {
	file, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Of(fault.Missing, "files.missing").Because(err)
	}
	return file, err
}

// Delete removes a file; if there is none, nothing happens.
func (f *Folder) Delete(name string) error {
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// List names the files whose names begin with prefix, in order.
func (f *Folder) List(prefix string) (names []string, err error) {
	err = fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasPrefix(name, prefix) && !strings.HasSuffix(name, part) {
			names = append(names, name)
		}
		return err
	})
	return names, err
}
