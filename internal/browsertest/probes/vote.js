// Presses the button with a value that is in sight, having written a comment if there is one, and
// waits until the script has done with it.
async (value, comment) => {
  const form = document.getElementById('feedback:form');
  if (comment) {
    form.elements.comment.value = comment;
  }
  const state = () => form.innerText;
  const before = state();
  [...form.querySelectorAll('button')].find(b => b.checkVisibility() && b.value === value).click();
  while (state() === before || form.ariaBusy === 'true') {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  return true;
}
