// Package browser drives a real browser, headless, for the tests of the pages:
// it opens them at a width, asks them questions, presses keys, counts what they
// load and lets axe look for barriers.
package browser

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tok/third_party/axe"
)

// A Browser is one running browser; its tabs share nothing.
type Browser struct {
	ctx  context.Context
	stop func()
}

// Start starts the browser that is installed (Chromium or Chrome).
func Start() (*Browser, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("hide-scrollbars", true))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses its sandbox to root
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	stop := func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, fmt.Errorf("starting the browser: %w", err)
	}
	return &Browser{ctx, stop}, nil
}

// Close ends the browser.
func (b *Browser) Close() { b.stop() }

// A Tab is one page with cookies of its own.
type Tab struct {
	ctx    context.Context
	close  func()
	mu     sync.Mutex
	loaded map[network.RequestID]*Loaded
	order  []network.RequestID
}

// Loaded is something that came over the network.
type Loaded struct {
	URL    string
	Type   string // Document, Stylesheet, Font, Script, Image, Other
	Status int
	Bytes  int // packed, as it was sent, heads included
	Done   bool
}

// patience is how long a page may take to open or to answer.
const patience = 60 * time.Second

// Tab opens an empty tab of a width and a height; below 600 it is a phone.
func (b *Browser) Tab(width, height int) (*Tab, error) {
	t := &Tab{loaded: map[network.RequestID]*Loaded{}}
	t.ctx, t.close = chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(t.hear))
	if err := t.Size(width, height); err != nil {
		t.close()
		return nil, err
	}
	_, err := chromedp.Call(t.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: shiftWatcher})
	return t, err
}

// shiftWatcher adds up how far things jump while a page loads.
const shiftWatcher = `window.__shift = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value; }).observe({type: 'layout-shift', buffered: true});`

func (t *Tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventResponseReceived:
		if t.loaded[e.RequestID] == nil {
			t.order = append(t.order, e.RequestID)
		}
		t.loaded[e.RequestID] = &Loaded{URL: e.Response.URL, Type: string(e.Type), Status: int(e.Response.Status)}
	case *network.EventLoadingFinished:
		if l := t.loaded[e.RequestID]; l != nil {
			l.Bytes, l.Done = int(e.EncodedDataLength), true
		}
	}
}

// Close closes the tab.
func (t *Tab) Close() { t.close() }

func (t *Tab) do(action chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, action)
}

// Size changes the window.
func (t *Tab) Size(width, height int) error {
	_, err := chromedp.Call(t.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(width), Height: int64(height), DeviceScaleFactor: 1, Mobile: width < 600})
	return err
}

// WithoutScripts switches JavaScript off for the pages opened from now on.
func (t *Tab) WithoutScripts() error {
	_, err := chromedp.Call(t.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return err
}

// Forget empties the cache and what Loaded says, so that the next page loads as
// at a first visit.
func (t *Tab) Forget() error {
	t.forgetLoaded()
	_, err := chromedp.Call(t.ctx, network.ClearBrowserCache, cdp.Empty{})
	return err
}

// Open goes to an address and waits until everything the page asks for is there.
func (t *Tab) Open(url string) error {
	t.forgetLoaded()
	if err := t.do(chromedp.Navigate(url)); err != nil {
		return fmt.Errorf("opening %s: %w", url, err)
	}
	return nil
}

func (t *Tab) forgetLoaded() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.loaded, t.order = map[network.RequestID]*Loaded{}, nil
}

// Address is where the tab is now.
func (t *Tab) Address() (string, error) { return Ask[string](t, "location.href") }

// Loaded says what the page that was opened last has loaded so far.
func (t *Tab) Loaded() []Loaded {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []Loaded
	for _, id := range t.order {
		all = append(all, *t.loaded[id])
	}
	return all
}

// Ask evaluates JavaScript in the page; it works with the page's own scripts
// switched off.
func Ask[T any](t *Tab, script string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// Press presses a key, as "\t" or "\r".
func (t *Tab) Press(key string) error { return t.do(chromedp.KeyEvent(key)) }

// Fill types into the field with an id.
func (t *Tab) Fill(id, text string) error { return t.do(chromedp.SendKeys(chromedp.ID(id), text)) }

// Click clicks what a CSS selector finds first and waits for the page it leads to.
func (t *Tab) Click(selector string) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	_, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector)))
	return err
}

// Picture takes a picture of the whole page as PNG.
func (t *Tab) Picture() ([]byte, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.FullScreenshot(100))
}

// A Barrier is what axe found in the way of somebody.
type Barrier struct {
	Rule, Help string
	Where      []string
}

// Barriers asks axe: WCAG 2.0 to 2.2, levels A and AA, and good practice.
func (t *Tab) Barriers() ([]Barrier, error) {
	if _, err := Ask[bool](t, axe.Script+";true"); err != nil {
		return nil, fmt.Errorf("axe does not run: %w", err)
	}
	return Ask[[]Barrier](t, `axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'], resultTypes: ['violations']})
		.then(r => r.violations.map(v => ({Rule: v.id, Help: v.help, Where: v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' — ' + (n.any.concat(n.all, n.none)[0] || {}).message)})))`)
}
