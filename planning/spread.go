package planning

func (in *instance) spread(flows []flow) []flow { return flows }
