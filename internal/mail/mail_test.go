package mail_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tok/internal/mail"
)

// Both senders deliver the same letter; delivered gives the last one.
func senders(t *testing.T) map[string]struct {
	sender    mail.Sender
	delivered func() []byte
} {
	dir := t.TempDir()
	toFolder, err := mail.Open(dir, "Αγροτική Ένωση <info@example.org>")
	if err != nil {
		t.Fatal(err)
	}
	address, received := aMailServer(t)
	toServer, err := mail.Open("smtp://"+address, "Αγροτική Ένωση <info@example.org>")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]struct {
		sender    mail.Sender
		delivered func() []byte
	}{
		"folder": {toFolder, func() []byte {
			files, _ := filepath.Glob(filepath.Join(dir, "*.eml"))
			if len(files) != 1 {
				t.Fatalf("the folder holds %q", files)
			}
			text, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			return text
		}},
		"server": {toServer, func() []byte { return []byte(<-received) }},
	}
}

// aMailServer takes one letter and gives what it was sent.
func aMailServer(t *testing.T) (address string, received chan string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	received = make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		lines := bufio.NewScanner(conn)
		fmt.Fprint(conn, "220 ready\r\n")
		var letter strings.Builder
		for inLetter := false; lines.Scan(); {
			line := lines.Text()
			switch {
			case inLetter && line == ".":
				inLetter = false
				received <- letter.String()
				fmt.Fprint(conn, "250 taken\r\n")
			case inLetter:
				letter.WriteString(strings.TrimPrefix(line, ".") + "\r\n")
			case line == "DATA":
				inLetter = true
				fmt.Fprint(conn, "354 go on\r\n")
			case line == "QUIT":
				fmt.Fprint(conn, "221 bye\r\n")
				return
			default:
				fmt.Fprint(conn, "250 ok\r\n")
			}
		}
	}()
	return listener.Addr().String(), received
}

func TestALetterArrivesWholeInEveryAlphabet(t *testing.T) {
	t.Parallel()
	letter := mail.Letter{
		To:          netmail.Address{Name: "Дафина Петрова", Address: "dafina@example.org"},
		Subject:     "Oferta: shegë për Mynihun, ρόδια, нарове",
		Text:        "Së bashku 1,00 € për kg\n.\nμαζί · заедно\n",
		HTML:        "<p>Së bashku <b>1,00 €</b> për kg</p>",
		Attachments: []mail.Attachment{{Name: "προσφορά.pdf", Type: "application/pdf", Data: []byte{0, 1, 2, 255}}},
	}
	for name, way := range senders(t) {
		if err := way.sender.Send(t.Context(), letter); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := open(t, way.delivered())
		subject, _ := new(mime.WordDecoder).DecodeHeader(got.header.Get("Subject"))
		to, _ := got.header.AddressList("To")
		from, _ := got.header.AddressList("From")
		if subject != letter.Subject || len(to) != 1 || *to[0] != letter.To || len(from) != 1 || from[0].Name != "Αγροτική Ένωση" {
			t.Errorf("%s: %q to %v from %v", name, subject, to, from)
		}
		text := strings.ReplaceAll(got.parts["text/plain"], "\r\n", "\n")
		if strings.TrimSpace(text) != strings.TrimSpace(letter.Text) || got.parts["text/html"] != letter.HTML || got.parts["application/pdf"] != "\x00\x01\x02\xff" {
			t.Errorf("%s: arrived as %q", name, got.parts)
		}
	}
}

type opened struct {
	header netmail.Header
	parts  map[string]string // by media type
}

func open(t *testing.T, raw []byte) opened {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	got := opened{m.Header, map[string]string{}}
	got.add(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
	return got
}

func (o opened) add(t *testing.T, contentType, encoding string, body io.Reader) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatalf("%q: %v", contentType, err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		text, err := decode(encoding, body)
		if err != nil {
			t.Error(err)
		}
		o.parts[kind] = text
		return
	}
	for parts := multipart.NewReader(body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err != nil {
			return
		}
		o.add(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)
	}
}

func TestAServerThatCannotBeReachedIsAnError(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	sender, err := mail.Open("smtp://"+listener.Addr().String(), "info@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), mail.Letter{To: netmail.Address{Address: "a@example.org"}}); err == nil {
		t.Error("a letter to nowhere was sent")
	}
}

func TestALineInASubjectAddsNoHeader(t *testing.T) {
	t.Parallel()
	way := senders(t)["folder"]
	letter := mail.Letter{To: netmail.Address{Address: "a@example.org"}, Subject: "offer\r\nBcc: everybody@example.org", Text: "x"}
	if err := way.sender.Send(t.Context(), letter); err != nil {
		return // refused is fine, too
	}
	if got := open(t, way.delivered()); got.header.Get("Bcc") != "" {
		t.Errorf("the letter also goes to %s", got.header.Get("Bcc"))
	}
}

func TestAWrongAddressIsFoundBeforeTheFirstLetter(t *testing.T) {
	t.Parallel()
	for _, wrong := range [][2]string{{t.TempDir(), "nobody"}, {"smtp://host:port", "a@example.org"}, {"smtp://", "a@example.org"}} {
		if _, err := mail.Open(wrong[0], wrong[1]); err == nil {
			t.Errorf("%q from %q was taken", wrong[0], wrong[1])
		}
	}
}

func decode(encoding string, body io.Reader) (string, error) {
	switch strings.ToLower(encoding) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	return string(text), err
}
