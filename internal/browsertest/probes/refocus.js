// Puts the focus on one of the controls.
(selector, index) => {
  const control = document.querySelectorAll(selector)[index];
  control.focus();
  return document.activeElement === control;
}
