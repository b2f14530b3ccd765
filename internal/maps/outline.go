package maps

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// shorten rewrites an outline of absolute M, L and Z commands with fewer points
// (Douglas and Peucker, tolerance in units of the drawing) and in relative
// coordinates rounded to 1/grain, which is what a page then has to carry.
func shorten(path string, tolerance, grain float64) string {
	var out strings.Builder
	for ring := range strings.SplitSeq(path, "M") {
		closed := strings.HasSuffix(ring, "Z")
		points := simplified(points(strings.TrimSuffix(ring, "Z")), tolerance)
		if len(points) < 2 || closed && len(points) < 3 {
			continue
		}
		writeRing(&out, points, grain)
		if closed {
			out.WriteByte('z')
		}
	}
	return out.String()
}

func points(ring string) []spot {
	var all []spot
	for pair := range strings.SplitSeq(ring, "L") {
		x, y, ok := strings.Cut(pair, ",")
		if !ok {
			continue
		}
		px, err1 := strconv.ParseFloat(x, 64)
		py, err2 := strconv.ParseFloat(y, 64)
		if err1 != nil || err2 != nil {
			panic(fmt.Sprintf("maps: %q is no point", pair))
		}
		all = append(all, spot{px, py})
	}
	return all
}

func simplified(p []spot, tolerance float64) []spot {
	if len(p) < 3 {
		return p
	}
	first, last := p[0], p[len(p)-1]
	far, at := 0.0, 0
	for i := 1; i < len(p)-1; i++ {
		if d := fromLine(p[i], first, last); d > far {
			far, at = d, i
		}
	}
	if far <= tolerance {
		return []spot{first, last}
	}
	return append(simplified(p[:at+1], tolerance), simplified(p[at:], tolerance)[1:]...)
}

// fromLine is the distance of p from the stretch a–b.
func fromLine(p, a, b spot) float64 {
	length := a.to(b)
	if length == 0 {
		return p.to(a)
	}
	t := ((p.x-a.x)*(b.x-a.x) + (p.y-a.y)*(b.y-a.y)) / (length * length)
	t = math.Max(0, math.Min(1, t))
	return p.to(spot{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)})
}

func writeRing(out *strings.Builder, p []spot, grain float64) {
	x, y := math.Round(p[0].x*grain), math.Round(p[0].y*grain)
	fmt.Fprintf(out, "M%s %sl", short(x/grain), short(y/grain))
	for i, s := range p[1:] {
		nx, ny := math.Round(s.x*grain), math.Round(s.y*grain)
		dx, dy := short((nx-x)/grain), short((ny-y)/grain)
		if i > 0 && dx[0] != '-' {
			out.WriteByte(' ')
		}
		out.WriteString(dx)
		if dy[0] != '-' {
			out.WriteByte(' ')
		}
		out.WriteString(dy)
		x, y = nx, ny
	}
}

// short writes a number with at most one decimal and no needless zero.
func short(x float64) string {
	s := strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return strings.Replace(strings.Replace(s, "-0.", "-.", 1), "0.", ".", zeroFirst(s))
}

func zeroFirst(s string) int {
	if strings.HasPrefix(s, "0.") {
		return 1
	}
	return 0
}
