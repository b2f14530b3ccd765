package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tok/internal/browser"
	"tok/lang"
)

// A page that is looked at in every language. The limits are those of the
// interface's design: packed bytes of HTML, and requests of a first visit.
type page struct {
	path     string
	as       string // who looks: "" a visitor, else an account of the sample
	html     int
	requests int
	then     func(*browser.Tab) error // what the reader does before the page is looked at
}

const (
	small = 30 << 10 // for the public and for farmers
	home  = 40 << 10
	rich  = 50 << 10 // offer and map
	table = 80 << 10 // a coordinator's
)

var theBrowser *browser.Browser

// A finding is one thing that is wrong with one page.
type finding struct{ check, said string }

// A visit looks at every page in every language once, with all checks, because
// opening a page is what takes the time. The tests below each tell of one check.
type visit struct {
	mu       sync.Mutex
	findings []finding
	sizes    []string
}

func (v *visit) note(check, format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.findings = append(v.findings, finding{check, fmt.Sprintf(format, args...)})
}

var visitOnce = sync.OnceValue(func() *visit {
	v := &visit{}
	base := site()
	if err := makeOffers(base); err != nil {
		v.note("open", "making the offers: %v", err)
		return v
	}
	var wait sync.WaitGroup
	for _, l := range lang.All {
		wait.Go(func() {
			if err := v.inLanguage(base, l); err != nil {
				v.note("open", "%s: %v", l, err)
			}
		})
	}
	wait.Wait()
	return v
})

// inLanguage goes through the pages of one language, a tab for every reader.
func (v *visit) inLanguage(base string, l lang.Tag) error {
	tabs := map[string]*browser.Tab{}
	for _, p := range pages() {
		if tabs[p.as] == nil {
			tab, err := theBrowser.Tab(390, 844)
			if err != nil {
				return err
			}
			defer tab.Close()
			if err := signIn(tab, base, p.as); err != nil {
				return err
			}
			tabs[p.as] = tab
		}
		if err := v.look(tabs[p.as], p, base, "/"+string(l)+p.path); err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
	}
	return nil
}

func (v *visit) look(tab *browser.Tab, p page, base, path string) error {
	if err := tab.Forget(); err != nil {
		return err
	}
	if err := tab.Open(base + path); err != nil {
		return err
	}
	checks := []func(*browser.Tab, page, string) error{v.thumb, v.barriers, v.sideways}
	if p.then == nil {
		checks = slices.Insert(checks, 0, v.weigh(base)) // before anything else moves the page
	} else if err := p.then(tab); err != nil { // no first visit, so it is not weighed
		return err
	}
	if strings.HasPrefix(path, "/el/") { // the longest words; the order is the same in every language
		checks = append(checks, v.keyboard)
	}
	for _, check := range checks {
		if err := check(tab, p, path); err != nil {
			return err
		}
	}
	return nil
}

// told fails the test for every finding of a check.
func told(t *testing.T, check string) {
	t.Helper()
	for _, f := range visitOnce().findings {
		if f.check == check || f.check == "open" {
			t.Error(f.said)
		}
	}
}

func TestNobodyMeetsABarrier(t *testing.T) { told(t, "barriers") }

func (v *visit) barriers(tab *browser.Tab, _ page, path string) error {
	barriers, err := tab.Barriers()
	for _, b := range barriers {
		v.note("barriers", "%s: %s (%s)\n  %s", path, b.Help, b.Rule, strings.Join(b.Where, "\n  "))
	}
	return err
}

// tooWide lists what sticks out on the right, outside of what scrolls by itself.
const tooWide = `(() => {
	const wide = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= wide) return [];
	const scrolls = e => e && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
	return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest('svg') && !scrolls(e.parentElement)).slice(0, 5)
		.map(e => e.tagName + '.' + (e.getAttribute('class') || '') + ' ' + Math.round(e.getBoundingClientRect().right) + ': ' + e.textContent.trim().slice(0, 40));
})()`

func TestNothingScrollsSideways(t *testing.T) { told(t, "sideways") }

// sideways looks at the other widths; in Greek, whose words are the longest, axe
// looks along.
func (v *visit) sideways(tab *browser.Tab, p page, path string) error {
	for _, width := range []int{1280, 320, 390} {
		if err := tab.Size(width, 844); err != nil {
			return err
		}
		out, err := browser.Ask[[]string](tab, tooWide)
		if err != nil {
			return err
		}
		if len(out) > 0 {
			v.note("sideways", "%s at %d px sticks out:\n  %s", path, width, strings.Join(out, "\n  "))
		}
		if width != 390 && strings.HasPrefix(path, "/el/") {
			if err := v.barriers(tab, p, fmt.Sprintf("%s at %d px", path, width)); err != nil {
				return err
			}
		}
	}
	return nil
}

// tooSmall lists buttons, fields and dock links below 44 px, and anything that
// can be pressed below 24 px (links inside a sentence apart).
const tooSmall = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(e => {
	if (!e.checkVisibility() || e.matches('.skip')) return false;
	const b = e.getBoundingClientRect();
	const big = e.matches('.btn, button, select, textarea, .dock a') || (e.matches('input') && !e.closest('label'));
	const inText = e.matches('a') && getComputedStyle(e).display === 'inline';
	return b.width > 0 && b.height < (big ? 44 : inText ? 0 : 24);
}).map(e => e.outerHTML.slice(0, 90) + ' ' + Math.round(e.getBoundingClientRect().height) + ' px')`

func TestWhatIsPressedIsLargeEnoughForAThumb(t *testing.T) { told(t, "thumb") }

func (v *visit) thumb(tab *browser.Tab, _ page, path string) error {
	out, err := browser.Ask[[]string](tab, tooSmall)
	if len(out) > 0 {
		v.note("thumb", "%s: too small:\n  %s", path, strings.Join(out, "\n  "))
	}
	return err
}

// reachable counts what the keyboard must reach; walk tells of what has the
// focus now.
const (
	reachable = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(e => e.checkVisibility() && e.tabIndex >= 0 && !e.disabled).length`
	walk      = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return {What: ''};
	const b = e.getBoundingClientRect(), s = getComputedStyle(e), dock = document.querySelector('.dock');
	const under = dock && getComputedStyle(dock).position === 'fixed' && !dock.contains(e) ? dock.getBoundingClientRect().top : innerHeight;
	e.dataset.walked = (e.dataset.walked || '') + '.';
	return {What: e.outerHTML.slice(0, 80), Again: e.dataset.walked.length > 1,
		Seen: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none',
		Hidden: b.bottom <= 0 || b.top >= under - 2 || b.height === 0, Skip: e.matches('.skip')};
})()`
)

type step struct {
	What                      string
	Again, Seen, Hidden, Skip bool
}

func TestTheKeyboardReachesEverythingAndIsSeenThere(t *testing.T) { told(t, "keyboard") }

func (v *visit) keyboard(tab *browser.Tab, _ page, path string) error {
	all, err := browser.Ask[int](tab, reachable)
	if err != nil {
		return err
	}
	reached := 0
	for range all + 5 {
		if err := tab.Press("\t"); err != nil {
			return err
		}
		at, err := browser.Ask[step](tab, walk)
		if err != nil {
			return err
		}
		if at.What == "" || at.Again {
			break
		}
		if reached == 0 && !at.Skip {
			v.note("keyboard", "%s: the first stop is %s, not the way past the menu", path, at.What)
		}
		reached++
		if !at.Seen {
			v.note("keyboard", "%s: the focus on %s is not to be seen", path, at.What)
		}
		if at.Hidden {
			v.note("keyboard", "%s: %s has the focus but is out of sight", path, at.What)
		}
	}
	if reached < all {
		v.note("keyboard", "%s: the keyboard reaches %d of %d", path, reached, all)
	}
	return nil
}

func TestPagesAreAsSmallAsPromised(t *testing.T) {
	told(t, "size")
	for _, s := range visitOnce().sizes {
		t.Log(s)
	}
}

// settled waits for the fonts and says how far things have jumped by then.
const settled = `document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.__shift), 50))))`

func (v *visit) weigh(base string) func(*browser.Tab, page, string) error {
	return func(tab *browser.Tab, p page, path string) error {
		shift, err := browser.Ask[float64](tab, settled)
		if err != nil {
			return err
		}
		if shift > 0.05 {
			v.note("size", "%s: things jump by %.3f", path, shift)
		}
		sizes, requests := map[string]int{}, 0
		for _, l := range tab.Loaded() {
			switch {
			case strings.HasPrefix(l.URL, "data:"), strings.Contains(l.URL, "/static/mark."), strings.Contains(l.URL, "favicon"):
				continue // the sign in the tab's corner, which a phone does not load
			case !strings.HasPrefix(l.URL, base):
				v.note("size", "%s: asks %s, which is not this site", path, l.URL)
			}
			requests++
			sizes[l.Type] += l.Bytes
			sizes["all"] += l.Bytes
		}
		limits := map[string]int{"Document": p.html, "Stylesheet": 12 << 10, "Script": 8 << 10, "Font": 37 << 10, "Image": 0, "all": p.html + 80<<10}
		most := p.requests
		if strings.HasPrefix(path, "/el/") || strings.HasPrefix(path, "/bg/") {
			limits["Font"] = 59 << 10
			limits["all"] += 20 << 10
			most++ // digits and names in Latin letters besides the reader's own alphabet: two more fonts, of which one was planned for
		}
		for what, limit := range limits {
			if sizes[what] > limit {
				v.note("size", "%s: %s is %d bytes, promised are %d", path, what, sizes[what], limit)
			}
		}
		if requests > most {
			v.note("size", "%s: %d requests, promised are %d", path, requests, most)
		}
		v.mu.Lock()
		defer v.mu.Unlock()
		v.sizes = append(v.sizes, fmt.Sprintf("%s: HTML %d, style %d, fonts %d, scripts %d, all %d bytes in %d requests, shift %.4f", path,
			sizes["Document"], sizes["Stylesheet"], sizes["Font"], sizes["Script"], sizes["all"], requests, shift))
		return nil
	}
}

// TestShots takes pictures of every page in every language at 1280 and 390 px,
// for people: TOK_SHOTS=folder go test ./internal/browser -run Shots; TOK_PAGE
// chooses pages by a part of their path.
func TestShots(t *testing.T) {
	folder := os.Getenv("TOK_SHOTS")
	if folder == "" {
		return
	}
	base := site()
	for _, p := range pages() {
		if !strings.Contains(p.path, os.Getenv("TOK_PAGE")) {
			continue
		}
		for _, width := range []int{1280, 390} {
			tab, err := theBrowser.Tab(width, 844)
			if err == nil {
				err = signIn(tab, base, p.as)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range lang.All {
				shoot(t, tab, base+"/"+string(l)+p.path, filepath.Join(folder,
					fmt.Sprintf("%s-%d-%s.png", strings.Trim(strings.NewReplacer("/", "-", "?", "-").Replace("home"+p.path), "-"), width, l)))
			}
			tab.Close()
		}
	}
}

func shoot(t *testing.T, tab *browser.Tab, url, file string) {
	t.Helper()
	if err := tab.Open(url); err != nil {
		t.Fatal(err)
	}
	picture, err := tab.Picture()
	if err == nil {
		err = os.WriteFile(file, picture, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
