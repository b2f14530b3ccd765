package sharing

// alone is what each player is worth without the others.
func (t *table) alone() []float64 {
	a := make([]float64, t.n())
	for i := range a {
		a[i] = t.v[1<<i]
	}
	return a
}

// equal gives everybody the same.
func (t *table) equal() []float64 {
	x := make([]float64, t.n())
	for i := range x {
		x[i] = t.total() / float64(len(x))
	}
	return x
}

// proportional divides by agreed kilograms, or by worth alone where the game is a
// table. Where that gives no proportions (all 0, or of both signs) all get the same.
// For costs it is also the split in which all save the same part of what they
// would pay alone.
func (t *table) proportional() []float64 {
	by := t.weight
	if by == nil {
		by = t.alone()
	}
	sum, least, most := 0.0, 0.0, 0.0
	for _, w := range by {
		sum, least, most = sum+w, min(least, w), max(most, w)
	}
	if sum == 0 || least < 0 && most > 0 {
		return t.equal()
	}
	x := make([]float64, len(by))
	for i, w := range by {
		x[i] = t.total() * w / sum
	}
	return x
}

// shapley is the mean of what each player adds over all orders (Shapley 1953).
func (t *table) shapley() []float64 {
	n := t.n()
	weight := make([]float64, n) // of a group of s others: s!(n−s−1)!/n!
	weight[0] = 1 / float64(n)
	for s := 1; s < n; s++ {
		weight[s] = weight[s-1] * float64(s) / float64(n-s)
	}
	size := make([]uint8, len(t.v))
	for mask := range size {
		size[mask] = size[mask>>1] + uint8(mask&1)
	}
	x := make([]float64, n)
	for i := range x {
		bit := 1 << i
		for mask := range t.v {
			if mask&bit == 0 {
				x[i] += weight[size[mask]] * (t.v[mask|bit] - t.v[mask])
			}
		}
	}
	return x
}
