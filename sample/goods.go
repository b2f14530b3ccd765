package sample

// The products of the demands, and the codes of the goods as they are offered.
const (
	pomegranate = "pomegranate"
	mandarin    = "mandarin"
	oliveOil    = "olive_oil_extra_virgin"
	whiteCheese = "white_cheese"
	sage        = "sage_dried"
	redWine     = "wine_red"
)

var codes = map[string]string{
	pomegranate: "08109075",
	mandarin:    "08052190",
	oliveOil:    "15092000",
	whiteCheese: "04069050",
	sage:        "12119086",
	redWine:     "22042198",
}

// The kinds of paper that the buyers ask for, and those that everybody holds.
const (
	globalGAP    = "globalgap"
	organic      = "organic"
	residueTest  = "residue_test"
	alkaloidTest = "alkaloid_test"
	oilAnalysis  = "oil_analysis"
	wineAnalysis = "wine_analysis"
	milkTest     = "milk_test"
	approval     = "establishment_approval"

	albanianLicence = "food_licence_al"
	registration    = "food_registration"
	hazardPlan      = "haccp"
)
