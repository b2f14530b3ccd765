package offers

import (
	"slices"

	"tok/lang"
	"tok/products"
)

// whyNot is the reason in words; about is a paper, a quality or a product.
func whyNot(l lang.Tag, product products.Product, r Refusal) string {
	if r.Unused {
		return l.T("offers.unused_" + r.Reason)
	}
	about := r.About
	switch r.Reason {
	case "paper_missing", "paper_expired":
		about = products.PaperName(r.About, l)
	case "quality_outside", "quality_unknown":
		about = qualityName(l, product, r.About)
	}
	return l.T("offers.refused_"+r.Reason, "about", about)
}

// cureText says what would let the supply take part.
func cureText(l lang.Tag, c *Cure) string {
	if c == nil {
		return ""
	}
	names := make([]string, len(c.Papers))
	for i, kind := range c.Papers {
		names[i] = products.PaperName(kind, l)
	}
	if !c.Bought {
		return l.T("offers.cure_state", "papers", l.List(names))
	}
	return l.T("offers.cure_bought", "papers", l.List(names), "cost", l.EuroWhole(c.Cost), "ready", l.Date(c.Ready))
}

// qualityName is a quality of a product with its unit, as "acidity, %".
func qualityName(l lang.Tag, product products.Product, name string) string {
	i := slices.IndexFunc(product.Qualities, func(q products.Quality) bool { return q.Name == name })
	if i < 0 {
		return name
	}
	return product.Qualities[i].In(l)
}
