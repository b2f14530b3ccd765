package planning

import "math"

// A siteState says what a part of the search has decided about a site.
type siteState int8

const (
	free siteState = iota
	opened
	closed
)

// A locationDual evaluates the Lagrangian dual of a location problem: every
// customer pays a price per kilogram, each site serves whom it likes within its
// capacity, and the sites taken must together hold all that is needed. What
// remains is a lower bound on the cost of any plan (optimisation.md: the
// integer cover is what makes it tight).
type locationDual struct {
	*locationProblem
	cover coverProblem

	worth  []float64 // per site: fixed cost less what it earns at the prices
	taken  []float64 // per site: share that the cover takes, 0 or 1 nearly always
	served []float64 // per customer: how often it is served, 1 in a plan
	sent   []float64 // per site: kilograms
	chosen float64   // worth of what the cover takes
	extra  []float64 // per site: euro per kg before it is there
	offers []siteOffer
}

// A siteOffer is a customer that a site would like to serve.
type siteOffer struct {
	gain     float64 // euro per kg, negative
	kg       float64
	customer int32
}

func newLocationDual(l *locationProblem) *locationDual {
	d := &locationDual{
		locationProblem: l,
		worth:           make([]float64, l.sites),
		taken:           make([]float64, l.sites),
		served:          make([]float64, l.customers),
		sent:            make([]float64, l.sites),
		offers:          make([]siteOffer, l.customers),
	}
	d.cover = newCoverProblem(l)
	return d
}

// choose takes sites at price (euro per kg and customer) in the part of the
// search that state describes, and gives what they are worth, at least. extra is
// what a kilogram costs before it is at a site; nil: nothing.
func (d *locationDual) choose(price []float64, state []siteState, extra []float64) float64 {
	d.extra = extra
	for i := range d.sites {
		if state[i] == closed {
			continue
		}
		earned, _ := d.serve(i, price)
		d.worth[i] = d.fixed[i] + earned
	}
	d.chosen = d.cover.solve(d.worth, state, d.taken)
	d.count(price, state)
	return d.chosen
}

// paid is what the customers pay, and the sum of its sizes.
func (d *locationDual) paid(price []float64) (total, size float64) {
	for j, p := range price {
		v := p * d.need[j]
		total += v
		size += math.Abs(v)
	}
	return total, size
}

// count adds up how much of each customer the taken sites serve, and how much
// each site sends.
func (d *locationDual) count(price []float64, state []siteState) {
	clear(d.served)
	clear(d.sent)
	for i, share := range d.taken {
		if share == 0 || state[i] == closed {
			continue
		}
		_, last := d.serve(i, price)
		for _, o := range d.offers[:last.full] {
			d.served[o.customer] += share
			d.sent[i] += share * o.kg
		}
		if last.part > 0 {
			o := d.offers[last.full]
			d.served[o.customer] += share * last.part
			d.sent[i] += share * last.part * o.kg
		}
	}
}

// A filled says where a site's capacity ended: the first full offers are taken
// whole, and part of the next.
type filled struct {
	full int
	part float64
}

// serve gives what site i earns (≤ 0) by serving the customers that pay best.
func (d *locationDual) serve(i int, price []float64) (float64, filled) {
	row := d.row(i)
	before := 0.0
	if d.extra != nil {
		before = d.extra[i]
	}
	offers := d.offers
	need := d.need[:len(row)]
	price = price[:len(row)]
	n, kg, earned := 0, 0.0, 0.0
	for j, c := range row {
		if gain := c + before - price[j]; gain < 0 {
			offers[n] = siteOffer{gain, need[j], int32(j)}
			n++
			kg += need[j]
			earned += gain * need[j]
		}
	}
	if kg <= d.capacity[i] {
		return earned, filled{full: n}
	}
	return fill(offers[:n], d.capacity[i])
}

// fill takes the offers of least gain until capacity is used, by partition: the
// taken ones stand first afterwards.
func fill(offers []siteOffer, capacity float64) (float64, filled) {
	earned, lo, hi := 0.0, 0, len(offers)
	for hi-lo > 12 {
		low, high, kg, gain := partition(offers, lo, hi)
		if kg > capacity {
			hi = low
			continue
		}
		earned += gain
		capacity -= kg
		lo = low
		for lo < high && offers[lo].kg <= capacity { // the pivot's equals
			earned += offers[lo].gain * offers[lo].kg
			capacity -= offers[lo].kg
			lo++
		}
		if lo < high {
			return earned + offers[lo].gain*capacity, filled{lo, capacity / offers[lo].kg}
		}
	}
	sortOffers(offers[lo:hi])
	for ; lo < hi; lo++ {
		if o := offers[lo]; o.kg > capacity {
			return earned + o.gain*capacity, filled{lo, capacity / o.kg}
		}
		earned += offers[lo].gain * offers[lo].kg
		capacity -= offers[lo].kg
	}
	return earned, filled{full: lo}
}

// partition reorders offers[lo:hi] into less, equal and more than a pivot;
// equals are offers[low:high]. It also sums the weight and gain of the less.
func partition(offers []siteOffer, lo, hi int) (low, high int, kg, gain float64) {
	a, b, c := offers[lo].gain, offers[(lo+hi)/2].gain, offers[hi-1].gain
	pivot := max(min(a, b), min(max(a, b), c))
	low, high = lo, hi
	for k := lo; k < high; {
		switch o := offers[k]; {
		case o.gain < pivot:
			kg += o.kg
			gain += o.gain * o.kg
			offers[k], offers[low] = offers[low], o
			low++
			k++
		case o.gain > pivot:
			high--
			offers[k], offers[high] = offers[high], o
		default:
			k++
		}
	}
	return low, high, kg, gain
}

func sortOffers(o []siteOffer) {
	for i := 1; i < len(o); i++ {
		for k := i; k > 0 && o[k].gain < o[k-1].gain; k-- {
			o[k], o[k-1] = o[k-1], o[k]
		}
	}
}
