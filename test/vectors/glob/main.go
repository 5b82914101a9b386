// Command glob writes glob.json: what filepath.Match of Go answers, on Unix. Run it in this folder: go run .
//
//	names: [name]
//	patterns: [pattern, bits or null]; bits[i] is 1 when it matches names[i], null stands for a bad pattern
//
// Go notices a bad pattern only when a name matches up to the mistake, so some rows without a 1 are bad too.
package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
)

const alphabet = `ab*?[]^-\é`

var names = []string{
	"", "a", "b", "c", "aa", "ab", "ba", "abc", "aab", "abab", "-", "a-b", "]", "[", "[]", "^", "^a", `\`, `\a`, "*", "?", "é", "aéb", "a\nb",
	"v1.2.3", "v1.2.3-rc1", "1.2.3-alpine", "latest", "main-abc",
}

var written = []string{
	"*-rc*", "*-alpine", "v*", "v[0-9].*", "v[^0-9]*", "v1.?.3", "latest", "main-*", "[a-c][a-c]", "[c-a]", "[^c-a]", "[^c-a]b", "[a-", "[a-b", "[]a]", "[^]a]",
	`[\]]`, `[\-]`, `[a\-b]`, `[\]-a]`, "a**b", "***", "**a", `\*`, `\`, `a\`, `[\`, `[a-\b]`, "[-a]", "[a-]", "[--a]", "[é]", "[a-é]", "?b", "a?b", "a*b*c",
}

func main() {
	random := rand.New(rand.NewPCG(1, 2))
	patterns := append([]string{}, written...)
	letters := []rune(alphabet)
	for _, a := range letters {
		for _, b := range letters {
			patterns = append(patterns, string(a), string([]rune{a, b}))
		}
	}
	for range 1500 {
		pattern := []rune{}
		for range 3 + random.IntN(6) {
			pattern = append(pattern, letters[random.IntN(len(letters))])
		}
		patterns = append(patterns, string(pattern))
	}
	rows := [][2]any{}
	seen := map[string]bool{}
	for _, pattern := range patterns {
		if !seen[pattern] {
			seen[pattern] = true
			rows = append(rows, [2]any{pattern, matches(pattern)})
		}
	}
	file, err := os.Create("glob.json")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	e := json.NewEncoder(file)
	e.SetEscapeHTML(false)
	if err := e.Encode(map[string]any{"names": names, "patterns": rows}); err != nil {
		panic(err)
	}
}

func matches(pattern string) any {
	bits := ""
	for _, name := range names {
		matched, err := filepath.Match(pattern, name)
		if err != nil {
			return nil
		}
		if matched {
			bits += "1"
		} else {
			bits += "0"
		}
	}
	return bits
}
