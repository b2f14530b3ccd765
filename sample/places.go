package sample

import "tok/measure"

// A town is a place of GeoNames (CC BY 4.0) with its municipality; Ormideia,
// Omodos and Kuklen are from GeoNames' postal codes.
type town struct {
	Country      measure.Country
	Name         string
	Municipality string
	Lat, Lon     float64
}

func (t town) place() measure.Place { return measure.Place{Name: t.Name, Lat: t.Lat, Lon: t.Lon} }

var towns = map[string]town{
	"belsh":        {"AL", "Belsh", "Belsh", 40.975, 19.88194},
	"berat":        {"AL", "Berat", "Berat", 40.70583, 19.95222},
	"bilisht":      {"AL", "Bilisht", "Devoll", 40.6275, 20.99},
	"cakran":       {"AL", "Cakran", "Fier", 40.60333, 19.62611},
	"divjake":      {"AL", "Divjakë", "Divjakë", 40.99667, 19.52944},
	"erseke":       {"AL", "Ersekë", "Kolonjë", 40.33778, 20.67889},
	"fier":         {"AL", "Fier", "Fier", 40.72389, 19.55611},
	"finiq":        {"AL", "Finiq", "Finiq", 39.90639, 20.05833},
	"konispol":     {"AL", "Konispol", "Konispol", 39.65889, 20.18139},
	"koplik":       {"AL", "Koplik", "Malësi e Madhe", 42.21361, 19.43639},
	"korce":        {"AL", "Korçë", "Korçë", 40.61861, 20.78083},
	"kruje":        {"AL", "Krujë", "Krujë", 41.50917, 19.79278},
	"kurjan":       {"AL", "Kurjan", "Roskovec", 40.7175, 19.74556},
	"kutalli":      {"AL", "Kutalli", "Dimal", 40.78389, 19.78667},
	"lezhe":        {"AL", "Lezhë", "Lezhë", 41.78361, 19.64361},
	"libohove":     {"AL", "Libohovë", "Libohovë", 40.03111, 20.26306},
	"lukove":       {"AL", "Lukovë", "Himarë", 39.99222, 19.91389},
	"novosele":     {"AL", "Novoselë", "Vlorë", 40.625, 19.46694},
	"otllak":       {"AL", "Otllak", "Berat", 40.74389, 19.93528},
	"patos":        {"AL", "Patos", "Patos", 40.68333, 19.61944},
	"permet":       {"AL", "Përmet", "Përmet", 40.23361, 20.35167},
	"roskovec":     {"AL", "Roskovec", "Roskovec", 40.7375, 19.70222},
	"tepelene":     {"AL", "Tepelenë", "Tepelenë", 40.29583, 20.01917},
	"vlore":        {"AL", "Vlorë", "Vlorë", 40.4686, 19.48318},
	"xarre":        {"AL", "Xarrë", "Konispol", 39.72833, 20.05444},
	"arta":         {"GR", "Arta", "Arta", 39.16014, 20.98561},
	"chrysoupoli":  {"GR", "Chrysoupoli", "Nestos", 40.98556, 24.69389},
	"elassona":     {"GR", "Elassona", "Elassona", 39.89472, 22.18861},
	"filiates":     {"GR", "Filiates", "Filiates", 39.60111, 20.31194},
	"filippiada":   {"GR", "Filippiada", "Ziros", 39.20472, 20.88222},
	"igoumenitsa":  {"GR", "Igoumenitsa", "Igoumenitsa", 39.50342, 20.26728},
	"ioannina":     {"GR", "Ioannina", "Ioannina", 39.66486, 20.85189},
	"kozani":       {"GR", "Kozani", "Kozani", 40.30069, 21.78896},
	"messini":      {"GR", "Messini", "Messini", 37.05111, 22.00778},
	"naousa":       {"GR", "Naousa", "Naousa", 40.62944, 22.06806},
	"nemea":        {"GR", "Nemea", "Nemea", 37.82068, 22.66102},
	"paramythia":   {"GR", "Paramythia", "Souli", 39.47111, 20.51111},
	"preveza":      {"GR", "Preveza", "Preveza", 38.95617, 20.7505},
	"nafplio":      {"GR", "Nafplio", "Nafplio", 37.56863, 22.80691},
	"thessaloniki": {"GR", "Thessaloniki", "Thessaloniki", 40.64361, 22.93086},
	"tyrnavos":     {"GR", "Tyrnavos", "Tyrnavos", 39.73778, 22.28917},
	"asenovgrad":   {"BG", "Asenovgrad", "Asenovgrad", 42.01667, 24.86667},
	"harmanli":     {"BG", "Harmanli", "Harmanli", 41.93333, 25.9},
	"karlovo":      {"BG", "Karlovo", "Karlovo", 42.63333, 24.8},
	"kuklen":       {"BG", "Kuklen", "Kuklen", 42.0333, 24.7833},
	"petrich":      {"BG", "Petrich", "Petrich", 41.39846, 23.20702},
	"plovdiv":      {"BG", "Plovdiv", "Plovdiv", 42.15, 24.75},
	"sandanski":    {"BG", "Sandanski", "Sandanski", 41.56667, 23.28333},
	"smolyan":      {"BG", "Smolyan", "Smolyan", 41.57439, 24.71204},
	"athienou":     {"CY", "Athienou", "Athienou", 35.06183, 33.54166},
	"lemesos":      {"CY", "Lemesos", "Lemesos", 34.68406, 33.03794},
	"nicosia":      {"CY", "Lefkosia", "Lefkosia", 35.17531, 33.3642},
	"omodos":       {"CY", "Omodos", "Omodos", 34.8483, 32.8089},
	"ormideia":     {"CY", "Ormideia", "Ormideia", 34.9918, 33.7772},
	"polis":        {"CY", "Polis Chrysochous", "Polis Chrysochous", 35.03403, 32.4255},
	"frankfurt":    {"DE", "Frankfurt am Main", "Frankfurt am Main", 50.11552, 8.68417},
	"hamburg":      {"DE", "Hamburg", "Hamburg", 53.55073, 9.99302},
	"munich":       {"DE", "Munich", "Munich", 48.13743, 11.57549},
	"stuttgart":    {"DE", "Stuttgart", "Stuttgart", 48.78232, 9.17702},
	"vienna":       {"AT", "Vienna", "Vienna", 48.20849, 16.37208},
}
