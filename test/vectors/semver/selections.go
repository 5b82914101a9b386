package main

import (
	"strings"

	"github.com/Masterminds/semver/v3"
)

// writtenSelections are "constraint | tags".
var writtenSelections = []string{
	" | 1.0.0 1.2 v1.2.0 1.2.0 2.0.0-rc1", " | 2.0.0-rc1 2.0.0-rc2", "*-0 | 1.0.0 2.0.0-rc1", "1.x-0 | 1.2.0 1.9.9-rc1 2.0.0-rc1",
	"^0.2 | 0.2.9 0.3.0", "1.x || 3.x | 1.2.0 2.0.0 3.1.0", "1.0 - 1.5 | 1.2.0 1.5.9 2.0.0",
	" | v1.2.0 1.2.0 1.2", " | 1.2 1.2.0 v1.2.0", " | v1.2 v1.2.0 1.2.0", " | 1 1.0 1.0.0 v1 v1.0 v1.0.0 01.0.0", " | 1.2.0+b 1.2.0+a 1.2.0", " | 1.2.0+a v1.2.0",
	"1.2.3 | 1.2.3 v1.2.3", "1.2.3 | 1.2.3+z 1.2.3+a 1.2.3", "1.2.3 | 1.2.3-rc1 1.2.2", "=1.2 | 1.2.0 1.2.9 1.3.0", "1 | 1.9.9 2.0.0", "v1 | v1.9.9 2.0.0",
	" | v1.0.2 v1.0.3 20251114-173059", " | v1.0.2 v1.0.3 20251114", " | v1.0.2 v1.0.3 20251114-073059", "*-0 | v1.0.2 v1.0.3 20251114-173059",
	">=1.0.0-0 | v1.0.2 v1.0.3 20251114-173059", "^1 | v1.0.2 v1.0.3 20251114 20251114-173059 20251114-073059", "<1000 | v1.0.3 20251114",
	" | v1.0.3 1234567 a1b2c3d", " | v1.0.3 0123456", " | v1.0.3 4567890 7e3f0a1", " | latest main stable", " | ", " | latest 1.0.0 main", "^2 | 1.0.0 1.2.0",
	" | 1.0.0-alpine 1.0.0", " | 1.1.0-alpine 1.0.0", "*-0 | 1.1.0-alpine 1.0.0", "^1.0.0-alpine | 1.1.0-alpine 1.2.0-slim", "~1.2 | 1.2.9 1.2.10 1.3.0",
	"*-0 | 1.0.0-rc.9 1.0.0-rc.10", "*-0 | 1.0.0-rc9 1.0.0-rc10", "*-0 | 1.0.0-9 1.0.0-10", "*-0 | 1.0.0-beta 1.0.0-Beta 1.0.0-BETA", "*-0 | 1.0.0 1.0.0-rc1",
	"*-0 | 1.0.0-9007199254740993 1.0.0-9007199254740992", "*-0 | 1.0.0-18446744073709551616 1.0.0-5", "*-0 | 1.0.0-18446744073709551616 1.0.0-99999999999999999999 1.0.0-100000000000000000000",
	" | 9007199254740992 9007199254740993", " | 9007199254740993 9007199254740992", " | 18446744073709551615 18446744073709551616 5",
	" | 2024.01.15 2024.1.16 2023.12.31", " | 2024.01.15 2024.1.15", " | 24.04 24.10 23.10", "~2024.1 | 2024.01.15 2024.02.01 2024.1.31",
	">11 | 11.9.9 12.0.0", ">11 | 11.9.9", "<=1.5 | 1.5.9 1.6.0", "!=1.2 | 1.2.9 1.1.0", "!=1.2.3 | 1.2.3 1.2.2", "^0 | 0.9.9 1.0.0", "^0.0 | 0.0.9 0.1.0", "~0.0.0 | 0.0.1 3.0.0", "^* | 0.0.0 0.0.1 1.0.0",
	"<=* | 0.0.9 0.1.0 1.0.0", "~> 1.2 | 1.2.9 1.3.0", ">=1-0 <2 | 1.9.9 2.0.0-rc1 2.0.0", ">=1-0 <2-0 | 1.9.9 2.0.0-rc1 2.0.0", "1.2.3-rc1 || 1.2 | 1.2.2 1.2.3-rc1 1.2.4-rc1",
}

// selectionTable says which of several tags is taken: of the versions that the constraint ("" is "*")
// lets through, the greatest, and of several equal ones the last in byte order of the tags as written.
//
//	picks: [constraint, [tags], pick or null]
func selectionTable(random source) table {
	list := []any{}
	for _, text := range writtenSelections {
		at := strings.LastIndex(text, " | ")
		list = append(list, selection(text[:at], strings.Fields(text[at+3:])))
	}
	for len(list) < 700 {
		constraint := random.pick([]string{"", "*-0", random.term(), random.constraint(), random.constraint()})
		if _, err := semver.NewConstraint(constraint); err != nil && constraint != "" {
			continue
		}
		tags := []string{}
		for range 1 + random.IntN(12) {
			tags = append(tags, random.pick([]string{random.version(), random.version(), random.version(), random.version(), random.pick(oddTags)}))
		}
		list = append(list, selection(constraint, unique(tags)))
	}
	return table{{"picks", list}}
}

var oddTags = []string{
	"latest", "main", "20251114", "20251114-173059", "20251114-073059", "a1b2c3d", "1234567", "0123456", "2024.01.15", "1.2.3.4", "v1.2.3-01",
	"18446744073709551616", "01.02.03", "V2", "release-3",
}

func selection(constraint string, tags []string) []any {
	asked := constraint
	if asked == "" {
		asked = "*"
	}
	c, err := semver.NewConstraint(asked)
	if err != nil {
		panic(constraint + ": " + err.Error())
	}
	var best *semver.Version
	for _, tag := range tags {
		v, err := semver.NewVersion(tag)
		if err == nil && c.Check(v) && (best == nil || after(v, best)) {
			best = v
		}
	}
	if best == nil {
		return []any{constraint, tags, nil}
	}
	return []any{constraint, tags, best.Original()}
}

func after(a, b *semver.Version) bool {
	order := a.Compare(b)
	return order > 0 || order == 0 && a.Original() > b.Original()
}
