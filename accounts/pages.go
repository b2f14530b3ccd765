package accounts

import (
	"embed"
	"net"
	"net/http"
	"strings"

	"tok/internal/web"
)

//go:embed pages
var files embed.FS

var (
	inPage    = web.Parse(files, "pages/in.html")
	firstPage = web.Parse(files, "pages/first.html")
)

// FirstPath is where the first account of an empty site is made, with
// ?token=… of FirstLink.
const FirstPath = "/in/first"

// Routes adds signing in and out to the site, and tells its pages who is looking.
func (s *Sessions) Routes(app *web.App) {
	app.Around(s.Middleware)
	app.ViewerOf = viewerOf
	app.Page("GET /in", s.showIn)
	app.Page("POST /in", s.in)
	app.Page("POST /out", s.out)
	app.Page("GET "+FirstPath, s.showFirst)
	app.Page("POST "+FirstPath, s.first)
}

func viewerOf(r *http.Request) web.Viewer {
	if a := Of(r.Context()); a != nil {
		v := web.Viewer{Name: a.Name}
		if len(a.Roles) > 0 {
			v.Role = "accounts.role_" + string(a.Roles[0])
		}
		return v
	}
	return web.Viewer{}
}

type signIn struct {
	web.Base
	Next            string // where the reader wanted to go
	Email, Password web.Field
}

func (s *Sessions) showIn(r *web.Request) error {
	next := local(r.URL.Query().Get("next"))
	if Of(r.Context()) != nil {
		return goTo(r, next)
	}
	return renderIn(r, r.NewForm(), next)
}

func (s *Sessions) in(r *web.Request) error {
	form, err := r.Form()
	if err != nil {
		return err
	}
	account, err := s.accounts.SignIn(r.Context(), form.Text("email"), form.Values.Get("password"), machineOf(r.Request))
	if err := form.Fail(err); err != nil {
		return err
	}
	next := local(form.Text("next"))
	if !form.OK() {
		return renderIn(r, form, next)
	}
	if err := s.SignIn(r.Context(), account); err != nil {
		return err
	}
	return goTo(r, next)
}

func renderIn(r *web.Request, form *web.Form, next string) error {
	return r.Render(inPage, &signIn{
		Base:     web.Base{Title: r.T("accounts.sign_in"), Problems: form.Problems, NoIndex: true},
		Next:     next,
		Email:    form.Field(emailField(r)),
		Password: form.Field(web.Field{Name: "password", Type: "password", Label: r.T("accounts.password"), Autocomplete: "current-password", Required: true}),
	})
}

func (s *Sessions) out(r *web.Request) error {
	if err := s.SignOut(r.Context()); err != nil {
		return err
	}
	return r.Redirect("/")
}

type firstAccount struct {
	web.Base
	Token                 string
	Name, Email, Password web.Field
}

func (s *Sessions) showFirst(r *web.Request) error {
	token := r.URL.Query().Get("token")
	if err := s.accounts.FirstLinkHolds(r.Context(), token); err != nil {
		return err
	}
	return renderFirst(r, r.NewForm(), token)
}

func (s *Sessions) first(r *web.Request) error {
	form, err := r.Form()
	if err != nil {
		return err
	}
	token := form.Text("token")
	if err := s.accounts.FirstLinkHolds(r.Context(), token); err != nil {
		return err
	}
	account, password := Account{Name: form.Text("name"), Email: form.Text("email"), Language: r.Lang}, form.Values.Get("password")
	for _, wrong := range append(account.wrong(), checkPassword(password)) {
		if err := form.Fail(wrong); err != nil {
			return err
		}
	}
	if !form.OK() {
		return renderFirst(r, form, token)
	}
	account, err = s.accounts.AddFirst(r.Context(), token, account, password)
	if err != nil {
		return err
	}
	if err := s.SignIn(r.Context(), account); err != nil {
		return err
	}
	return r.Redirect("/")
}

func renderFirst(r *web.Request, form *web.Form, token string) error {
	return r.Render(firstPage, &firstAccount{
		Base:  web.Base{Title: r.T("accounts.first_heading"), Problems: form.Problems, NoIndex: true},
		Token: token,
		Name:  form.Field(web.Field{Name: "name", Label: r.T("accounts.name"), Autocomplete: "name", Required: true}),
		Email: form.Field(emailField(r)),
		Password: form.Field(web.Field{Name: "password", Type: "password", Label: r.T("accounts.password"),
			Hint: r.T("accounts.password_hint", "least", ShortestPassword), Autocomplete: "new-password", Required: true}),
	})
}

func emailField(r *web.Request) web.Field {
	return web.Field{Name: "email", Type: "email", Label: r.T("accounts.email"), Autocomplete: "username", Required: true}
}

// local keeps a sign-in from leading to another site: only a path of ours counts.
func local(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\n\r\t") {
		return "/"
	}
	return next
}

// goTo leads on; an address without a language gets the reader's where it needs one.
func goTo(r *web.Request, path string) error {
	if strings.HasPrefix(path, "/a/") || strings.HasPrefix(path, "/s/") {
		http.Redirect(r.W, r.Request, path, http.StatusSeeOther)
		return nil
	}
	return r.Redirect(path)
}

// machineOf is the address an attempt comes from.
func machineOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
