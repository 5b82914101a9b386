// Command semver writes the answers of Masterminds/semver v3.4.0 as JSON tables.
//
// Tagboat's own engine must agree with every one of them. The output depends on
// nothing but this source: lists written by hand, and random ones from a fixed seed.
package main

import (
	"fmt"
	"math/rand/v2"
	"os"
)

func main() {
	random := source{rand.New(rand.NewPCG(20251114, 173059))}
	tables := map[string]table{
		"versions.json":    versionTable(random),
		"comparisons.json": comparisonTable(random),
		"constraints.json": constraintTable(random),
		"selections.json":  selectionTable(random),
	}
	for name, t := range tables {
		if err := os.WriteFile(name, t.json(), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
