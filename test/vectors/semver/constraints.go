package main

import (
	"strings"

	"github.com/Masterminds/semver/v3"
)

var operators = []string{"", "=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^"}

// operands meet every operator; each also comes with the prereleases of operandTails.
var operands = []string{
	"*", "x", "0", "0.x", "0.0", "0.0.0", "0.0.3", "0.2", "0.2.3", "1", "1.x", "1.x.x", "1.x.3", "1.0", "1.2", "1.2.*", "1.2.0", "1.2.3",
	"*.2.3", "v1.2", "01.02", "11", "11.1", "2.0.0",
}

var operandTails = []string{"", "-0", "-alpha", "-beta.2", "+meta"}

// checkedVersions are tried against every constraint of the matrix.
var checkedVersions = []string{
	"0.0.0-0", "0.0.0-alpha", "0.0.0", "0.0.1-0", "0.0.1", "0.0.3-rc1", "0.0.3", "0.0.4", "0.1.0", "0.2.0-alpha", "0.2.0", "0.2.2", "0.2.3-alpha",
	"0.2.3-beta.2", "0.2.3", "0.2.9", "0.3.0-0", "0.3.0", "1", "v1.0.0", "1.0.0-0", "1.0.0-alpha", "1.0.0-rc1", "1.0.0", "1.0.1", "1.1.9", "1.2",
	"1.2.0-0", "1.2.0-alpha", "1.2.0-beta.2", "1.2.0", "v1.2.0", "1.2.0+m", "1.2.1", "1.2.2", "1.2.3-0", "1.2.3-1", "1.2.3-alpha", "1.2.3-alpha.1",
	"1.2.3-beta.2", "1.2.3-beta.10", "1.2.3-rc1", "1.2.3-alpine", "1.2.3", "v1.2.3", "1.2.3+meta", "1.2.3-beta.2+m", "1.2.4-0", "1.2.4-alpha", "1.2.4",
	"1.2.10", "1.3.0-0", "1.3.0-rc1", "1.3.0", "1.5.0", "1.5.9", "1.6.0-rc1", "1.6.0", "1.9.9-rc1", "1.9.9", "2.0.0-0", "2.0.0-alpha", "2.0.0-rc1",
	"2.0.0", "2.0.1", "2.1.0", "2.2.3", "3.0.0-rc.1", "3.0.0", "3.1.0", "10.0.0", "11.0.0-0", "11.0.0", "11.1.0-alpha", "11.1.0", "11.1.5", "11.2.0",
	"12.0.0-rc1", "12.0.0", "2024.01.15", "1234567", "20251114", "20251114-173059", "9007199254740993", "18446744073709551615",
}

// writtenConstraints are those with something to learn from.
var writtenConstraints = []string{
	"", " ", "*", "x", "X", "v*", "* ", " *", "*-0", "*.*", "*.*.*", "x.X.*", "x.1", "*+m", "**", "xx", "1x", "x1", "1.xx", "1.2.3x", "latest", "any", "V1",
	"1", "1.2", "1.2.3", "1.2.3.4", "v1", "v1.2.3", "vv1", "01.02.03", "1.", ".1", "1..2", "1.2.3-", "1.2.3+", "1.2.3-01", "1.x-0", "1.x-01", "1.2.x-0", "1-0",
	"1.2-0", "1.2-rc1", "1.2.3-0", "1.2.3-rc.1+m", "1.2.3+m", "1.2+m", "1.2.3-a..b", "1.2.3-a_b", "= 1", "=1", "==1", "===1", "!1", "! =1", "!= 1", "!==1", "<>1",
	"><1", "> =1", "= >1", "> = 1", ">== 1", "=>1", "=<1", "<=>1", ">>1", "<<1", "~1", "~ 1", "~>1", "~> 1", "~ >1", "~=1", "~>=1", "~~1", "^1", "^ 1", "^=1",
	"^^1", "^>1", "^~1", "-1", "+1", ">", ">=", "=", "^", "~", "!=", "> ", "||", " || ", "1 ||", "|| 1", "1 || ", "1||", "||1", "1||||2", "1 || || 2", "1 | 2", "1|2",
	"1|||2", "|", ",", "1,", ",1", "1, ", "1,,2", "1, ,2", "1 , 1", ">=1,<2", ">=1, <2", ">=1 ,<2", ">=1 , <2", ">=1 <2", ">=1  <2", ">=1<2", ">=1\t<2", ">=1\n<2",
	">=1;<2", ">=1 && <2", ">=1&<2", ">=1 and <2", ">=1\u00a0<2", ">=1\v<2", ">=1\f<2", ">=1\r<2", "\u00a01", "\ufeff1", "1\u2003", "\v1", "\f1",
	"1.2 3", "1 1.2", "1 1.2 1.2.3", "1.2.3 1.2.3", "^1 ^1.2", "^1 !=1.2", "^1 !=1.2.3", "^1, != 1.2.x, <1.6", "~1.2 >1.2.2", ">1 <1", ">2 || <1",
	"1.x || 3.x", "1 || 3", "1||3", "1|| 3", "1 ||3", "^1 || ^2.0.0-0", "^1.0.0-0 || ^2", "^1-0 || >=3", "=1.2.3 || =1.2.4", "1.2.3 || 1.2.3-beta.2",
	"1 - 2", "1.0 - 1.5", "1.0 - 1.5.0", "1.0.0 - 1.5", "1.0.0 - 1.5.9", "1-2", "1 -2", "1- 2", "1  -  2", "1\t-\t2", "1\n- 2", " 1 - 2 ", "v1 - v2", "V1 - 2", "1 - 2 - 3",
	"1 - 2 1.2", "1 - 2, !=1.2", "1 - 2,!=1.2", "!=1.2 1 - 2", "!=1.2, 1 - 2", "!=1.2,1 - 2", "1 - 2 || 3", "1 - 2||3", "1 - 2|| 3", "1 - 2 ||3", "0.2 || 1 - 2", "0.2||1 - 2",
	"0.2|| 1 - 2", "0.2 ||1 - 2", "1 - 1.2 || 2 - 3", "1 - 1.2||2 - 3", "1 - 1.2|| 2 - 3", "1 - 1.2 ||2 - 3", "1.2 - 1.2 || 1.2 - 1.2", "2 - 1", "x - 2", "1 - x", "* - *",
	"1 - 2.x", "1.x - 2", "1.x - 2.x", "^1 - 2", ">1 - 2", "> 1 - 2", "=1 - 2", "~1 - 2", ">=1 - <2", "1 - <2", "1 - ^2", "1.0.0-alpha - 2.0.0", "1 - 2-0", "1-0 - 2",
	"1.2.3-alpha - 1.2.3-rc1", "1.2.3+m - 2", "1 - 2+m", "a1 - 2", "1 - 2a", "1 -- 2", "1 – 2", "1 − 2", "1 - ", " - 2", "1 to 2",
	">11", ">11.1", ">11.1.0", ">11.x", ">*", "<*", ">=*", "<=*", "!=*", "^*", "~*", "=*", "~>*", ">*-0", "<*-0", "<=*-0", "!=*-0", "^*-0", "~*-0", "=*-0",
	"<=1.5", "<=1.5.x", "<=1", "<=1.5.0", "<=1-0", "<=1.5-0", "<1.5", "<1", "<1.x", "<1-0", "<2-0", ">=1-0 <2", ">=1-0 <2-0", ">=1.2-0 <2", ">1-0", ">1.2-0", ">1.2.3-alpha",
	">=1.2.3-alpha", "<1.2.3-rc1", "<=1.2.3-rc1", "!=1.2.3-rc1", "!=1.2-0", "!=1.2-alpha", "!=1-0", "!=1.2", "!=1.2.x", "!=1.x", "!=1", "!=1.2.3", "!=1.2.3+m", "!=0", "!=0.0",
	"!=0.0.0", "^0", "^0.x", "^0.0", "^0.0.x", "^0.0.0", "^0.0.3", "^0.2", "^0.2.3", "^0-0", "^0.0-0", "^0.0.0-0", "^0.0.3-rc1", "^0.2-0", "^0.2.3-alpha", "^1.2.3-alpha", "^1-0",
	"^1.2-0", "^1.x-0", "~0", "~0.x", "~0.0", "~0.0.x", "~0.0.0", "~0.0.3", "~0.2", "~0.2.3", "~0-0", "~0.0-0", "~0.0.0-0", "~1-0", "~1.2-0", "~1.2.3-0", "~1.2.3-alpha", "~>1.2.3",
	"~>1.2", "~>0", "0", "0.0", "0.0.0", "0.x", "=0", "=0.0.0", ">0", ">0.0", ">0.0.0", "<0", "<0.0.0", "<=0", "<=0.0", "<=0.0.0", ">=0", ">=0.0.0-0",
	"1.x.3", "1.*.3", ">1.x.3", "<=1.x.3", "~1.x.3", "^1.x.3", "!=1.x.3", "*.2.3", ">*.2.3", "<=*.2.3", "^*.2.3", "1.x.x.x", "1.2.3.x",
	"2024.01.15", "2024.1", "~2024.1", "^2024", ">=2024.01", "20251114", "20251114-173059", "20251114-073059", ">=20251114", ">=20251114-0", "<20000000", "<1000", "<1000-0",
	">=9007199254740992", ">9007199254740992.0.0", "=9007199254740993", "9007199254740993", "<=9007199254740993", "18446744073709551615", ">=18446744073709551615",
	"18446744073709551616", ">=18446744073709551616", "1.18446744073709551616", "1.2.18446744073709551616", "x.01", "!=1-alpha", ">=1-0 <1000", "x.18446744073709551616", "1.x.18446744073709551616",
	"1.2.3-18446744073709551616", "<1.2.3-99999999999999999999", "^1.2.3\n", "1.2.3é", "１", "1.2.3 #", "regexp:^1", ">=1.0.0 <2.0.0 || >=2.1.0 <3.0.0-0", "1.2.3 || >=11",
}

// constraintTable says which constraints are understood, and which versions they let through.
//
//	valid, invalid: constraint
//	versions:       the versions of the matrix
//	matrix:         [constraint, one character a version: "1" let through, "0" refused]
//	checks:         [constraint, [versions let through], [versions refused]]
func constraintTable(random source) table {
	listed := append([]string{}, writtenConstraints...)
	for _, operand := range operands {
		for _, tail := range operandTails {
			for _, operator := range operators {
				listed = append(listed, operator+operand+tail)
			}
		}
	}
	listed = unique(listed)
	drawn := drawConstraints(random)
	valid, invalid := split(unique(append(append([]string{}, listed...), drawn...)))

	versions := unique(checkedVersions)
	return table{
		{"valid", rows(valid)},
		{"invalid", rows(invalid)},
		{"versions", rows(versions)},
		{"matrix", matrix(listed, versions)},
		{"checks", checks(drawn, random)},
	}
}

func drawConstraints(random source) []string {
	list := []string{}
	for range 1500 {
		list = append(list, random.constraint())
	}
	for range 1500 {
		list = append(list, random.damage(random.constraint(), "0123.-+vxX* ,|<>=!~^aA\t"))
	}
	return unique(list)
}

func split(constraints []string) (valid, invalid []string) {
	for _, text := range constraints {
		if _, err := semver.NewConstraint(text); err == nil {
			valid = append(valid, text)
		} else {
			invalid = append(invalid, text)
		}
	}
	return valid, invalid
}

func matrix(constraints, versions []string) []any {
	list := []any{}
	for _, text := range constraints {
		c, err := semver.NewConstraint(text)
		if err != nil {
			continue
		}
		var answers strings.Builder
		for _, v := range versions {
			if c.Check(semver.MustParse(v)) {
				answers.WriteByte('1')
			} else {
				answers.WriteByte('0')
			}
		}
		list = append(list, []string{text, answers.String()})
	}
	return list
}

func checks(constraints []string, random source) []any {
	list := []any{}
	for _, text := range constraints {
		c, err := semver.NewConstraint(text)
		if err != nil {
			continue
		}
		passed, refused := []string{}, []string{}
		for range 12 {
			v := random.version()
			if c.Check(semver.MustParse(v)) {
				passed = append(passed, v)
			} else {
				refused = append(refused, v)
			}
		}
		list = append(list, []any{text, unique(passed), unique(refused)})
	}
	return list
}
