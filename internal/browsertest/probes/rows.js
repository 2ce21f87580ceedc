// Takes all rows of decision tables behind the first ones out, in whole groups, and follows the
// address of the second row of the last table that has one. Returns how many rows are left.
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
  const row = [...document.querySelectorAll('.decisions tbody tr:nth-child(2)')].at(-1);
  if (row) {
    location.hash = row.id;
  }
  return left;
}
