// Package planning finds the best joint plan: which sources deliver how much,
// through which hub, on which lorries, and proves how good the plan is.
//
// Everything is in kilograms, euro, kilometres and periods. The package
// computes and touches nothing outside: no clock, no network, no database,
// no randomness but the seed it is given.
package planning

// FormatProblem is the name of the problem format, FormatPlan of the answer's.
const (
	FormatProblem = "tok-problem/1"
	FormatPlan    = "tok-plan/1"
)

// A Series is one number per period. In JSON a single number stands for the
// same in every period; Read expands it, so that after Read every Series of a
// Problem has exactly len(Periods) entries.
type Series []float64

// A Matrix holds one cost per pair of ends; NaN (null in JSON) says that this
// cost does not exist there. A nil Matrix says it exists nowhere.
type Matrix [][]float64

// A Place is latitude, then longitude, in degrees.
type Place [2]float64

// A Problem is the question of `tok-problem/1`.
type Problem struct {
	Format    string   `json:"format"`
	Name      string   `json:"name,omitempty"`
	Periods   []string `json:"periods"`
	SingleHub bool     `json:"single_hub,omitempty"` // a source delivers to at most one hub, the same in all periods
	WholeKg   bool     `json:"whole_kg,omitempty"`   // the plan's flows are whole kilograms

	Sources []Source `json:"sources"`
	Hubs    []Hub    `json:"hubs,omitempty"`
	Demands []Demand `json:"demands"`

	Collect *Way `json:"collect,omitempty"` // source × hub
	Haul    *Way `json:"haul,omitempty"`    // hub × demand
	Direct  *Way `json:"direct,omitempty"`  // source × demand, without a hub

	ByDistance *ByDistance `json:"by_distance,omitempty"` // instead of the three matrices
	Ways       []Lane      `json:"ways,omitempty"`        // real tariffs that replace computed ones

	NearestHubs int `json:"nearest_hubs,omitempty"` // set when by_distance kept only each source's nearest k hubs

	// MemberCharge is paid once by each member that delivers anything; AgreedKg
	// (source × demand × period, nil = no such bound) is the most that a source
	// delivers to a demand. Both serve the games played on a plan and are no part
	// of the format.
	MemberCharge map[string]float64 `json:"-"`
	AgreedKg     [][]Series         `json:"-"`
}

// A Source is what one producer can deliver.
type Source struct {
	ID          string             `json:"id"`
	Member      string             `json:"member,omitempty"` // who owns it; empty: the source is its own member
	Country     string             `json:"country,omitempty"`
	At          *Place             `json:"at,omitempty"`
	AvailableKg Series             `json:"available_kg"`
	LeastKg     Series             `json:"least_kg,omitempty"` // nothing in a period, or at least this
	Floor       Series             `json:"floor,omitempty"`    // euro per kg it nets without joining
	JoinCost    float64            `json:"join_cost,omitempty"`
	Quality     map[string]float64 `json:"quality,omitempty"`
	Windows     []Window           `json:"windows,omitempty"`
}

// A Window bounds what a source delivers in several periods together.
type Window struct {
	Periods []int   `json:"periods"`
	MostKg  float64 `json:"most_kg"`
}

// A Hub collects, handles and sends on.
type Hub struct {
	ID         string  `json:"id"`
	Country    string  `json:"country,omitempty"`
	At         *Place  `json:"at,omitempty"`
	CapacityKg Series  `json:"capacity_kg"`
	OpenCost   float64 `json:"open_cost,omitempty"` // once, if used at all
	Handling   Series  `json:"handling,omitempty"`  // euro per kg
}

// A Demand is what one buyer asks for.
type Demand struct {
	ID         string           `json:"id"`
	At         *Place           `json:"at,omitempty"`
	Price      Series           `json:"price"` // euro per kg, delivered
	LeastKg    Series           `json:"least_kg,omitempty"`
	MostKg     Series           `json:"most_kg"`
	TotalLeast *float64         `json:"total_least_kg,omitempty"`
	TotalMost  *float64         `json:"total_most_kg,omitempty"`
	Must       bool             `json:"must,omitempty"`
	Limits     map[string]Limit `json:"limits,omitempty"`
	Papers     Papers           `json:"papers,omitzero"`
	ServeCost  float64          `json:"serve_cost,omitempty"`
	Levy       float64          `json:"levy,omitempty"` // share of revenue kept for coordination
}

// A Limit bounds the quantity-weighted mean of a quality in every consignment.
type Limit struct {
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
}

// Papers are what the documents and tests of a consignment cost.
type Papers struct {
	PerConsignment float64                 `json:"per_consignment,omitempty"`
	LotKg          float64                 `json:"lot_kg,omitempty"`
	PerLot         float64                 `json:"per_lot,omitempty"`
	ByOrigin       map[string]OriginPapers `json:"by_origin,omitempty"`
}

// OriginPapers are paid once per consignment that holds goods of a country.
type OriginPapers struct {
	PerConsignment float64 `json:"per_consignment,omitempty"`
}

// A Way is what moving goods between two kinds of ends costs. A pair exists
// where any of its costs is a number.
type Way struct {
	Fixed      Matrix  `json:"fixed,omitempty"`  // once per pair and period with something flowing
	PerKg      Matrix  `json:"per_kg,omitempty"` // euro per kg
	PalletKg   float64 `json:"pallet_kg,omitempty"`
	PerPallet  Matrix  `json:"per_pallet,omitempty"`
	VehicleKg  float64 `json:"vehicle_kg,omitempty"`
	PerVehicle Matrix  `json:"per_vehicle,omitempty"`
}

// ByDistance computes the ways from great-circle kilometres × RoadFactor.
type ByDistance struct {
	RoadFactor  float64     `json:"road_factor,omitempty"`
	NearestHubs int         `json:"nearest_hubs,omitempty"` // keep each source's nearest k hubs; 0 = all
	Collect     *TariffByKm `json:"collect,omitempty"`
	Haul        *TariffByKm `json:"haul,omitempty"`
	Direct      *TariffByKm `json:"direct,omitempty"`
}

// A TariffByKm is a price list per way; a nil entry does not exist.
type TariffByKm struct {
	Fixed        *float64 `json:"fixed,omitempty"`
	PerStop      *float64 `json:"per_stop,omitempty"` // another name for Fixed
	PerKg        *float64 `json:"per_kg,omitempty"`
	PerKgKm      *float64 `json:"per_kg_km,omitempty"`
	PalletKg     float64  `json:"pallet_kg,omitempty"`
	PerPallet    *float64 `json:"per_pallet,omitempty"`
	PerPalletKm  *float64 `json:"per_pallet_km,omitempty"`
	VehicleKg    float64  `json:"vehicle_kg,omitempty"`
	PerVehicle   *float64 `json:"per_vehicle,omitempty"`
	PerVehicleKm *float64 `json:"per_vehicle_km,omitempty"`
}

// A Lane is a real tariff between two named ends; it replaces the computed one.
type Lane struct {
	From       string   `json:"from"`
	To         string   `json:"to"`
	Fixed      *float64 `json:"fixed,omitempty"`
	PerKg      *float64 `json:"per_kg,omitempty"`
	PalletKg   float64  `json:"pallet_kg,omitempty"`
	PerPallet  *float64 `json:"per_pallet,omitempty"`
	VehicleKg  float64  `json:"vehicle_kg,omitempty"`
	PerVehicle *float64 `json:"per_vehicle,omitempty"`
}
