package mail

import (
	"context"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// server is a Sender that hands letters to a mail server.
type server struct {
	host    string
	options []gomail.Option
	from    mail.Address
}

func openServer(address string, from mail.Address) (Sender, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("the mail server's address: %w", err)
	}
	s := server{host: u.Hostname(), from: from, options: []gomail.Option{gomail.WithTimeout(20 * time.Second)}}
	switch {
	case u.Scheme == "smtps":
		s.options = append(s.options, gomail.WithSSLPort(false))
	case u.User != nil: // a password is never sent in the open
		s.options = append(s.options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	default:
		s.options = append(s.options, gomail.WithTLSPortPolicy(gomail.TLSOpportunistic))
	}
	if u.Port() != "" {
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			return nil, fmt.Errorf("the mail server's port: %w", err)
		}
		s.options = append(s.options, gomail.WithPort(port))
	}
	if u.User != nil {
		password, _ := u.User.Password()
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	if _, err := gomail.NewClient(s.host, s.options...); err != nil {
		return nil, fmt.Errorf("the mail server %s: %w", u.Redacted(), err)
	}
	return s, nil
}

// Send implements Sender; each letter has a connection of its own.
func (s server) Send(ctx context.Context, letter Letter) error {
	message, err := letter.message(s.from, time.Now())
	if err != nil {
		return err
	}
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return err
	}
	if err := client.DialAndSendWithContext(ctx, message); err != nil {
		return fmt.Errorf("sending a letter through %s: %w", s.host, err)
	}
	return nil
}
