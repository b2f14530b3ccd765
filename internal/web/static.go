package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"tok/lang"
	"tok/third_party/fonts"
)

//go:embed css/*.css
var ownStyles embed.FS

//go:embed layout/*
var layoutFiles embed.FS

// assets are the files of /static: their names carry a hash of their content,
// so a browser may keep them for ever.
type assets struct {
	style  strings.Builder
	byName map[string]string // mark.svg → /static/mark.0123456789.svg
	files  map[string]asset  // mark.0123456789.svg → its content
}

type asset struct {
	mediaType string
	content   []byte
}

func (s *assets) add(name, mediaType string, content []byte) {
	sum := sha256.Sum256(content)
	extension := path.Ext(name)
	hashed := strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:5]) + extension
	if s.files == nil {
		s.byName, s.files = map[string]string{}, map[string]asset{}
	}
	s.byName[name] = "/static/" + hashed
	s.files[hashed] = asset{mediaType, content}
}

func (s *assets) url(name string) string { return s.byName[name] }

func (s *assets) addFonts() {
	names, err := fs.Glob(fonts.Files, "*.woff2")
	if err != nil || len(names) == 0 {
		panic("web: the fonts are not embedded")
	}
	for _, name := range names {
		s.add(name, "font/woff2", []byte(mustRead(fonts.Files, name)))
	}
	s.add("mark.svg", "image/svg+xml", []byte(mustRead(layoutFiles, "layout/mark.svg")))
}

// finishStyle makes the one style sheet; font(text-latin) in it becomes an address.
func (s *assets) finishStyle() {
	style := s.style.String()
	for name, url := range s.byName {
		if family, ok := strings.CutSuffix(name, ".woff2"); ok {
			style = strings.ReplaceAll(style, "font("+family+")", "url("+url+")")
		}
	}
	s.add("style.css", "text/css; charset=utf-8", []byte(squeeze(style)))
}

// squeeze takes comments and the spaces at the ends of lines out of a style.
func squeeze(css string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(css, "/*")
		for line := range strings.Lines(before) {
			out.WriteString(strings.TrimSpace(line))
			if line = strings.TrimSpace(line); line != "" && !strings.ContainsAny(line[len(line)-1:], "{};,") {
				out.WriteByte(' ')
			}
		}
		if !found {
			return out.String()
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
}

// fontsFor names the two files that a page in l paints its first screen with.
func (s *assets) fontsFor(l lang.Tag) []string {
	alphabet := map[lang.Tag]string{lang.Greek: "greek", lang.Bulgarian: "cyrillic"}[l]
	if alphabet == "" {
		alphabet = "latin"
	}
	return []string{s.url("text-" + alphabet + ".woff2"), s.url("display-" + alphabet + ".woff2")}
}

// ServeHTTP serves a file under its hashed name.
func (s assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	file, ok := s.files[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", file.mediaType)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(file.content)
}
