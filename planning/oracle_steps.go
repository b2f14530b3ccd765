package planning

// staircases adds everything that is paid once or by the piece; false says that one
// has too many steps.
func (b *restrictedBuilder) staircases() bool {
	ok := true
	add := func(s stairs, fits bool, flows []int32) {
		if ok = ok && fits; ok {
			b.staircase(s, flows)
		}
	}
	p := b.in.p
	groups := map[string]map[pair][]int32{"collect": {}, "haul": {}, "direct": {}, "source": {}, "period": {}, "hub": {}}
	file := func(kind string, k pair, j int) { groups[kind][k] = append(groups[kind][k], int32(j)) }
	for j, f := range b.flows {
		file("source", pair{from: f.source}, j)
		file("period", pair{from: f.source, period: f.period}, j)
		if f.hub == direct {
			file("direct", pair{f.source, f.demand, f.period}, j)
			continue
		}
		file("collect", pair{f.source, f.hub, f.period}, j)
		file("haul", pair{f.hub, f.demand, f.period}, j)
		file("hub", pair{from: f.hub}, j)
	}
	for _, k := range inOrder(groups["collect"]) {
		flows := groups["collect"][k]
		s, fits := p.Collect.tariff(k.from, k.to).load(nil, 0, b.most(flows))
		add(s, fits, flows)
	}
	for _, k := range inOrder(groups["haul"]) {
		flows := groups["haul"][k]
		s, fits := p.Haul.tariff(k.from, k.to).load(&p.Demands[k.to].Papers, 0, b.most(flows))
		add(s, fits, flows)
		b.origins(k, flows)
	}
	for _, k := range inOrder(groups["direct"]) {
		flows, pays := groups["direct"][k], &p.Demands[k.to].Papers
		s, fits := p.Direct.tariff(k.from, k.to).load(pays, pays.ByOrigin[p.Sources[k.from].Country].PerConsignment, b.most(flows))
		add(s, fits, flows)
	}
	for _, k := range inOrder(groups["source"]) {
		b.staircase(once(p.Sources[k.from].JoinCost, b.most(groups["source"][k])), groups["source"][k])
	}
	for _, k := range inOrder(groups["hub"]) {
		b.staircase(once(p.Hubs[k.from].OpenCost, b.most(groups["hub"][k])), groups["hub"][k])
	}
	for _, k := range inOrder(groups["period"]) {
		s := once(0, b.most(groups["period"][k]))
		if s.left[1] = p.Sources[k.from].LeastKg[k.period]; s.left[1] < s.right[1]+kindKg {
			s.left[1] = min(s.left[1], s.right[1]) // the plan may miss it by rounding
		}
		b.staircase(s, groups["period"][k])
	}
	return ok
}

// origins are the papers for every country in a consignment.
func (b *restrictedBuilder) origins(k pair, flows []int32) {
	byOrigin := b.in.p.Demands[k.to].Papers.ByOrigin
	for _, country := range sortedKeys(byOrigin) {
		var from []int32
		for _, j := range flows {
			if b.in.p.Sources[b.flows[j].source].Country == country {
				from = append(from, j)
			}
		}
		if len(from) > 0 {
			b.staircase(once(byOrigin[country].PerConsignment, b.most(from)), from)
		}
	}
}

func (m *restricted) most(flows []int32) float64 {
	sum := 0.0
	for _, j := range flows {
		sum += m.flows[j].kg
	}
	return sum
}

// staircase adds a step, with its cost column and the rows that ask of every single
// flow for its part of the first step.
func (b *restrictedBuilder) staircase(s stairs, flows []int32) {
	dearest := s.cost[s.last()]
	if dearest == 0 && s.left[1] <= nearKg {
		return
	}
	theta := -1
	if dearest > 0 {
		theta = len(b.gain)
		b.gain = append(b.gain, -dearest)
		for _, j := range flows {
			b.row(0, part{theta, dearest}, part{int(j), -s.cost[1]})
		}
	}
	joint := false
	for _, j := range flows {
		joint = joint || b.flows[j].source != b.flows[flows[0]].source
	}
	b.steps = append(b.steps, step{s, flows, theta, joint})
}
