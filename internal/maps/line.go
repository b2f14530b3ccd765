package maps

import (
	"math"
	"strings"
)

// smooth draws a curve through all spots (Catmull and Rom), n samples a stretch.
func smooth(p []spot, n int) []spot {
	if len(p) < 3 {
		return p
	}
	ends := append(append([]spot{p[0]}, p...), p[len(p)-1])
	var curve []spot
	for i := 1; i < len(ends)-2; i++ {
		for k := range n {
			s := float64(k) / float64(n)
			curve = append(curve, spot{
				catmull(ends[i-1].x, ends[i].x, ends[i+1].x, ends[i+2].x, s),
				catmull(ends[i-1].y, ends[i].y, ends[i+1].y, ends[i+2].y, s)})
		}
	}
	return append(curve, p[len(p)-1])
}

func catmull(a, b, c, d, s float64) float64 {
	return 0.5 * (2*b + (c-a)*s + (2*a-5*b+4*c-d)*s*s + (3*b-a-3*c+d)*s*s*s)
}

// beside moves a line sideways; by gives how far at each share of its length.
func beside(p []spot, by func(share float64) float64) []spot {
	moved := make([]spot, len(p))
	for i, s := range p {
		a, b := p[max(0, i-1)], p[min(len(p)-1, i+1)]
		length := math.Max(a.to(b), 1e-9)
		d := by(float64(i) / float64(max(1, len(p)-1)))
		moved[i] = spot{s.x - (b.y-a.y)/length*d, s.y + (b.x-a.x)/length*d}
	}
	return moved
}

// bow is a line from a to b that bends to one side by a share of its length.
func bow(a, b spot, share float64) []spot {
	const n = 12
	control := spot{(a.x+b.x)/2 - (b.y-a.y)*share, (a.y+b.y)/2 + (b.x-a.x)*share}
	line := make([]spot, n+1)
	for i := range line {
		s := float64(i) / n
		line[i] = spot{
			(1-s)*(1-s)*a.x + 2*s*(1-s)*control.x + s*s*b.x,
			(1-s)*(1-s)*a.y + 2*s*(1-s)*control.y + s*s*b.y}
	}
	return line
}

// path writes a line as the d of an SVG path.
func path(p []spot) string {
	if len(p) == 0 {
		return ""
	}
	var out strings.Builder
	writeRing(&out, p, 10)
	return out.String()
}

// apart pushes markers away from each other until none overlap, each as little
// as need be; equal places are spread in a fixed direction, so that the same
// input gives the same drawing.
func apart(p []spot, distance float64) []spot {
	moved := append([]spot(nil), p...)
	for range 60 {
		calm := true
		for i := range moved {
			for j := range i {
				d := moved[i].to(moved[j])
				if d >= distance {
					continue
				}
				calm = false
				dx, dy := moved[i].x-moved[j].x, moved[i].y-moved[j].y
				if d < 0.01 {
					angle := float64(i) * 2.4
					dx, dy, d = math.Cos(angle), math.Sin(angle), 1
				}
				push := (distance - moved[i].to(moved[j])) / 2 / d * 1.02
				moved[i].x, moved[i].y = moved[i].x+dx*push, moved[i].y+dy*push
				moved[j].x, moved[j].y = moved[j].x-dx*push, moved[j].y-dy*push
			}
		}
		if calm {
			break
		}
	}
	return moved
}
