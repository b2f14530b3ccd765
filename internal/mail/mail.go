// Package mail sends letters: through a mail server, or, where none is set, into
// a folder, so that a new site can be tried without one.
package mail

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// A Letter is one e-mail to one reader.
type Letter struct {
	To          mail.Address
	Subject     string
	Text        string // the whole message; every reader can read it
	HTML        string // the same, with looks; may be empty
	Attachments []Attachment
}

// An Attachment is a file that comes with a letter.
type Attachment struct {
	Name string
	Type string // media type
	Data []byte
}

// A Sender sends letters. A letter that was sent may still be lost or refused
// later; nobody is told.
type Sender interface {
	Send(ctx context.Context, letter Letter) error
}

// Open gives the sender for an address: smtp://user:password@host:587 (STARTTLS),
// smtps://user:password@host:465 (TLS from the start), or a folder for .eml
// files. from is the sender's own address, "Association <info@example.org>".
func Open(address, from string) (Sender, error) {
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("the sender's address %q: %w", from, err)
	}
	if strings.HasPrefix(address, "smtp://") || strings.HasPrefix(address, "smtps://") {
		return openServer(address, *sender)
	}
	return openFolder(address, *sender)
}

// message writes the letter as go-mail wants it.
func (l Letter) message(from mail.Address, now time.Time) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	m.FromMailAddress(&from)
	m.ToMailAddress(&l.To)
	m.Subject(l.Subject)
	m.SetDateWithValue(now)
	m.SetMessageID()
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	if l.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	}
	for _, a := range l.Attachments {
		err := m.AttachReader(a.Name, bytes.NewReader(a.Data), gomail.WithFileContentType(gomail.ContentType(a.Type)))
		if err != nil {
			return nil, fmt.Errorf("attaching %s: %w", a.Name, err)
		}
	}
	return m, nil
}
