package web

import (
	"fmt"
	"html/template"
)

// icon is a pictogram of the house: solid with one cut; a word always stands
// beside it. Sectors are drawn on 64 units, the rest on 24.
type icon struct {
	size int
	body string
}

var icons = map[string]icon{
	"milk":  {64, `<path fill="currentColor" d="M25 6h14a2 2 0 0 1 2 2v5H23V8a2 2 0 0 1 2-2zM23 16h18v4c7 3 10 8 10 15v19a4 4 0 0 1-4 4H17a4 4 0 0 1-4-4V35c0-7 3-12 10-15z"/><path fill="none" stroke="currentColor" stroke-width="3.5" d="M13 27c-4 1-6 4-6 8M51 27c4 1 6 4 6 8"/><path class="hole" d="M18 39c4-4 8-4 13-1s10 3 15-1v14a2 2 0 0 1-2 2H20a2 2 0 0 1-2-2z" opacity=".95"/>`},
	"oil":   {64, `<path fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" d="M8 56C20 50 38 36 54 8"/><g fill="currentColor"><path d="M52 9c2 7 0 13-6 17-2-7 0-13 6-17zM39 14c4 6 4 12 0 18-5-5-5-12 0-18zM28 24c4 6 5 12 1 18-5-5-6-12-1-18zM58 24c-2 6-7 10-14 9 2-7 7-11 14-9zM50 39c-4 5-10 7-16 4 4-6 9-8 16-4zM17 34c3 5 4 10 1 16-5-4-5-10-1-16z"/><ellipse cx="30" cy="53" rx="9" ry="7" transform="rotate(-24 30 53)"/><ellipse cx="12" cy="24" rx="8.5" ry="6.6" transform="rotate(-50 12 24)"/></g><path fill="none" class="holes" stroke-width="2" stroke-linecap="round" d="M26 51c1-2 3-3 5-3M9 23c1-2 2-3 4-4"/>`},
	"wine":  {64, `<path fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" d="M32 18c0-5 2-9 7-12"/><path fill="currentColor" d="M30 15c-7 2-13 0-17-6 7-4 14-2 17 6z"/><g fill="currentColor"><circle cx="17" cy="24" r="6.6"/><circle cx="32" cy="23" r="6.6"/><circle cx="47" cy="24" r="6.6"/><circle cx="24.5" cy="35" r="6.6"/><circle cx="39.5" cy="35" r="6.6"/><circle cx="32" cy="46" r="6.6"/><circle cx="32" cy="57.4" r="4.6"/><circle cx="17.5" cy="36.5" r="5"/><circle cx="46.8" cy="36.5" r="5"/></g><g fill="none" class="holes" stroke-width="1.8" stroke-linecap="round" opacity=".9"><path d="M14 22c1-2 2-2.5 4-2.5M29 21c1-2 2-2.5 4-2.5M44 22c1-2 2-2.5 4-2.5M21.5 33c1-2 2-2.5 4-2.5M36.5 33c1-2 2-2.5 4-2.5M29 44c1-2 2-2.5 4-2.5"/></g>`},
	"fruit": {64, `<path fill="currentColor" d="M23 20 20 6l8 5 4-8 4 8 8-5-3 14c9 3 15 10 15 20 0 12-10 21-24 21S8 52 8 40c0-10 6-17 15-20z"/><path class="hole" d="M24 33c4-4 13-5 19 0s6 14 0 18-14 3-18-1-5-13-1-17z" opacity=".96"/><g fill="currentColor"><path d="M30 34c3 0 4 2 4 4s-2 3-4 3-3-2-3-3 1-4 3-4zM39 35c3 0 4 2 4 4s-2 3-4 3-3-2-3-3 1-4 3-4zM28 43c3 0 4 2 3 4s-2 2-3 2-3-1-3-3 1-3 3-3zM36 43.5c3 0 4 2 4 4s-2 3-4 3-4-2-3-4 1-3 3-3zM43.5 43c2 0 2.5 2 2 3.5s-2 2-3 1.5-1-2-1-3 1-2 2-2z"/></g>`},
	"herb":  {64, `<g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><path d="M32 62V26M32 56c-4-10-9-15-15-18M32 56c4-10 9-15 15-18"/></g><g fill="currentColor"><path d="M32 2c3 3 4 6 0 9-4-3-3-6 0-9zM25 9c4 1 6 3 5 7-5 0-6-3-5-7zM39 9c-4 1-6 3-5 7 5 0 6-3 5-7zM25 17c4 1 6 3 5 7-5 0-6-3-5-7zM39 17c-4 1-6 3-5 7 5 0 6-3 5-7zM15 19c3 3 4 6 0 9-4-3-3-6 0-9zM8 26c4 1 6 3 5 7-5 0-6-3-5-7zM21 26c-3 1-5 3-4 7 5 0 5-3 4-7zM49 19c3 3 4 6 0 9-4-3-3-6 0-9zM56 26c-4 1-6 3-5 7 5 0 6-3 5-7zM43 26c3 1 5 3 4 7-5 0-5-3-4-7zM31 48c-6 2-11 0-13-5 6-2 11 0 13 5zM33 48c6 2 11 0 13-5-6-2-11 0-13 5z"/></g>`},
	"phone": {24, `<path fill="currentColor" d="M6.6 2.5 9.5 2l2 5-2.3 1.9a13 13 0 0 0 5.9 5.9l1.9-2.3 5 2-.5 2.9c-.3 1.7-1.7 2.8-3.4 2.6C10 19 5 14 4 5.9 3.8 4.2 4.9 2.8 6.6 2.5z"/>`},
	"wa":    {24, `<path fill="currentColor" d="M12 2a10 10 0 0 0-8.6 15L2 22l5.1-1.3A10 10 0 1 0 12 2zm0 18.2c-1.6 0-3-.4-4.3-1.2l-.3-.2-3 .8.8-2.9-.2-.3A8.2 8.2 0 1 1 12 20.2zm4.7-6.1c-.3-.1-1.5-.8-1.8-.9-.2-.1-.4-.1-.6.1l-.8 1c-.1.2-.3.2-.6.1a6.7 6.7 0 0 1-3.3-2.9c-.3-.4.2-.4.7-1.300.1-.2 0-.3 0-.5l-.8-1.9c-.2-.5-.4-.4-.6-.4h-.5c-.2 0-.5.1-.7.3-.7.8-1 1.6-.9 2.500.2 1.100.6 1.9 1.3 2.9 1.3 1.8 2.9 3 5 3.7 1.400.4 2 .3 2.700.2.5-.1 1.5-.6 1.7-1.200.2-.6.2-1.100.1-1.2 0-.2-.2-.2-.5-.4z"/>`},
	"plus":  {24, `<path fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" d="M12 5v14M5 12h14"/>`},
	"arrow": {24, `<path fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" d="M5 12h14M13 6l6 6-6 6"/>`},
	"down":  {24, `<path fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" d="M12 3v12M7 11l5 5 5-5M4 21h16"/>`},
	"ok":    {24, `<circle cx="12" cy="12" r="11" fill="currentColor"/><path fill="none" stroke="#fff" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round" d="m6.8 12.4 3.6 3.6 7-7.6"/>`},
	"warn":  {24, `<path fill="currentColor" d="M12 1.5 23.5 22H.5z"/><path stroke="#fff" stroke-width="2.6" stroke-linecap="round" d="M12 9v6"/><circle cx="12" cy="18.6" r="1.6" fill="#fff"/>`},
	"ask":   {24, `<circle cx="12" cy="12" r="11" fill="currentColor"/><path fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" d="M8.7 9.4c.2-1.9 1.6-3 3.4-3s3.3 1.2 3.3 2.9c0 2.5-3.4 2.5-3.4 5"/><circle cx="12" cy="17.7" r="1.5" fill="#fff"/>`},
	"clock": {24, `<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.4"/><path fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" d="M12 6.5V12l3.5 2.5"/>`},
	"menu":  {24, `<path stroke="currentColor" stroke-width="2.8" stroke-linecap="round" d="M3 6h18M3 12h18M3 18h18"/>`},
	"close": {24, `<path fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" d="M6 6l12 12M18 6 6 18"/>`},
	"hub":   {20, `<path fill="currentColor" d="M2.5 18V7.5L10 2.5l7.5 5V18h-5v-5.5h-5V18z"/>`},
	"meat":  {64, `<path fill="currentColor" d="M36 6c13 0 22 9 22 21 0 14-12 21-25 21-4 0-6 1-9 4l-5 5c1 3-1 6-4 6-2 0-4-1-5-3-2-1-4-3-4-5 0-3 3-5 6-4l5-5c3-3 4-5 4-9C21 22 25 6 36 6z"/><path class="hole" d="M38 15c8 0 12 5 12 11 0 7-6 11-13 11-6 0-8-4-8-9 0-7 3-13 9-13z" opacity=".95"/><circle cx="39" cy="26" r="4.5" fill="currentColor"/>`},
	"truck": {24, `<path fill="currentColor" d="M1 5h13v11H1zM15 8h4l4 4v4h-8z"/><circle cx="6" cy="18" r="2.6" fill="currentColor"/><circle cx="18.5" cy="18" r="2.6" fill="currentColor"/>`},
	"user":  {24, `<circle cx="12" cy="7" r="4.5" fill="currentColor"/><path fill="currentColor" d="M3 22c0-6 4-9 9-9s9 3 9 9z"/>`},
}

// drawIcon gives the pictogram as SVG; an icon nobody drew is a mistake of the
// template.
func drawIcon(name string) (template.HTML, error) {
	i, ok := icons[name]
	if !ok {
		return "", fmt.Errorf("there is no icon %q", name)
	}
	return template.HTML(fmt.Sprintf(`<svg class="ic" viewBox="0 0 %d %d" aria-hidden="true" focusable="false">%s</svg>`, i.size, i.size, i.body)), nil
}
