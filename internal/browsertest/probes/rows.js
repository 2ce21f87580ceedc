// Takes all rows of decision tables behind the first ones out, in whole groups. Returns how many
// rows are left.
(most) => {
  let left = 0;
  for (const table of document.querySelectorAll('.decisions table')) {
    let rows = 0;
    for (const group of [...table.tBodies]) {
      if (rows > 0 && rows + group.rows.length > most) {
        group.remove();
      } else {
        rows += group.rows.length;
      }
    }
    left += rows;
  }
  return left;
}
