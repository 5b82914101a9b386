package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// source is the one place randomness comes from.
type source struct{ *rand.Rand }

func (s source) pick(list []string) string { return list[s.IntN(len(list))] }

// oneIn is true once in n times.
func (s source) oneIn(n int) bool { return s.IntN(n) == 0 }

var prereleases = []string{
	"0", "1", "9", "10", "alpha", "alpha.1", "alpha.2", "alpha.10", "beta", "beta.2", "rc1", "rc.1", "rc.10",
	"-", "-1", "0a", "a-b", "alpine", "20251114", "18446744073709551615", "18446744073709551616", "99999999999999999999",
}

var metadata = []string{"m", "meta.1", "001", "-", "build-7", "sha.0abc"}

// version draws a version from few small numbers, so that ties and boundaries are frequent.
func (s source) version() string {
	text := s.pick([]string{"", "", "", "v"})
	parts := []int{1, 2, 3, 3, 3, 3}[s.IntN(6)]
	for i := range parts {
		if i > 0 {
			text += "."
		}
		text += strconv.Itoa(s.IntN(4))
	}
	if s.oneIn(3) {
		text += "-" + s.pick(prereleases)
	}
	if s.oneIn(10) {
		text += "+" + s.pick(metadata)
	}
	return text
}

// constraint draws a constraint of one to three OR groups, with every legal and some illegal spacing.
func (s source) constraint() string {
	text := s.group()
	for s.oneIn(3) {
		text += s.pick([]string{" || ", " || ", "||", "|| ", " ||"}) + s.group()
	}
	return text
}

func (s source) group() string {
	if s.oneIn(6) {
		return s.operand() + s.pick([]string{" - ", " - ", "  -  ", "\t- ", "- "}) + s.operand()
	}
	text := s.term()
	for s.oneIn(2) {
		text += s.pick([]string{" ", ", ", ",", "  ", " , ", "\t", "\n"}) + s.term()
	}
	return text
}

func (s source) term() string {
	return s.pick(operators) + s.pick([]string{"", "", "", " ", "  "}) + s.operand()
}

func (s source) operand() string {
	text := s.pick([]string{"", "", "", "v"}) + s.digitOrX(8)
	for range s.IntN(3) {
		text += "." + s.digitOrX(5)
	}
	if s.oneIn(4) {
		text += "-" + s.pick(prereleases[:16])
	}
	if s.oneIn(15) {
		text += "+" + s.pick(metadata)
	}
	return text
}

// digitOrX draws a wildcard once in n times.
func (s source) digitOrX(n int) string {
	if s.oneIn(n) {
		return s.pick([]string{"x", "X", "*"})
	}
	return strconv.Itoa(s.IntN(4))
}

// damage changes one to three places of a text: the result is often, not always, malformed.
func (s source) damage(text, alphabet string) string {
	for range 1 + s.IntN(3) {
		at := s.IntN(len(text) + 1)
		letter := string(alphabet[s.IntN(len(alphabet))])
		switch {
		case s.oneIn(3) && at < len(text):
			text = text[:at] + text[at+1:]
		case s.oneIn(2) && at < len(text):
			text = text[:at] + letter + text[at+1:]
		default:
			text = text[:at] + letter + text[at:]
		}
	}
	return strings.ToValidUTF8(text, "?")
}
