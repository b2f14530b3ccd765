package planning

import (
	"cmp"
	"slices"
)

// touch takes back what source i sells, and remembers it.
func (m *improver) touch(i int) {
	if m.mark[i] {
		return
	}
	m.mark[i] = true
	m.touched = append(m.touched, i)
	m.before = append(m.before, m.sales[i*m.T:(i+1)*m.T]...)
	for t := range m.T {
		m.drop(i, t)
	}
}

// forget accepts what was done to the touched sources; undo takes it back.
func (m *improver) forget() {
	for _, i := range m.touched {
		m.mark[i] = false
	}
	m.touched, m.before = m.touched[:0], m.before[:0]
}

func (m *improver) undo() {
	for _, i := range m.touched {
		for t := range m.T {
			m.drop(i, t)
		}
	}
	for n, i := range m.touched {
		for t := range m.T {
			m.add(i, t, m.before[n*m.T+t])
		}
	}
	m.forget()
}

// ruin takes back the sales of some sources that have to do with each other.
func (m *improver) ruin() {
	few := 2 + m.random.IntN(10)
	if m.H == 0 || len(m.lanes) == 0 {
		m.ruinSome(m.random.IntN(m.S), few, func(int) bool { return true })
		return
	}
	h := m.lanes[m.random.IntN(len(m.lanes))].hub
	switch m.random.IntN(12) {
	case 0: // close a hub
		for _, i := range m.hubSources(h) {
			m.touch(i)
		}
		m.banned[h] = true
	case 1: // let a hub compete for all who can reach it
		for k := m.hubLanes[h]; k < m.hubLanes[h+1]; k++ {
			m.touch(m.lanes[k].source)
		}
	case 2: // a consignment's smallest
		m.ruinConsignment(h, m.random.IntN(m.T), few)
	default:
		m.ruinSome(m.random.IntN(m.S), few, func(i int) bool { return m.laneAt(i, h) >= 0 })
	}
}

func (m *improver) hubSources(h int) []int {
	m.order = m.order[:0]
	for k := m.hubLanes[h]; k < m.hubLanes[h+1]; k++ {
		i := m.lanes[k].source
		for t := range m.T {
			if s := m.sales[i*m.T+t]; s.kg > 0 && s.hub == h {
				m.order = append(m.order, i)
				break
			}
		}
	}
	return m.order
}

// ruinSome takes back the sales of few sources that fit, from start on.
func (m *improver) ruinSome(start, few int, fits func(int) bool) {
	for n := 0; n < m.S && few > 0; n++ {
		i := (start + n*stride(m.S)) % m.S
		if fits(i) {
			m.touch(i)
			few--
		}
	}
}

// stride walks through n numbers in a scattered order, meeting each once.
func stride(n int) int {
	s := int(0.618*float64(n)) | 1
	for s > 1 && gcd(s, n) != 1 {
		s -= 2
	}
	return max(1, s)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// ruinConsignment takes back the sales of those who send least in a period.
func (m *improver) ruinConsignment(h, t, few int) {
	sources := m.hubSources(h)
	slices.SortFunc(sources, func(a, b int) int {
		return cmp.Or(cmp.Compare(m.sales[a*m.T+t].kg, m.sales[b*m.T+t].kg), cmp.Compare(a, b))
	})
	for _, i := range sources {
		if m.sales[i*m.T+t].kg > 0 && few > 0 {
			m.touch(i)
			few--
		}
	}
}
