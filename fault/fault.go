// Package fault says what went wrong, for a person, a form, an API client and
// the operator.
package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// A Kind is what sort of fault it is; it decides the HTTP status and the exit
// status, each in one table below.
type Kind int

// The kinds of fault.
const (
	Broken    Kind = iota // nobody's input: something of ours does not work
	Invalid               // what was given cannot be read or is wrong
	Missing               // there is no such thing
	Forbidden             // this person may not do or see it
	SignIn                // first say who you are
	Conflict              // true a moment ago, not any more
	TooMuch               // too large or too often
	No                    // understood, and the answer is no
)

// A Fault is an error that a person can be told: Key is a key of lang/words,
// Args fill its placeholders, Field names the field of a form or the path in a
// document that it is about ("" = the whole).
type Fault struct {
	Kind  Kind
	Key   string
	Args  map[string]any
	Field string
	cause error
}

// Of makes a fault; args are pairs of placeholder and value.
func Of(kind Kind, key string, args ...any) *Fault {
	f := &Fault{Kind: kind, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]any{}
		}
		f.Args[fmt.Sprint(args[i])] = args[i+1]
	}
	return f
}

// In says which field the fault is about.
func (f *Fault) In(field string) *Fault { f.Field = field; return f }

// Because keeps the cause for the operator.
func (f *Fault) Because(err error) *Fault { f.cause = err; return f }

// Error is for the operator's log: the key, its values and the cause.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Key)
	if f.Field != "" {
		fmt.Fprintf(&b, " in %s", f.Field)
	}
	if len(f.Args) > 0 {
		fmt.Fprintf(&b, " %v", f.Args)
	}
	if f.cause != nil {
		fmt.Fprintf(&b, ": %v", f.cause)
	}
	return b.String()
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.cause }

// From finds the fault in err; an error that holds none is Broken.
func From(err error) *Fault {
	if err == nil {
		return nil
	}
	if f, ok := errors.AsType[*Fault](err); ok {
		return f
	}
	return Of(Broken, "fault.broken").Because(err)
}

// Is says whether err is a fault of this kind.
func Is(err error, kind Kind) bool { return err != nil && From(err).Kind == kind }

// While adds to *err, if there is one, what was being done.
func While(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}

// Status is the HTTP status of err.
func Status(err error) int { return status[From(err).Kind] }

// Exit is the exit status of a command that ended in err.
func Exit(err error) int {
	if err == nil {
		return 0
	}
	return exit[From(err).Kind]
}

var status = map[Kind]int{
	Broken:    http.StatusInternalServerError,
	Invalid:   http.StatusUnprocessableEntity,
	Missing:   http.StatusNotFound,
	Forbidden: http.StatusForbidden,
	SignIn:    http.StatusUnauthorized,
	Conflict:  http.StatusConflict,
	TooMuch:   http.StatusTooManyRequests,
	No:        http.StatusOK,
}

var exit = map[Kind]int{Broken: 1, Invalid: 2, Missing: 2, Forbidden: 1, SignIn: 1, Conflict: 1, TooMuch: 2, No: 3}
