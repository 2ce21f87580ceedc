package dmn

import (
	"fmt"
	"strconv"
)

// Namespaces that all versions share (DMN 1.5, annex A).
const (
	namespaceDC = "http://www.omg.org/spec/DMN/20180521/DC/"
	namespaceDI = "http://www.omg.org/spec/DMN/20180521/DI/"
)

// namespace returns a namespace of the version: MODEL, FEEL or DMNDI.
func (v Version) namespace(of string) string {
	return "https://www.omg.org/spec/DMN/" + v.day + "/" + of + "/"
}

// XML returns the model in a version of DMN.
func (m *Model) XML(v Version) []byte {
	w := &writer{b: []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")}
	w.element("definitions", attributes{
		"xmlns", v.namespace("MODEL"), "xmlns:dmndi", v.namespace("DMNDI"), "xmlns:dc", namespaceDC, "xmlns:di", namespaceDI,
		"id", m.id, "name", m.name, "namespace", m.namespace, "expressionLanguage", v.namespace("FEEL"), "typeLanguage", v.namespace("FEEL"),
		"exporter", "Baken",
	}, func() {
		w.text("description", m.description)
		m.types(w)
		for i := range m.inputs {
			m.input(w, &m.inputs[i])
		}
		for i := range m.sources {
			s := &m.sources[i]
			var inside func()
			if s.identifier != "" {
				inside = func() { w.text("description", s.identifier) }
			}
			w.element("knowledgeSource", attributes{"id", sourceID(i), "name", s.name, "locationURI", s.url}, inside)
		}
		for i := range m.decisions {
			m.decision(w, &m.decisions[i])
		}
		m.diagram(w)
	})
	return w.b
}

// types writes the item definitions.
func (m *Model) types(w *writer) {
	for i := range m.inputs {
		in := &m.inputs[i]
		if in.allowed == "" {
			continue
		}
		name := in.typeName
		if in.list {
			// The values of a list are those of its elements (DMN 1.5, section 7.3.3).
			name += "_option"
		}
		w.element("itemDefinition", attributes{"id", "type-" + name, "name", name}, func() {
			w.text("description", in.values)
			w.text("typeRef", in.typeRef)
			w.expression("allowedValues", nil, in.allowed)
		})
		if in.list {
			w.element("itemDefinition", attributes{"id", "type-" + in.typeName, "name", in.typeName, "isCollection", "true"}, func() {
				w.text("typeRef", name)
			})
		}
	}
	written := map[string]bool{}
	for i := range m.decisions {
		t := &m.decisions[i]
		if t.allowed == "" || written[t.typeName] {
			continue
		}
		written[t.typeName] = true
		w.element("itemDefinition", attributes{"id", "type-" + t.typeName, "name", t.typeName}, func() {
			w.text("typeRef", t.typeRef)
			w.expression("allowedValues", nil, t.allowed)
		})
	}
}

func (m *Model) input(w *writer, in *input) {
	w.element("inputData", attributes{"id", in.id, "name", in.name, "label", in.label}, func() {
		w.text("description", in.text)
		w.element("variable", attributes{"id", "variable-" + in.id, "name", in.name, "typeRef", in.variable()}, nil)
	})
}

// variable returns the type of the input's variable.
func (in *input) variable() string {
	if in.allowed == "" {
		return in.typeRef
	}
	return in.typeName
}

func (m *Model) decision(w *writer, t *table) {
	w.element("decision", attributes{"id", t.id, "name", t.name, "label", t.label}, func() {
		w.text("question", t.question)
		w.text("allowedAnswers", t.allowed)
		typeRef := t.typeRef
		if t.allowed != "" {
			typeRef = t.typeName
		}
		w.element("variable", attributes{"id", "variable-" + t.id, "name", t.name, "typeRef", typeRef}, nil)
		for _, i := range t.inputs {
			w.element("informationRequirement", attributes{"id", inputRequirement(t, &m.inputs[i])}, func() {
				w.element("requiredInput", attributes{"href", "#" + m.inputs[i].id}, nil)
			})
		}
		for _, i := range t.sources {
			w.element("authorityRequirement", attributes{"id", sourceRequirement(t, i)}, func() {
				w.element("requiredAuthority", attributes{"href", "#" + sourceID(i)}, nil)
			})
		}
		if len(t.inputs) == 0 {
			// Engines want a table to have an input.
			w.expression("literalExpression", attributes{"id", "expression-" + t.id, "typeRef", typeRef}, t.rules[0].result)
			return
		}
		m.table(w, t)
	})
}

func (m *Model) table(w *writer, t *table) {
	w.element("decisionTable", attributes{"id", "table-" + t.id, "hitPolicy", "UNIQUE"}, func() {
		for n, i := range t.inputs {
			in := &m.inputs[i]
			column := t.id + "-" + strconv.Itoa(n+1)
			typeRef := in.typeRef
			if in.list {
				typeRef = in.typeName
			}
			w.element("input", attributes{"id", "column-" + column, "label", in.label}, func() {
				w.expression("inputExpression", attributes{"id", "value-" + column, "typeRef", typeRef}, in.name)
				if in.typeRef == "string" && !in.list {
					w.expression("inputValues", attributes{"id", "values-" + column}, in.allowed)
				}
			})
		}
		remarks := t.rules[0].remark != ""
		var results func()
		if t.allowed != "" {
			results = func() { w.expression("outputValues", attributes{"id", "results-" + t.id}, t.allowed) }
		}
		w.element("output", attributes{"id", "result-" + t.id, "name", t.name, "label", t.label, "typeRef", t.typeRef}, results)
		if remarks {
			w.element("annotation", attributes{"name", t.label}, nil)
		}
		for n, r := range t.rules {
			id := t.id + "-" + strconv.Itoa(n+1)
			w.element("rule", attributes{"id", "rule-" + id}, func() {
				for c, test := range r.tests {
					w.expression("inputEntry", attributes{"id", fmt.Sprintf("test-%s-%d", id, c+1)}, test)
				}
				w.expression("outputEntry", attributes{"id", "then-" + id}, r.result)
				if remarks {
					w.expression("annotationEntry", nil, r.remark)
				}
			})
		}
	})
}

func sourceID(i int) string { return "source-" + strconv.Itoa(i+1) }

func inputRequirement(t *table, in *input) string { return "needs-" + t.id + "-" + in.id }

func sourceRequirement(t *table, i int) string { return "rests-" + t.id + "-" + sourceID(i) }
