package explanation

import "slices"

// hit returns a hitting set, one that has an element of each of some sets, with as few elements as
// possible: of several the one that is first in lexicographical order. It calls spend with the
// number of steps that it takes.
func hit(sets [][]int, spend func(steps int)) []int {
	var all []int
	for _, s := range sets {
		all = append(all, s...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	size := 0
	for !hittable(sets, nil, size, spend) {
		size++
	}
	var chosen []int
	for _, x := range all {
		if len(chosen) == size {
			break
		}
		if with := append(slices.Clone(chosen), x); hittable(sets, with, size-len(with), spend) {
			chosen = with
		}
	}
	return chosen
}

// hittable reports whether some elements, and at most a number of others, are a hitting set.
func hittable(sets [][]int, chosen []int, more int, spend func(steps int)) bool {
	spend(1 + len(sets))
	i := slices.IndexFunc(sets, func(s []int) bool {
		return !slices.ContainsFunc(s, func(x int) bool { return slices.Contains(chosen, x) })
	})
	if i < 0 {
		return true
	}
	return more > 0 && slices.ContainsFunc(sets[i], func(x int) bool {
		return hittable(sets, append(slices.Clone(chosen), x), more-1, spend)
	})
}
