package planning

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// An improver makes a draft better by taking back the sales of a few sources and
// letting them sell again, one after the other, at their best answer: sometimes
// at the dual's prices, which look ahead to lorries that will fill, and sometimes
// at what things cost as they stand.
type improver struct {
	*draft
	prices *pricing
	random *rand.Rand

	views  [][]float64 // hub: demand × period: what a kilogram is worth at its door
	grades [][]float64 // hub: what a unit of grade is worth there
	noise  float64

	best        []sale
	bestSurplus float64
	leg         leg

	answer  []sale
	banned  []bool
	touched []int
	before  []sale // the touched sources' sales
	mark    []bool
	order   []int
	keys    []float64
	old     []sale
}

func newImprover(p *pricing, seed int64) *improver {
	m := &improver{
		draft: newDraft(p.layout), prices: p, random: rand.New(rand.NewPCG(uint64(seed), 0x746f6b)),
		answer: make([]sale, p.T), banned: make([]bool, p.H), mark: make([]bool, p.S), keys: make([]float64, p.S),
		bestSurplus: math.Inf(-1),
	}
	for h := range p.H {
		p.view(h)
		m.views, m.grades = append(m.views, slices.Clone(p.reach)), append(m.grades, slices.Clone(p.grades))
	}
	m.best = slices.Clone(m.sales)
	return m
}

// exactly is what a sale changes as the draft stands.
func (m *improver) exactly(i, t int, s sale) float64 { return m.gain(i, t, s) }

// priced is what a sale is worth at the dual's prices.
func (m *improver) priced(i, t int, s sale) float64 {
	if s.hub == direct {
		return m.gain(i, t, s)
	}
	at := s.demand*m.T + t
	worth := m.views[s.hub][at]
	for q := range m.Q {
		worth += m.grade[i*m.Q+q] * m.grades[s.hub][at*m.Q+q]
	}
	k := m.laneAt(i, s.hub)
	_, _, load := m.collects[k].mix(s.kg)
	worth -= m.p.Sources[i].Floor[t] + m.collects[k].perKg
	return s.kg*worth*(1+m.noise) - load - m.collects[k].fixed + 1e-3*s.kg
}

// run looks for a good plan for some rounds and leaves it in best: first from
// several starts with other hubs each, then longer from the best of them.
func (m *improver) run(ctx context.Context, rounds int) {
	m.keep()
	var legs []leg
	for _, set := range m.hubSets() {
		m.leg = leg{surplus: math.Inf(-1), sales: make([]sale, len(m.sales))}
		m.begin(set)
		m.rounds(ctx, rounds/(2*starts))
		legs = append(legs, m.leg)
	}
	slices.SortStableFunc(legs, func(a, b leg) int { return cmp.Compare(b.surplus, a.surplus) })
	for _, from := range legs[:min(longer, len(legs))] {
		if !math.IsInf(from.surplus, -1) {
			m.resume(from.sales)
			m.rounds(ctx, rounds/(2*longer))
		}
	}
}

// A leg is the best draft that one start led to.
type leg struct {
	surplus float64
	sales   []sale
}

const (
	starts = 12 // hub sets that are tried at first
	longer = 2  // of them that are followed further
)

// begin makes a new draft through the hubs of a set.
func (m *improver) begin(set hubSet) {
	for i := range m.S {
		m.touch(i)
	}
	copy(m.banned, set.closed)
	m.recreate(m.priced, false)
	m.again()
	m.trim()
	m.again()
	m.forget()
	clear(m.banned)
	m.keep()
}

// A hubSet says which hubs stay closed, and how far that is from what the dual says.
type hubSet struct {
	closed []bool
	doubt  float64
}

// hubSets lists the sets most in keeping with how often the dual opens each hub:
// the nearest first, then with one or two hubs the other way round.
func (m *improver) hubSets() []hubSet {
	nearest := hubSet{closed: make([]bool, m.H)}
	odds := make([]float64, m.H)
	for h, often := range m.prices.often {
		nearest.closed[h] = often < 0.5
		odds[h] = math.Abs(often - 0.5)
	}
	sets := []hubSet{{closed: make([]bool, m.H), doubt: -1}, nearest} // all hubs first
	for g := range m.H {
		for h := range g + 1 {
			set := hubSet{slices.Clone(nearest.closed), odds[h]}
			set.closed[h] = !set.closed[h]
			if g != h {
				set.closed[g] = !set.closed[g]
				set.doubt += odds[g]
			}
			sets = append(sets, set)
		}
	}
	slices.SortStableFunc(sets, func(a, b hubSet) int { return cmp.Compare(a.doubt, b.doubt) })
	return sets[:min(starts, len(sets))]
}

// resume goes back to a draft.
func (m *improver) resume(sales []sale) {
	for i := range m.S {
		m.touch(i)
	}
	for i := range m.S {
		for t := range m.T {
			m.add(i, t, sales[i*m.T+t])
		}
	}
	m.forget()
}

// rounds ruins and recreates, and takes what is not much worse, less and less so.
func (m *improver) rounds(ctx context.Context, rounds int) {
	current := m.surplus
	for n := range rounds {
		if n%16 == 0 && ctx.Err() != nil {
			break
		}
		m.ruin()
		if m.random.IntN(3) == 0 {
			m.noise = 0.1 * (m.random.Float64() - 0.5)
			m.recreate(m.priced, false)
			m.again()
		} else {
			m.recreate(m.exactly, true)
		}
		m.trim()
		clear(m.banned)
		cool := 1 - float64(n)/float64(rounds)
		if m.surplus > current-heat*cool*cool*math.Abs(current)*m.random.Float64() {
			current = m.surplus
			m.forget()
			m.keep()
			continue
		}
		m.undo()
	}
}

// heat is how much worse, as a share, a change may be that is taken at first.
const heat = 1e-3

// keep remembers the draft if it holds and is the best so far, of its leg or of all.
func (m *improver) keep() {
	if m.surplus <= m.leg.surplus+1e-9 && m.surplus <= m.bestSurplus+1e-9 || !m.holds() {
		return
	}
	if m.surplus > m.leg.surplus {
		m.leg.surplus = m.surplus
		copy(m.leg.sales, m.sales)
	}
	if m.surplus > m.bestSurplus {
		m.bestSurplus = m.surplus
		copy(m.best, m.sales)
	}
}

// recreate lets the touched sources answer, the most promising first.
func (m *improver) recreate(value func(i, t int, s sale) float64, opening bool) {
	m.order = append(m.order[:0], m.touched...)
	for _, i := range m.order {
		m.keys[i] = m.promise(i) * (0.8 + 0.4*m.random.Float64())
	}
	slices.SortFunc(m.order, func(a, b int) int { return cmp.Or(cmp.Compare(m.keys[b], m.keys[a]), cmp.Compare(a, b)) })
	for _, i := range m.order {
		if m.respond(i, m.banned, value, opening, m.answer) > 0 {
			for t, s := range m.answer {
				m.add(i, t, s)
			}
		}
	}
}

// promise is what a kilogram of source i earns at the dual's prices, at its best hub.
func (m *improver) promise(i int) float64 {
	best := math.Inf(-1)
	for _, k := range m.sourceLanes[i] {
		earns, kg := -m.join[i], 1.0
		for t := range m.T {
			worth := math.Inf(-1)
			for d := range m.D {
				if !m.in.may[i][d] {
					continue
				}
				at := d*m.T + t
				v := m.views[m.lanes[k].hub][at]
				for q := range m.Q {
					v += m.grade[i*m.Q+q] * m.grades[m.lanes[k].hub][at*m.Q+q]
				}
				worth = max(worth, v)
			}
			steps := m.laneSteps[int(k)*m.T+t]
			_, e := bestStep(steps, worth-m.p.Sources[i].Floor[t]-m.lanes[k].perKg)
			earns += e
			kg += steps[len(steps)-1].kg
		}
		best = max(best, earns/kg)
	}
	if math.IsInf(best, -1) {
		return 0
	}
	return best
}

// again lets the touched sources answer once more, at what things cost now.
func (m *improver) again() {
	for _, i := range m.touched {
		m.reconsider(i)
	}
}

// reconsider gives source i its best answer as the rest stands.
func (m *improver) reconsider(i int) {
	before := m.surplus
	m.old = append(m.old[:0], m.sales[i*m.T:(i+1)*m.T]...)
	for t := range m.T {
		m.drop(i, t)
	}
	m.respond(i, m.banned, m.exactly, true, m.answer)
	for t, s := range m.answer {
		m.add(i, t, s)
	}
	if m.surplus < before {
		for t, s := range m.old {
			m.drop(i, t)
			m.add(i, t, s)
		}
	}
}
