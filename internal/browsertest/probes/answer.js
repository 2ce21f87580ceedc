// Answers each question of a self-check without script with its first option, and reports whether there was one.
() => {
  let answered = 0;
  for (const question of document.querySelectorAll("#Check [data-question]")) {
    const input = question.querySelector("input[name]");
    if (question.checkVisibility() && input) {
      input.checked = true;
      answered++;
    }
  }
  return answered > 0;
}
