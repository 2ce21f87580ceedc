// Gives the focus to the nth control of the self-check, and says how many there are. All of the
// form is made visible, so that each can have it. Links, and what prints or copies, are no controls
// that could send anything.
(n) => {
  const form = document.getElementById('Check');
  for (let e = form; e; e = e.parentElement) {
    e.hidden = false;
  }
  const controls = [...form.querySelectorAll('input, summary, .go')];
  if (n >= 0) {
    for (let e = controls[n]; e && e !== form; e = e.parentElement) {
      e.hidden = false;
      if (getComputedStyle(e).display === 'none') {
        e.style.display = 'block';
      }
    }
    controls[n].focus();
  }
  return controls.length;
}
