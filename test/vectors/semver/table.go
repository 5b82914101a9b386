package main

import (
	"bytes"
	"encoding/json"
)

// A section is one named array of a table.
type section struct {
	name string
	rows []any
}

// A table becomes one JSON object whose members are arrays, one row a line,
// so that a change of the generator is a readable diff.
type table []section

func (t table) json() []byte {
	var out bytes.Buffer
	out.WriteString("{\n")
	for i, s := range t {
		out.Write(encode(s.name))
		out.WriteString(": [\n")
		for j, row := range s.rows {
			out.Write(encode(row))
			out.WriteString(comma(j, len(s.rows)))
		}
		out.WriteString("]")
		out.WriteString(comma(i, len(t)))
	}
	out.WriteString("}\n")
	return out.Bytes()
}

// encode leaves < > & as they are; the operators must stay readable.
func encode(value any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimRight(out.Bytes(), "\n")
}

func comma(i, length int) string {
	if i < length-1 {
		return ",\n"
	}
	return "\n"
}

// rows turns a list of strings into rows, each string once, in the given order.
func rows(values []string) []any {
	list := []any{}
	for _, v := range unique(values) {
		list = append(list, v)
	}
	return list
}

func unique(values []string) []string {
	seen := map[string]bool{}
	list := []string{}
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			list = append(list, v)
		}
	}
	return list
}
