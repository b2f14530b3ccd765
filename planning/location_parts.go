package planning

// spread is the finaliser of splitmix64: numbers become bits that do not look alike.
func spread(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// locationParts is a heap, the least bound first.
type locationParts []*locationPart

func (p locationParts) Len() int { return len(p) }
func (p locationParts) Less(a, b int) bool {
	if p[a].bound != p[b].bound {
		return p[a].bound < p[b].bound
	}
	return p[a].number > p[b].number
}
func (p locationParts) Swap(a, b int) { p[a], p[b] = p[b], p[a] }
func (p *locationParts) Push(x any)   { *p = append(*p, x.(*locationPart)) }
func (p *locationParts) Pop() any {
	old := *p
	last := old[len(old)-1]
	*p = old[:len(old)-1]
	return last
}
