package mail

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"time"
)

// folder is a Sender that keeps letters as .eml files, which mail programs open.
type folder struct {
	dir  string
	from mail.Address
}

func openFolder(dir string, from mail.Address) (Sender, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the folder for letters: %w", err)
	}
	return folder{dir, from}, nil
}

// Send implements Sender. Files sort by the time they were sent.
func (f folder) Send(_ context.Context, letter Letter) error {
	now := time.Now()
	message, err := letter.message(f.from, now)
	if err != nil {
		return err
	}
	name := filepath.Join(f.dir, now.UTC().Format("20060102T150405.000000000Z")+"-"+rand.Text()[:6])
	file, err := os.OpenFile(name+".part", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := message.WriteTo(file); err != nil {
		return fmt.Errorf("writing a letter: %w", err)
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(name+".part", name+".eml") // whoever lists letters sees whole ones
}
