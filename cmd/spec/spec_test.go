package main

import "testing"

func TestANameBecomesASentence(t *testing.T) {
	for name, want := range map[string]string{
		"TwinsGetTheSame":                "Twins get the same",
		"AJobIsDoneOnce":                 "A job is done once",
		"OnlyAnXLSXFileIsRead":           "Only an XLSX file is read",
		"NobodySitsAt2TablesAtOnce":      "Nobody sits at 2 tables at once",
		"ANameThatIsAWord":               "A name that is a word",
		"WhatIsNotKept_OnBothDatabases":  "What is not kept on both databases",
		"TheMapIsTrue":                   "The map is true",
		"EveryPageHasHTMLThatAxeAccepts": "Every page has HTML that axe accepts",
	} {
		if got := sentence(name); got != want {
			t.Errorf("%s became %q, not %q", name, got, want)
		}
	}
}
