package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tok/fault"
	"tok/internal/highs"
	"tok/lang"
)

// env is what a command sees of the world outside.
type env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Lang           lang.Tag
}

// language is the flag's, then the environment's, then English.
func language(flag string, getenv func(string) string) lang.Tag {
	for _, s := range []string{flag, cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))} {
		if len(s) >= 2 {
			if l, ok := lang.Parse(s[:2]); ok {
				return l
			}
		}
	}
	return lang.English
}

// say tells a person what went wrong, in one sentence, and gives the exit status.
func (e *env) say(err error) int {
	f := fault.From(err)
	sentence := e.Lang.Say(f)
	if f.Field != "" {
		sentence = f.Field + ": " + sentence
	}
	fmt.Fprintln(e.Stderr, "tok:", sentence)
	if f.Kind == fault.Broken {
		fmt.Fprintln(e.Stderr, err)
	}
	return fault.Exit(err)
}

func (e *env) sayUsage(err error) {
	fmt.Fprintln(e.Stderr, "tok:", e.Lang.T("command.usage", "what", err.Error()))
}

// Highs opens the embedded solver, with its compiled form kept in the user's
// cache folder.
func (e *env) Highs(ctx context.Context) (*highs.Runtime, error) {
	return highs.Open(ctx, cacheDir())
}

func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "tok")
}

// open opens a file to read; "-" is standard input.
func (e *env) open(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(e.Stdin), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fault.Of(fault.Invalid, "command.is_folder", "path", path)
	}
	return f, nil
}

func unreadable(path string, err error) error {
	key := "command.cannot_read"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		key = "command.no_file"
	case errors.Is(err, fs.ErrPermission):
		key = "command.not_allowed"
	}
	return fault.Of(fault.Invalid, key, "path", path).Because(err)
}

// writeJSON writes v to the file at path, or to standard output for "".
func (e *env) writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if path == "" || path == "-" {
		_, err = e.Stdout.Write(b)
		return err
	}
	if err := os.WriteFile(path, b, 0o666); err != nil {
		return fault.Of(fault.Invalid, "command.cannot_write", "path", path).Because(err)
	}
	return nil
}

// warn tells a person about something that was ignored.
func (e *env) warn(sentence string) {
	fmt.Fprintln(e.Stderr, "tok:", strings.TrimSpace(sentence))
}

// within gives ctx a time limit; 0 is none.
func within(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, limit)
}
