package mdd

import "slices"

// Exists quantifies variables existentially: it is true where f is true for some values of them.
func (s *Space) Exists(f Ref, variables ...int) Ref {
	slices.Sort(variables)
	return s.exists(f, variables, map[Ref]Ref{})
}

func (s *Space) exists(f Ref, variables []int, done map[Ref]Ref) Ref {
	if len(variables) == 0 || s.Variable(f) > variables[len(variables)-1] {
		return f
	}
	if r, ok := done[f]; ok {
		return r
	}
	variable := s.Variable(f)
	s.Spend(s.arities[variable])
	children := make([]Ref, s.arities[variable])
	for v := range children {
		children[v] = s.exists(s.Child(f, v), variables, done)
	}
	var r Ref
	if slices.Contains(variables, variable) {
		r = s.Or(children...)
	} else {
		r = s.node(variable, children)
	}
	done[f] = r
	return r
}

// Size returns the number of nodes that some functions have together.
func (s *Space) Size(fs ...Ref) int {
	seen := map[Ref]bool{}
	var visit func(f Ref)
	visit = func(f Ref) {
		if f <= True || seen[f] {
			return
		}
		seen[f] = true
		for v := range s.arities[s.Variable(f)] {
			visit(s.Child(f, v))
		}
	}
	for _, f := range fs {
		visit(f)
	}
	return len(seen)
}

// Support returns the variables that f depends on, in order.
func (s *Space) Support(f Ref) []int {
	seen := map[Ref]bool{}
	used := make([]bool, len(s.arities))
	var visit func(f Ref)
	visit = func(f Ref) {
		if f <= True || seen[f] {
			return
		}
		seen[f] = true
		s.Spend(s.arities[s.Variable(f)])
		used[s.Variable(f)] = true
		for v := range s.arities[s.Variable(f)] {
			visit(s.Child(f, v))
		}
	}
	visit(f)
	var out []int
	for v, u := range used {
		if u {
			out = append(out, v)
		}
	}
	return out
}

// At reports whether f is true for an assignment, by variable.
func (s *Space) At(f Ref, values []int) bool {
	for f > True {
		f = s.Child(f, values[s.Variable(f)])
	}
	return f == True
}

// Cheapest returns an assignment of least cost for which f is true; a value other than 0 costs 1.
// Of several it returns the lexicographically first. It reports false when f is false everywhere.
func (s *Space) Cheapest(f Ref) (values []int, ok bool) {
	if f == False {
		return nil, false
	}
	costs := map[Ref]int{True: 0}
	var visit func(f Ref) int
	visit = func(f Ref) int {
		if c, ok := costs[f]; ok {
			return c
		}
		s.Spend(s.arities[s.Variable(f)])
		best := -1
		for v := range s.arities[s.Variable(f)] {
			child := s.Child(f, v)
			if child == False {
				continue
			}
			if c := visit(child) + min(v, 1); best < 0 || c < best {
				best = c
			}
		}
		costs[f] = best
		return best
	}
	visit(f)
	values = make([]int, len(s.arities))
	for f != True {
		for v := range s.arities[s.Variable(f)] {
			child := s.Child(f, v)
			if child != False && costs[child]+min(v, 1) == costs[f] {
				values[s.Variable(f)] = v
				f = child
				break
			}
		}
	}
	return values, true
}
