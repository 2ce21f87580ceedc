package dmn

import "strconv"

// Sizes of the diagram, in its units: the inputs stand on the left, the decisions in the middle and
// the knowledge sources on the right, so that no line runs through a shape.
const (
	inputX, decisionX, sourceX                = 40, 460, 880
	inputWidth, decisionWidth, sourceWidth    = 240, 240, 240
	inputHeight, decisionHeight, sourceHeight = 50, 70, 63
	gap, margin                               = 20, 40
)

// column is a column of shapes of one size.
type column struct{ x, width, height, top int }

// stack returns a column of n shapes in the middle of a height.
func stack(x, width, height, n, total int) column {
	return column{x, width, height, margin + (total-tall(n, height))/2}
}

// tall returns the height of n shapes of a height.
func tall(n, height int) int { return max(0, n*(height+gap)-gap) }

// y returns the top of a shape.
func (c column) y(i int) int { return c.top + i*(c.height+gap) }

// diagram writes the decision requirements diagram (DMN 1.5, section 13).
func (m *Model) diagram(w *writer) {
	total := max(tall(len(m.inputs), inputHeight), tall(len(m.decisions), decisionHeight), tall(len(m.sources), sourceHeight))
	inputs := stack(inputX, inputWidth, inputHeight, len(m.inputs), total)
	decisions := stack(decisionX, decisionWidth, decisionHeight, len(m.decisions), total)
	sources := stack(sourceX, sourceWidth, sourceHeight, len(m.sources), total)
	w.element("dmndi:DMNDI", nil, func() {
		w.element("dmndi:DMNDiagram", attributes{"id", "diagram"}, func() {
			for i := range m.inputs {
				inputs.shape(w, i, m.inputs[i].id, m.inputs[i].label)
			}
			for i := range m.decisions {
				decisions.shape(w, i, m.decisions[i].id, m.decisions[i].label)
			}
			for i := range m.sources {
				sources.shape(w, i, sourceID(i), "")
			}
			for n := range m.decisions {
				t := &m.decisions[n]
				for _, i := range t.inputs {
					edge(w, inputRequirement(t, &m.inputs[i]), inputs.x+inputs.width, inputs.y(i)+inputs.height/2, decisions.x, decisions.y(n)+decisions.height/2)
				}
				for _, i := range t.sources {
					edge(w, sourceRequirement(t, i), sources.x, sources.y(i)+sources.height/2, decisions.x+decisions.width, decisions.y(n)+decisions.height/2)
				}
			}
		})
	})
}

// shape writes the shape of an element, with a label in the place of its name.
func (c column) shape(w *writer, i int, id, label string) {
	w.element("dmndi:DMNShape", attributes{"id", "shape-" + id, "dmnElementRef", id}, func() {
		w.element("dc:Bounds", attributes{"x", strconv.Itoa(c.x), "y", strconv.Itoa(c.y(i)), "width", strconv.Itoa(c.width), "height", strconv.Itoa(c.height)}, nil)
		if label != "" {
			w.element("dmndi:DMNLabel", nil, func() { w.text("dmndi:Text", label) })
		}
	})
}

func edge(w *writer, id string, fromX, fromY, toX, toY int) {
	w.element("dmndi:DMNEdge", attributes{"id", "edge-" + id, "dmnElementRef", id}, func() {
		w.element("di:waypoint", attributes{"x", strconv.Itoa(fromX), "y", strconv.Itoa(fromY)}, nil)
		w.element("di:waypoint", attributes{"x", strconv.Itoa(toX), "y", strconv.Itoa(toY)}, nil)
	})
}
