package planning

// A Status says what was proved about a plan.
type Status string

// The three answers to a problem.
const (
	Optimal    Status = "optimal"    // the gap is within the asked one
	Feasible   Status = "feasible"   // a plan that holds, with the bound that was reached
	Infeasible Status = "infeasible" // a demand that must be served cannot be
)

// A Plan is the answer of `tok-plan/1`.
type Plan struct {
	Format  string  `json:"format"`
	Name    string  `json:"name,omitempty"`
	Status  Status  `json:"status"`
	Stopped string  `json:"stopped,omitempty"` // "time" when the context ended first
	Surplus float64 `json:"surplus"`
	Bound   float64 `json:"bound"` // no plan earns more
	Gap     float64 `json:"gap"`   // (bound − surplus) / max(1, |bound|)

	Flows       []Flow        `json:"flows"`
	Hubs        []string      `json:"hubs"`
	Loads       []Load        `json:"loads"`
	Account     Account       `json:"account"`
	Delivered   []Delivered   `json:"delivered"`
	Unused      []Unused      `json:"unused"`
	Unserved    []Unserved    `json:"unserved"`
	Sensitivity []Sensitivity `json:"sensitivity"`
	Missing     []Missing     `json:"missing,omitempty"` // when infeasible: which requirement, by how much

	NearestHubs int      `json:"nearest_hubs,omitempty"` // the bound is for each source's nearest k hubs only
	Warnings    []string `json:"warnings,omitempty"`
	Engine      string   `json:"engine"`
	Seed        int64    `json:"seed"`
	Seconds     float64  `json:"seconds"`
}

// A Flow is what one source delivers to one demand in one period; Hub nil says
// that it goes directly.
type Flow struct {
	Source string  `json:"source"`
	Hub    *string `json:"hub"`
	Demand string  `json:"demand"`
	Period string  `json:"period"`
	Kg     float64 `json:"kg"`
}

// A Load is what moves on one pair of ends in one period.
type Load struct {
	Way      string     `json:"way"` // collect, haul or direct
	From     string     `json:"from"`
	To       string     `json:"to"`
	Period   string     `json:"period"`
	Pallets  int        `json:"pallets"`
	Vehicles int        `json:"vehicles"`
	Kg       float64    `json:"kg"`
	Sources  []LoadPart `json:"sources"`
}

// A LoadPart is one source's share of a load.
type LoadPart struct {
	Source string  `json:"source"`
	Kg     float64 `json:"kg"`
}

// An Account shows where the money goes, in euro. Surplus = Revenue − all others.
type Account struct {
	Revenue  float64 `json:"revenue"`
	Levy     float64 `json:"levy"`
	Floor    float64 `json:"floor"`
	Join     float64 `json:"join"`
	Collect  float64 `json:"collect"`
	Handling float64 `json:"handling"`
	Open     float64 `json:"open"`
	Haul     float64 `json:"haul"`
	Direct   float64 `json:"direct"`
	Papers   float64 `json:"papers"`
	Serve    float64 `json:"serve"`
}

// Surplus is what is left of the revenue when everything else is paid.
func (a Account) Surplus() float64 {
	return a.Revenue - a.Levy - a.Floor - a.Join - a.Collect - a.Handling - a.Open - a.Haul - a.Direct - a.Papers - a.Serve
}

// Delivered is what a demand receives in a period, with the mean of each quality.
type Delivered struct {
	Demand  string             `json:"demand"`
	Period  string             `json:"period"`
	Kg      float64            `json:"kg"`
	Quality map[string]float64 `json:"quality"`
}

// Unused names a source that delivers nothing and the floor at which it would.
type Unused struct {
	Source       string   `json:"source"`
	Reason       string   `json:"reason"` // a stable code, e.g. "too_dear", "no_way", "quality"
	JoinsAtFloor *float64 `json:"joins_at_floor"`
	Exact        bool     `json:"exact"` // false: a bound from the prices, not a new solve
}

// Unserved names a demand that is not served and what is missing.
type Unserved struct {
	Demand  string  `json:"demand"`
	Why     string  `json:"why"` // a stable code, e.g. "not_worth", "too_little", "quality"
	ShortKg float64 `json:"short_kg"`
}

// Missing is a requirement that cannot be met, and by how much.
type Missing struct {
	Demand      string  `json:"demand"`
	Requirement string  `json:"requirement"`
	By          float64 `json:"by"`
	Unit        string  `json:"unit"`
}

// Sensitivity says how solid the plan is for one demand.
type Sensitivity struct {
	Demand         string             `json:"demand"`
	BreakEvenPrice float64            `json:"break_even_price"` // euro per kg, plan fixed
	SpareKg        float64            `json:"spare_kg"`         // rides free on what is already paid
	MayDropOut     []string           `json:"may_drop_out"`     // any one of these may leave, the minimum still stands
	AnyK           int                `json:"any_k"`            // any k members may leave
	ShadowPrices   map[string]float64 `json:"shadow_prices"`    // of the LP with the whole numbers fixed
}
