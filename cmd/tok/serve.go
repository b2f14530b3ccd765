package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"tok"
	"tok/accounts"
	"tok/fault"
	"tok/internal/database"
	"tok/internal/web"
	"tok/measure"
	"tok/sample"
)

// serveCommand is `tok serve`: web site, API and worker in one process.
type serveCommand struct {
	Addr   string `help:"Address to listen on." default:":8080" env:"TOK_ADDR"`
	Data   string `help:"Folder of the site; an empty one becomes a new site." default:"tok-data" env:"TOK_DATA"`
	Sample bool   `help:"Fill an empty site with the invented sample region."`
}

// sampleSeed decides the ids of the sample region.
const sampleSeed = 1

// stopTime is how long requests and jobs underway may take to end.
const stopTime = 10 * time.Second

// What a reader may keep a connection busy with.
const (
	slowest    = time.Minute // to send a form of 1 MB; to take a page, twice that
	mostHeader = 64 << 10    // bytes of a request's head
)

func (c serveCommand) run(ctx context.Context, env *env) (int, error) {
	clock, err := env.clock()
	if err != nil {
		return 0, err
	}
	site, err := c.open(ctx, env, clock)
	if err != nil {
		return 0, err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return 0, errors.Join(fault.Of(fault.Broken, "command.cannot_listen", "addr", c.Addr).Because(err), site.Close(ctx))
	}
	address := "http://" + shown(listener.Addr().(*net.TCPAddr))
	if err := c.welcome(ctx, env, site, address); err != nil {
		return 0, errors.Join(err, listener.Close(), site.Close(ctx))
	}
	if err := site.Queue.Start(ctx); err != nil {
		return 0, errors.Join(err, listener.Close(), site.Close(ctx))
	}
	return 0, serve(ctx, listener, site)
}

// open opens the database, fills it with the sample where that was asked for, and
// puts the site together on it. A folder that holds the sample is the sample's
// site, however it is opened.
func (c serveCommand) open(ctx context.Context, env *env, clock measure.Clock) (*tok.TOK, error) {
	db, err := database.Open(ctx, cmp.Or(env.Getenv("TOK_DATABASE"), c.Data))
	if err != nil {
		return nil, err
	}
	host, err := c.host(ctx, db, clock)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	site, err := tok.On(ctx, db, tok.Config{
		Cache: filepath.Join(c.Data, "cache"), Clock: clock, Site: host,
		Log:    slog.New(slog.NewTextHandler(env.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Secure: env.Getenv("TOK_SECURE") != "",
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return site, nil
}

// host is what the pages call the site.
func (c serveCommand) host(ctx context.Context, db *database.DB, clock measure.Clock) (web.Site, error) {
	if c.Sample {
		if err := sample.Fill(ctx, db, clock.Today(), sampleSeed); err != nil {
			return web.Site{}, err
		}
	}
	_, invented, err := sample.In(ctx, db)
	if invented {
		return web.SampleSite(), err
	}
	return web.Site{}, err
}

// serve answers until ctx ends, then lets what is underway end.
func serve(ctx context.Context, listener net.Listener, site *tok.TOK) error {
	server := &http.Server{Handler: site.Handler, BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: slowest, WriteTimeout: 2 * slowest, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: mostHeader}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return errors.Join(err, site.Close(ctx))
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return errors.Join(server.Shutdown(ending), site.Close(ending))
}

// welcome says where the site is and how to sign in.
func (c serveCommand) welcome(ctx context.Context, env *env, site *tok.TOK, address string) error {
	say := func(key string, args ...any) { fmt.Fprintln(env.Stderr, env.Lang.T(key, args...)) }
	say("command.open_at", "address", address)
	if c.Sample {
		say("command.sample_sign_in", "email", sample.Coordinator, "password", sample.Password)
		return nil
	}
	token, err := site.Accounts.FirstLink(ctx)
	if err != nil || token == "" {
		return err
	}
	say("command.first_account", "link", address+"/"+string(env.Lang)+accounts.FirstPath+"?token="+token)
	return nil
}

// shown is an address as a browser takes it.
func shown(a *net.TCPAddr) string {
	host := a.IP.String()
	if a.IP == nil || a.IP.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, fmt.Sprint(a.Port))
}

// clock is the real one, set to another day by TOK_TODAY.
func (e *env) clock() (measure.Clock, error) {
	day, err := measure.ParseDay(e.Getenv("TOK_TODAY"))
	if err != nil {
		return nil, fault.Of(fault.Invalid, "command.today_wrong", "day", e.Getenv("TOK_TODAY")).In("TOK_TODAY")
	}
	return measure.NewClock(measure.Tirana, day), nil
}
