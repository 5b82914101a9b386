package main

import (
	"strings"

	"github.com/Masterminds/semver/v3"
)

// rankedVersions are compared each with each.
var rankedVersions = []string{
	"0", "0.0.0", "v0.0.0", "0.0.0-0", "0.0.0-alpha", "0.0.1", "0.1", "1", "v1", "1.0", "1.0.0", "01.00.00", "1.0.0+a", "1.0.0+b", "1.0.0-0",
	"1.0.0-1", "1.0.0-2", "1.0.0-9", "1.0.0-10", "1.0.0-99", "1.0.0-103", "1.0.0-A", "1.0.0-B", "1.0.0-a", "1.0.0-alpha", "1.0.0-alpha.0",
	"1.0.0-alpha.1", "1.0.0-alpha.1.1", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-alpha.beta", "1.0.0-alpha-1", "1.0.0-alpha1", "1.0.0-alpha10",
	"1.0.0-alpha2", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc", "1.0.0-rc.1", "1.0.0-rc.1+m", "1.0.0-rc1", "1.0.0-rc2", "1.0.0-rc10",
	"1.0.0--", "1.0.0--1", "1.0.0-0a", "1.0.0-1a", "1.0.0-10a", "1.0.0-x", "1.0.0-Z", "1.0.0-9007199254740991", "1.0.0-9007199254740992",
	"1.0.0-9007199254740993", "1.0.0-9007199254740994", "1.0.0-18446744073709551614", "1.0.0-18446744073709551615", "1.0.0-18446744073709551616",
	"1.0.0-18446744073709551617", "1.0.0-100000000000000000000", "1.0.0-99999999999999999999", "1.0.0-a.9007199254740993",
	"1.0.0-a.18446744073709551616", "1.0.0-a.b", "1.0.1", "1.1", "1.2.0-rc1", "1.2", "1.2.0", "1.2.3-alpine", "1.2.3", "1.2.4-0", "1.2.10", "1.10.0",
	"2.0.0-rc1", "2", "10", "11.0.0", "2024.01.15", "2024.1.15", "1234567", "20251114", "20251114-1", "20251114-173059", "20251114-173060",
	"20251114.173059", "20251114173059", "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740993.0.1",
	"1.9007199254740992.0", "1.9007199254740993.0", "1.0.9007199254740993", "18446744073709551614", "18446744073709551615", "18446744073709551615-0",
}

// comparisonTable says how versions compare.
//
//	versions: the texts of the matrix
//	matrix:   row i, character j: versions[i] is < = > versions[j]
//	pairs:    [a, "<" | "=" | ">", b]
func comparisonTable(random source) table {
	versions := unique(rankedVersions)
	matrix := []any{}
	for _, a := range versions {
		var row strings.Builder
		for _, b := range versions {
			row.WriteString(compare(a, b))
		}
		matrix = append(matrix, row.String())
	}
	pairs := []any{}
	for range 1200 {
		a, b := random.version(), random.version()
		if random.oneIn(2) {
			b = "1-" + random.pick(prereleases)
			a = "1-" + random.pick(prereleases) + random.pick([]string{"", ".0", ".a"})
		}
		pairs = append(pairs, []string{a, compare(a, b), b})
	}
	return table{{"versions", rows(versions)}, {"matrix", matrix}, {"pairs", pairs}}
}

func compare(a, b string) string {
	return map[int]string{-1: "<", 0: "=", 1: ">"}[semver.MustParse(a).Compare(semver.MustParse(b))]
}
