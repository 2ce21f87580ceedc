// Times in milliseconds how long a reader waits from a click to the painted verdict. A state is a
// complete set of answers, by the ids of the inputs that are checked, with the question that is
// answered last and the input that does it. First it is put into the state before that answer; then
// the answer is clicked, and with script the button to go on.
async ({ checked, question, last }, scripted, step) => {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  if (step === 'before') {
    for (const i of document.querySelectorAll('#Check input[name]')) {
      i.checked = checked.includes(i.id) && i.id !== last;
    }
    if (scripted) {
      history.replaceState({ view: question, change: true }, '');
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
      document.getElementById(last).checked = true;
    }
    await frame();
    await frame();
    return 0;
  }
  if (step === 'after') {
    return [...document.querySelectorAll('[data-outcome]')].filter(e => e.checkVisibility()).length;
  }
  // A frame is painted after its callbacks, and before any other task: what is clicked in a callback
  // is painted when the next message arrives. So nothing waits for the screen's next refresh.
  const { port1, port2 } = new MessageChannel();
  await frame();
  const start = performance.now();
  document.getElementById(scripted ? 'check:go' : last).click();
  await new Promise(resolve => {
    port1.onmessage = resolve;
    port2.postMessage('');
  });
  return performance.now() - start;
}
