package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A leaver is a reader who goes away while the answer is being written.
type leaver struct {
	header http.Header
	begun  int
}

func (l *leaver) Header() http.Header       { return l.header }
func (l *leaver) WriteHeader(int)           { l.begun++ }
func (l *leaver) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAReaderWhoHasGoneGetsNoSecondAnswer(t *testing.T) {
	t.Parallel()
	l := &leaver{header: http.Header{}}
	aSite(t).ServeHTTP(l, httptest.NewRequest(http.MethodGet, "/en/things/1", nil))
	if l.begun != 1 {
		t.Errorf("the answer was begun %d times", l.begun)
	}
}
